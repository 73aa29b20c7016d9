package studio.xomni.app.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.flywaydb.core.Flyway;

/**
 * Made the test resource {@code library-v1.zip}: a database with the tables of version 1, three
 * pictures of which two have thumbnails, and one of each other thing.
 */
final class FirstVersion {

    private FirstVersion() {}

    /**
     * Writes the zip file.
     *
     * @param arguments the zip file to write
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("first-version");
        Path file = folder.resolve(DatabaseFile.NAME);
        try (Database database = Database.open(file)) {
            Flyway.configure()
                    .dataSource(database.source())
                    .locations(Schema.CURRENT.locations().get(0))
                    .target("1")
                    .load()
                    .migrate();
            database.write(
                    handle -> {
                        String picture =
                                "INSERT INTO pictures VALUES (?, ?, ?, 32, 32, ?, ?, 'Built-in',"
                                        + " 'cfg=1', ?, ?)";
                        byte[] thumbnail = Thumbnails.of(Samples.picture(1));
                        handle.execute(
                                picture,
                                "a",
                                "2026-01-31/a.png",
                                1000L,
                                "one",
                                1L,
                                null,
                                thumbnail);
                        handle.execute(
                                picture, "b", "2026-01-31/b.png", 2000L, "茶", 2L, null, null);
                        handle.execute(
                                picture,
                                "c",
                                "2026-01-31/c.png",
                                3000L,
                                "three",
                                3L,
                                4000L,
                                thumbnail);
                        Fact.LIBRARY.put(handle, "first");
                        Fact.FOLDER.put(handle, "/pictures");
                        Fact.JOURNAL.put(handle, "copy");
                        Fact.JOURNAL_AT.put(handle, 0);
                        new PictureChange.Rated(List.of("b"), 5).apply(handle);
                        new PictureChange.OnBoard(List.of("a", "b"), "茶").apply(handle);
                        new DeskChange.Draft("{}").apply(handle);
                        new QueueChange.Added(
                                        1, 5000, RecipeJson.of(Samples.recipe("queued", 9)), 0)
                                .apply(handle);
                        return true;
                    });
        }
        try (ZipOutputStream zip =
                new ZipOutputStream(Files.newOutputStream(Path.of(arguments[0])))) {
            zip.putNextEntry(new ZipEntry(DatabaseFile.NAME));
            Files.copy(file, zip);
        }
        Files.delete(file);
        Files.delete(folder);
    }
}
