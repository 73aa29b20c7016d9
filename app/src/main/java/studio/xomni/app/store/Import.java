package studio.xomni.app.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import studio.xomni.app.store.Pictures.Imported;
import studio.xomni.engine.error.ResourceException;
import studio.xomni.engine.error.UsageException;
import studio.xomni.engine.vision.OutputFile;
import studio.xomni.engine.vision.Picture;

/** Copies pictures into the library. Originals are only read. */
final class Import {

    /** What may stand in the names of our copies: letters and digits of any script. */
    private static final Pattern UNFIT = Pattern.compile("[^\\p{L}\\p{N}_-]+");

    private static final int NAME_LENGTH = 40;

    private final Path folder;
    private final Function<String, Optional<StoredPicture>> known;
    private final BiConsumer<StoredPicture, byte[]> list;

    /**
     * @param folder the pictures folder
     * @param known finds a picture by its id
     * @param list makes the row of a copy, with its thumbnail
     */
    Import(
            Path folder,
            Function<String, Optional<StoredPicture>> known,
            BiConsumer<StoredPicture, byte[]> list) {
        this.folder = folder;
        this.known = known;
        this.list = list;
    }

    /**
     * Imports files.
     *
     * @throws StoreException FOLDER or DISK_FULL; what was copied before stays
     */
    Imported of(List<Path> files) {
        List<StoredPicture> added = new ArrayList<>();
        List<StoredPicture> there = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (Path file : files) {
            try {
                Picture pixels = PictureFiles.pixels(file);
                StoredPicture picture = PictureFiles.read(file);
                Optional<StoredPicture> double_ = known.apply(picture.id());
                if (double_.isPresent()) {
                    there.add(double_.get());
                } else {
                    added.add(copy(file, picture, pixels));
                }
            } catch (StoreException e) {
                if (e.kind() != StoreException.Kind.PICTURE) {
                    throw e;
                }
                refused.add(e.getLocalizedMessage());
            }
        }
        return new Imported(added, there, refused);
    }

    private StoredPicture copy(Path file, StoredPicture picture, Picture pixels) {
        boolean ours = picture.seed() >= 0;
        Instant time = ours ? picture.created() : Instant.now();
        String middle = ours ? Long.toString(picture.seed()) : name(file);
        Path copy =
                PictureFiles.free(folder, time, middle, picture.id(), PictureFiles.ending(file));
        try {
            Files.createDirectories(copy.getParent());
            OutputFile.write(copy, Files.readAllBytes(file));
            Disk.syncFolder(copy);
        } catch (IOException | UsageException | ResourceException e) {
            throw Failures.of(e, folder, Say.of("kept.imported"));
        }
        StoredPicture stored = picture.at(picture.id(), copy);
        list.accept(stored, Thumbnails.of(pixels));
        return stored;
    }

    private static String name(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        String stem = UNFIT.matcher(dot > 0 ? name.substring(0, dot) : name).replaceAll("-");
        return stem.substring(0, Math.min(NAME_LENGTH, stem.length()));
    }
}
