package studio.xomni.app.store;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import studio.xomni.app.store.PngFile.Text;
import studio.xomni.app.store.StoreException.Kind;
import studio.xomni.app.text.QuotedTexts;
import studio.xomni.engine.error.XomniException;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.pipeline.ImageRequest.PaintSeed;
import studio.xomni.engine.vision.Picture;
import studio.xomni.engine.vision.PictureReader;
import studio.xomni.engine.vision.PngWriter;

/** Pictures as files: what they are called, what they hold, what they say of themselves. */
final class PictureFiles {

    /** The keyword of our text in PNG files. */
    static final String KEYWORD = "xomni";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss");

    private static final int SHORT_ID = 8;

    /** What a list of pictures shows and searches, in characters; the file has all of it. */
    private static final int LONGEST_PROMPT = 100_000;

    private static final int LONGEST_NAME = 1000;

    private static final Set<String> ENDINGS =
            Set.of("png", "jpg", "jpeg", "webp", "gif", "bmp", "tif", "tiff");

    private PictureFiles() {}

    /**
     * A free name in a folder, such as {@code 2026-01-31/235959-1234-0a1b2c3d.png}.
     *
     * @param middle seed or old name
     */
    static Path free(Path folder, Instant created, String middle, String id, String ending) {
        var local = created.atZone(ZoneId.systemDefault());
        String stem =
                "%s-%s-%s"
                        .formatted(
                                local.format(TIME),
                                middle,
                                id.substring(0, Math.min(SHORT_ID, id.length())));
        Path day = folder.resolve(local.format(DAY));
        Path file = day.resolve(stem + "." + ending);
        for (int i = 2; Files.exists(file); i++) {
            file = day.resolve(stem + "-" + i + "." + ending);
        }
        return file;
    }

    /** The bytes of a PNG file that says of itself how it came to be. */
    static byte[] encode(Picture picture, PictureMetadata metadata) {
        String prompt = metadata.recipe().request().prompt().replace("\0", "");
        return PngFile.with(
                PngWriter.encode(picture),
                List.of(
                        new Text(KEYWORD, MetadataJson.write(metadata)),
                        new Text("Description", prompt)));
    }

    /** Whether a file's name is that of a picture. */
    static boolean isPictureName(Path file) {
        return ENDINGS.contains(ending(file)) && !isHidden(file);
    }

    static boolean isHidden(Path file) {
        return String.valueOf(file.getFileName()).startsWith(".");
    }

    /** The ending of a name in small letters, without the dot; empty where there is none. */
    static String ending(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /**
     * What a file says of itself; empty where it says nothing. A JPEG whose metadata is damaged
     * says nothing: other programs may have written it anew.
     *
     * @throws StoreException PICTURE when what a PNG says is damaged
     */
    static Optional<PictureMetadata> metadata(Path file) throws IOException {
        Optional<PngFile> png = PngFile.read(file);
        return png.isPresent() ? metadata(file, png.get()) : JpegFile.metadata(file);
    }

    /**
     * What a PNG file says of itself; empty where it says nothing.
     *
     * @throws StoreException PICTURE when what it says is damaged
     */
    static Optional<PictureMetadata> metadata(Path file, PngFile png) {
        Optional<Text> ours =
                png.texts().stream().filter(text -> text.keyword().equals(KEYWORD)).findFirst();
        try {
            if (ours.isPresent()) {
                return Optional.of(MetadataJson.read(ours.get().text()));
            }
        } catch (JsonParseException e) {
            throw damagedMetadata(file, e);
        }
        if (png.damaged()) {
            throw damagedMetadata(file, new IOException("a text chunk is broken"));
        }
        return Optional.empty();
    }

    private static StoreException damagedMetadata(Path file, Exception cause) {
        return new StoreException(
                Kind.PICTURE, Say.of("metadata.damaged", file.getFileName()), cause);
    }

    /**
     * What there is to know of a picture file, without marks and boards. The pixels of a PNG are
     * not read, its metadata may be damaged. A JPEG has the id of its bytes, whatever it says.
     *
     * @throws StoreException PICTURE when it is no picture
     */
    static StoredPicture read(Path file) {
        try {
            Optional<PngFile> png = PngFile.read(file);
            if (png.isPresent() && png.get().upright()) {
                Optional<PictureMetadata> metadata = metadataIfSound(file, png.get());
                int width = png.get().width();
                int height = png.get().height();
                return metadata.isPresent()
                        ? ours(file, width, height, metadata.get())
                        : foreign(file, width, height);
            }
            Picture picture = pixels(file);
            Optional<PictureMetadata> metadata = JpegFile.metadata(file);
            // Other programs keep what a JPEG says when they change its pixels: it has its own id.
            return metadata.isPresent()
                    ? ours(file, picture.width(), picture.height(), metadata.get())
                            .at(sha256(file), file)
                    : foreign(file, picture.width(), picture.height());
        } catch (IOException e) {
            throw new StoreException(Kind.PICTURE, Say.of("picture.unreadable", file), e);
        }
    }

    private static Optional<PictureMetadata> metadataIfSound(Path file, PngFile png) {
        try {
            return metadata(file, png);
        } catch (StoreException e) {
            return Optional.empty();
        }
    }

    /**
     * The pixels.
     *
     * @throws StoreException PICTURE when it is no picture, damaged or too large
     */
    static Picture pixels(Path file) {
        try {
            return PictureReader.read(file);
        } catch (XomniException e) {
            throw new StoreException(Kind.PICTURE, String.valueOf(e.getLocalizedMessage()), e);
        }
    }

    /** A picture that says how it came to be. */
    static StoredPicture ours(Path file, int width, int height, PictureMetadata metadata) {
        ImageRequest request = metadata.recipe().request();
        String prompt = shortened(request.prompt(), LONGEST_PROMPT);
        return new StoredPicture(
                metadata.id(),
                file,
                metadata.created().truncatedTo(ChronoUnit.MILLIS),
                width,
                height,
                prompt,
                QuotedTexts.texts(prompt),
                request.seed() + metadata.provenance().position(),
                shortened(metadata.provenance().modelName(), LONGEST_NAME),
                settings(metadata.recipe(), width, height)
                        + StoredPicture.links(
                                metadata.provenance().madeFrom(),
                                metadata.sheet().map(Sheet::id).orElse("")),
                false,
                0,
                Set.of());
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    private static StoredPicture foreign(Path file, int width, int height) throws IOException {
        return new StoredPicture(
                sha256(file),
                file,
                Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.MILLIS),
                width,
                height,
                "",
                List.of(),
                -1,
                "",
                "size=%dx%d".formatted(width, height),
                false,
                0,
                Set.of());
    }

    private static String settings(Recipe recipe, int width, int height) {
        ImageRequest request = recipe.request();
        var sampling = request.sampling();
        String settings =
                "size=%dx%d cfg=%s min-p=%s temperature=%s top-p=%s top-k=%d steps=%d numbers=%s"
                        .formatted(
                                width,
                                height,
                                plain(sampling.guidance()),
                                plain(sampling.minP()),
                                plain(sampling.temperature()),
                                plain(sampling.topP()),
                                sampling.topK(),
                                request.paint().steps(),
                                recipe.numbers().key());
        return request.paint().seed() instanceof PaintSeed.Own own
                ? settings + " decoder-seed=" + own.value()
                : settings;
    }

    /** A number as people type it: 1, not 1.0. */
    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    static String sha256(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] part = new byte[1 << 16];
            int count = in.read(part);
            while (count >= 0) {
                digest.update(part, 0, count);
                count = in.read(part);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
