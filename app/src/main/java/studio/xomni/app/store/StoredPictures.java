package studio.xomni.app.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.xomni.app.store.StoreException.Kind;
import studio.xomni.engine.error.ResourceException;
import studio.xomni.engine.error.UsageException;
import studio.xomni.engine.vision.OutputFile;
import studio.xomni.engine.vision.Picture;

/** The pictures as files and in the ledger. */
final class StoredPictures implements Pictures {

    private static final Logger LOG = LoggerFactory.getLogger(StoredPictures.class);

    private static final Duration IN_TRASH = Duration.ofDays(30);

    private final Folders folders;
    private final Ledger ledger;
    private final PictureRows rows;
    private final Trash trash;
    private final Clock clock;
    private final Runnable changed;
    private final Consumer<String> notices;

    /** Whether a file was written but its row was not. */
    private volatile boolean rowMissing;

    StoredPictures(
            Folders folders,
            Ledger ledger,
            PictureRows rows,
            Clock clock,
            Runnable changed,
            Consumer<String> notices) {
        this.folders = folders;
        this.ledger = ledger;
        this.rows = rows;
        this.trash = new Trash(folders.pictures(), rows);
        this.clock = clock;
        this.changed = changed;
        this.notices = notices;
    }

    /** Ends what a crash interrupted, and empties the trash of what is old. */
    void begin(boolean afterCrash) {
        try {
            if (afterCrash) {
                endInterrupted();
            }
            long oldest = clock.instant().minus(IN_TRASH).toEpochMilli();
            List<String> purged = new ArrayList<>();
            for (Trash.Note note : trash.notes()) {
                if (note.time() < oldest) {
                    trash.purge(note);
                    purged.add(note.id());
                }
            }
            if (!purged.isEmpty()) {
                ledger.record(new PictureChange.Purged(purged));
            }
        } catch (IOException e) {
            LOG.warn("The trash could not be looked through.", e);
        }
    }

    /** Moves to the trash and back that were done on the disk and not noted. */
    private void endInterrupted() throws IOException {
        for (Trash.Note note : trash.notes()) {
            Optional<StoredPicture> shown = find(note.id());
            if (trash.holds(note) && shown.isPresent() && !Files.exists(shown.get().file())) {
                ledger.record(new PictureChange.Trashed(List.of(note.id()), note.time()));
            }
        }
        for (StoredPicture picture : ledger.read(rows::trashed)) {
            Optional<Trash.Note> note = trash.find(picture.id());
            if (Files.exists(picture.file()) && note.isPresent() && !trash.holds(note.get())) {
                ledger.record(restored(note.get()));
                trash.forget(note.get());
            }
        }
    }

    /** Whether the database knows all files that were written. */
    boolean allHaveRows() {
        return !rowMissing;
    }

    @Override
    public StoredPicture add(Picture picture, PictureMetadata metadata) {
        byte[] png = PictureFiles.encode(picture, metadata);
        byte[] thumbnail = Thumbnails.of(picture);
        boolean there = Files.isDirectory(folders.pictures());
        Path folder = there ? folders.pictures() : folders.fallback();
        long seed = metadata.recipe().request().seed() + metadata.provenance().position();
        Path file =
                PictureFiles.free(
                        folder, metadata.created(), Long.toString(seed), metadata.id(), "png");
        if (!there) {
            notices.accept(Say.of("folder.fallback", folders.pictures(), folders.fallback()));
        }
        write(folder, file, png);
        StoredPicture stored = PictureFiles.ours(file, picture.width(), picture.height(), metadata);
        list(stored, thumbnail);
        changed.run();
        return stored;
    }

    private static void write(Path folder, Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            OutputFile.write(file, bytes);
            Disk.syncFolder(file);
        } catch (IOException | UsageException | ResourceException e) {
            throw Failures.of(e, folder, Say.of("kept.not"));
        }
    }

    /** Makes the row of a file that is there. */
    private void list(StoredPicture picture, byte[] thumbnail) {
        try {
            ledger.write(
                    handle -> {
                        rows.put(handle, picture);
                        rows.putThumbnail(handle, picture.id(), thumbnail);
                    });
            ledger.checkpoint();
        } catch (RuntimeException e) {
            rowMissing = true;
            throw Failures.of(e, folders.data(), Say.of("kept.picture", picture.file()));
        }
        try {
            ledger.record(new PictureChange.Added(picture.id(), rows.name(picture.file())));
        } catch (StoreException e) {
            // The line brings nothing back that the file does not.
            LOG.warn("The journal does not know the picture {}.", picture.id(), e);
        }
    }

    @Override
    public List<StoredPicture> newest(int most) {
        return ledger.read(handle -> rows.newest(handle, most));
    }

    @Override
    public List<StoredPicture> all() {
        return ledger.read(rows::all);
    }

    @Override
    public Optional<StoredPicture> find(String id) {
        return ledger.read(handle -> rows.find(handle, id));
    }

    @Override
    public Optional<byte[]> thumbnail(String id) {
        Optional<byte[]> kept = ledger.read(handle -> rows.thumbnail(handle, id));
        if (kept.isPresent()) {
            return kept;
        }
        Optional<Path> file =
                find(id).map(StoredPicture::file).or(() -> trash.find(id).map(trash::file));
        if (file.isEmpty() || !Files.exists(file.get())) {
            return Optional.empty();
        }
        try {
            byte[] jpeg = Thumbnails.of(PictureFiles.pixels(file.get()));
            ledger.write(handle -> rows.putThumbnail(handle, id, jpeg));
            return Optional.of(jpeg);
        } catch (StoreException e) {
            LOG.warn("No thumbnail of {}", file.get(), e);
            return Optional.empty();
        }
    }

    @Override
    public Optional<PictureMetadata> metadata(String id) {
        Optional<StoredPicture> picture = find(id);
        if (picture.isEmpty()) {
            return Optional.empty();
        }
        Path file = picture.get().file();
        try {
            return PictureFiles.metadata(file).map(metadata -> metadata.as(id));
        } catch (IOException e) {
            throw new StoreException(Kind.PICTURE, Say.of("file.missing", file), e);
        }
    }

    @Override
    public Map<String, String> said() {
        return ledger.read(ChatRows::said);
    }

    @Override
    public void rate(Collection<String> ids, int rating) {
        ledger.record(new PictureChange.Rated(List.copyOf(ids), rating));
        changed.run();
    }

    @Override
    public void setFavourite(Collection<String> ids, boolean favourite) {
        ledger.record(new PictureChange.Favourite(List.copyOf(ids), favourite));
        changed.run();
    }

    @Override
    public List<String> boards() {
        return ledger.read(rows::boards);
    }

    @Override
    public void addToBoard(Collection<String> ids, String board) {
        ledger.record(new PictureChange.OnBoard(List.copyOf(ids), board));
        changed.run();
    }

    @Override
    public void removeFromBoard(Collection<String> ids, String board) {
        ledger.record(new PictureChange.OffBoard(List.copyOf(ids), board));
        changed.run();
    }

    @Override
    public void renameBoard(String board, String name) {
        ledger.record(new PictureChange.BoardRenamed(board, name));
        try {
            trash.renameBoard(board, name);
        } catch (IOException | UsageException | ResourceException e) {
            LOG.warn("Pictures in the trash will come back to the board {}.", board, e);
        }
        changed.run();
    }

    @Override
    public void removeBoard(String board) {
        ledger.record(new PictureChange.BoardRemoved(board));
        changed.run();
    }

    @Override
    public List<Trashed> trashed() {
        try {
            List<Trashed> all = new ArrayList<>();
            for (Trash.Note note : trash.notes()) {
                if (trash.holds(note)) {
                    inTrash(note).ifPresent(all::add);
                }
            }
            all.sort(Comparator.comparing(Trashed::since).reversed());
            return all;
        } catch (IOException e) {
            throw Failures.of(e, folders.pictures(), Say.of("kept.nothing"));
        }
    }

    /** What the database knows of it or, after it was made anew, its file. */
    private Optional<Trashed> inTrash(Trash.Note note) {
        Instant since = Instant.ofEpochMilli(note.time());
        try {
            Optional<StoredPicture> known = ledger.read(handle -> rows.findAny(handle, note.id()));
            StoredPicture picture =
                    known.isPresent() ? known.get() : PictureFiles.read(trash.file(note));
            return Optional.of(
                    new Trashed(
                            picture.at(note.id(), trash.file(note))
                                    .with(
                                            note.favourite(),
                                            note.rating(),
                                            Set.copyOf(note.boards())),
                            since,
                            since.plus(IN_TRASH)));
        } catch (StoreException e) {
            LOG.warn("A picture in the trash cannot be read: {}", trash.file(note), e);
            return Optional.empty();
        }
    }

    @Override
    public void trash(Collection<String> ids) {
        requireFolder();
        long time = clock.millis();
        List<String> done = new ArrayList<>();
        try {
            for (String id : ids) {
                Optional<StoredPicture> picture = find(id);
                if (picture.isPresent()) {
                    trash.put(picture.get(), time);
                    done.add(id);
                }
            }
        } catch (IOException | UsageException | ResourceException e) {
            throw Failures.of(e, folders.pictures(), Say.of("kept.trash"));
        } finally {
            if (!done.isEmpty()) {
                ledger.record(new PictureChange.Trashed(done, time));
                changed.run();
            }
        }
    }

    @Override
    public void restore(Collection<String> ids) {
        requireFolder();
        try {
            for (String id : ids) {
                Optional<Trash.Note> note = trash.find(id);
                if (note.isPresent()) {
                    restore(note.get());
                }
            }
        } catch (IOException e) {
            throw Failures.of(e, folders.pictures(), Say.of("kept.restored"));
        } finally {
            changed.run();
        }
    }

    private void restore(Trash.Note note) throws IOException {
        Path file = trash.takeBack(note);
        Optional<StoredPicture> known = ledger.read(handle -> rows.findAny(handle, note.id()));
        StoredPicture picture = known.isPresent() ? known.get() : PictureFiles.read(file);
        ledger.write(handle -> rows.put(handle, picture.at(note.id(), file)));
        ledger.record(restored(note));
        trash.forget(note);
    }

    private static PictureChange restored(Trash.Note note) {
        return new PictureChange.Restored(
                note.id(), note.favourite(), note.rating(), note.boards());
    }

    private void requireFolder() {
        if (!Files.isDirectory(folders.pictures())) {
            throw Failures.vanished(folders.pictures(), Say.of("kept.nothing"), null);
        }
    }

    @Override
    public Imported importFiles(List<Path> files) {
        requireFolder();
        Imported imported =
                new Import(folders.pictures(), this::known, this::list).of(candidates(files));
        changed.run();
        return imported;
    }

    /** A picture of an id; one in the trash is brought back. */
    private Optional<StoredPicture> known(String id) {
        if (trash.find(id).isPresent()) {
            restore(List.of(id));
        }
        return find(id);
    }

    @Override
    public int countImportable(List<Path> files) {
        return candidates(files).size();
    }

    /** Files as they are named, of folders the pictures in them. */
    private static List<Path> candidates(List<Path> files) {
        List<Path> candidates = new ArrayList<>();
        for (Path file : files) {
            if (Files.isDirectory(file)) {
                candidates.addAll(FolderScan.pictures(file));
            } else {
                candidates.add(file);
            }
        }
        return candidates;
    }
}
