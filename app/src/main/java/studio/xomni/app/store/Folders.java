package studio.xomni.app.store;

import java.nio.file.Path;

/**
 * Where the studio keeps things.
 *
 * @param pictures the user's pictures, with the journal and the trash
 * @param data database, backups, lock and socket: the user's data folder
 */
public record Folders(Path pictures, Path data) {

    /** Where new pictures go while the pictures folder is missing. */
    public Path fallback() {
        return data.resolve("fallback");
    }

    Folders absolute() {
        return new Folders(
                pictures.toAbsolutePath().normalize(), data.toAbsolutePath().normalize());
    }

    /** In the user's home: {@code Pictures/X-Omni Studio} and the system's folder for data. */
    public static Folders standard() {
        Path home = Path.of(System.getProperty("user.home"));
        String appData = System.getenv("APPDATA");
        String dataHome = System.getenv("XDG_DATA_HOME");
        Path data =
                appData != null
                        ? Path.of(appData)
                        : dataHome != null && !dataHome.isBlank()
                                ? Path.of(dataHome)
                                : home.resolve(".local/share");
        return new Folders(
                home.resolve("Pictures").resolve("X-Omni Studio"), data.resolve("xomni-studio"));
    }
}
