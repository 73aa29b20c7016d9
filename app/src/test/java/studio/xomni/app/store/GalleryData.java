package studio.xomni.app.store;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import studio.xomni.app.text.QuotedTexts;
import studio.xomni.engine.vision.Picture;

/**
 * Makes a large library to measure with: up to 1,000 real PNG files with metadata of their own, and
 * records with thumbnails whose files are missing.
 *
 * <pre>{@code GalleryData PICTURES-FOLDER DATA-FOLDER [RECORDS, default 50000]}</pre>
 */
public final class GalleryData {

    private static final int FILES = 1000;
    private static final int THUMBNAILS = 200;
    private static final int BATCH = 1000;

    private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");

    private static final List<String> PLACES =
            List.of("a tea house", "a night market", "a jazz club", "an art fair", "a bakery");
    private static final List<String> STYLES =
            List.of("ink wash", "flat shapes", "art deco", "risograph", "paper cut");
    private static final List<String> CHINESE_PLACES = List.of("茶馆", "夜市", "音乐节", "美术馆", "面包店");
    private static final List<String> CHINESE_STYLES = List.of("水墨", "扁平", "剪纸", "版画", "复古");
    private static final List<String> BOARDS = List.of("Spring", "客户", "Drafts");

    private GalleryData() {}

    /**
     * Makes the library.
     *
     * @param arguments pictures folder, data folder, and how many records there are to be
     */
    public static void main(String[] arguments) {
        int records = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 50_000;
        make(new Folders(Path.of(arguments[0]), Path.of(arguments[1])), records);
    }

    /** Makes a library in empty folders. */
    static void make(Folders folders, int records) {
        int files = Math.min(FILES, records);
        try (Library library = Library.open(folders)) {
            for (int i = 0; i < files; i++) {
                library.pictures().add(poster(i), metadata(i));
            }
        }
        Random random = new Random(1);
        List<byte[]> thumbnails = new ArrayList<>();
        for (int i = 0; i < THUMBNAILS; i++) {
            thumbnails.add(Thumbnails.of(poster(i)));
        }
        PictureRows rows = new PictureRows(folders.absolute().pictures());
        try (Database database =
                Database.open(folders.data().toAbsolutePath().resolve(DatabaseFile.NAME))) {
            for (int from = files; from < records; from += BATCH) {
                int first = from;
                int last = Math.min(records, from + BATCH);
                database.write(
                        handle -> {
                            for (int i = first; i < last; i++) {
                                put(handle, rows, folders, i, random);
                                byte[] thumbnail = thumbnails.get(i % THUMBNAILS);
                                rows.putThumbnail(handle, "record-" + i, thumbnail);
                            }
                            return true;
                        });
            }
        }
    }

    private static void put(
            Handle handle, PictureRows rows, Folders folders, int i, Random random) {
        String prompt = prompt(i);
        String id = "record-" + i;
        rows.put(
                handle,
                new StoredPicture(
                        id,
                        folders.absolute().pictures().resolve("missing/" + i + ".png"),
                        FIRST.plusSeconds(600L * i),
                        1152,
                        1152,
                        prompt,
                        QuotedTexts.texts(prompt),
                        i,
                        i % 3 == 0 ? "X-Omni 7B" : "Built-in",
                        "size=1152x1152 cfg=1 min-p=0.03 temperature=1 top-p=1 top-k=50 steps=28 numbers=bfloat16",
                        false,
                        0,
                        Set.of()));
        if (random.nextInt(10) == 0) {
            new PictureChange.Rated(List.of(id), 1 + random.nextInt(5)).apply(handle);
            new PictureChange.OnBoard(List.of(id), BOARDS.get(i % BOARDS.size())).apply(handle);
        }
        if (random.nextInt(20) == 0) {
            new PictureChange.Favourite(List.of(id), true).apply(handle);
        }
    }

    private static PictureMetadata metadata(int i) {
        return new PictureMetadata(
                "file-" + i,
                FIRST.plusSeconds(600L * i),
                Samples.recipe(prompt(i), i),
                new Provenance(0, "0.1.0", "Built-in", "cpu", 2, List.of(), ""),
                Samples.tokens(16, 16, i),
                Map.of());
    }

    /** English and Chinese by turns, each with its own number. */
    private static String prompt(int i) {
        int place = i / 2 % 5;
        int style = i / 10 % 5;
        return i % 2 == 0
                ? "A poster for %s in %s, \"SALE %d\", warm light, \"OPEN DAILY\""
                        .formatted(PLACES.get(place), STYLES.get(style), i)
                : "一张%s的海报,%s风格,“特惠 %d”,暖色灯光,「天天营业」"
                        .formatted(CHINESE_PLACES.get(place), CHINESE_STYLES.get(style), i);
    }

    /** Some shapes in some colours, 256 × 256. */
    private static Picture poster(int seed) {
        int side = 256;
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        Random random = new Random(seed);
        for (int i = 0; i < 12; i++) {
            graphics.setColor(new Color(random.nextInt(0xffffff)));
            int size = i == 0 ? 2 * side : 20 + random.nextInt(120);
            graphics.fillOval(
                    random.nextInt(side) - size / 2, random.nextInt(side) - size / 2, size, size);
        }
        graphics.dispose();
        byte[] rgb = new byte[3 * side * side];
        for (int i = 0; i < side * side; i++) {
            int pixel = image.getRGB(i % side, i / side);
            rgb[3 * i] = (byte) (pixel >> 16);
            rgb[3 * i + 1] = (byte) (pixel >> 8);
            rgb[3 * i + 2] = (byte) pixel;
        }
        return new Picture(side, side, rgb);
    }
}
