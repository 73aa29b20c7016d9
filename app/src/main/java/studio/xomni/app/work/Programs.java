package studio.xomni.app.work;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The small programs of a desktop that the studio may start. They are given their arguments one by
 * one, never through a shell, and what they say is not listened to.
 */
public final class Programs {

    private final List<Path> folders;

    /**
     * @param folders where programs are looked for, the first first
     */
    public Programs(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /** The programs of this system. */
    public static Programs ofSystem() {
        List<Path> folders = new ArrayList<>();
        String path = System.getenv("PATH");
        for (String folder : (path == null ? "" : path).split(File.pathSeparator)) {
            try {
                Path found = Path.of(folder);
                // Never one that lies in the working folder by chance.
                if (found.isAbsolute()) {
                    folders.add(found);
                }
            } catch (InvalidPathException e) {
                continue; // no folder, no programs
            }
        }
        return new Programs(folders);
    }

    /** Where a program is; empty where the system has none of that name. */
    Optional<Path> find(String name) {
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** Starts a program; its input stays open until it is closed. */
    static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
    }
}
