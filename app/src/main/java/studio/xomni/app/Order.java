package studio.xomni.app;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import studio.xomni.app.store.Folders;

/**
 * What the studio was started with: {@code --folder=DIR} keeps everything in a folder of its own,
 * {@code --first-frame} ends when the first frame is shown, all else are files to open.
 */
record Order(Application.Parameters parameters) {

    /** Where things are kept unless the settings say otherwise. */
    Folders standard() {
        String folder = parameters.getNamed().get("folder");
        return folder == null
                ? Folders.standard()
                : new Folders(Path.of(folder, "pictures"), Path.of(folder, "data"));
    }

    /** Files that the desktop asks to open. */
    List<Path> files() {
        return parameters.getUnnamed().stream()
                .filter(name -> !name.startsWith("--"))
                .flatMap(name -> path(name).stream())
                .toList();
    }

    private static Optional<Path> path(String name) {
        try {
            return Optional.of(Path.of(name));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** For the benchmark of the start: says when the first frame is shown, and ends. */
    void tellFirstFrame() {
        if (!parameters.getUnnamed().contains("--first-frame")) {
            return;
        }
        new AnimationTimer() {
            private int frames;

            @Override
            public void handle(long now) {
                // The second pulse comes when the first frame has been drawn.
                if (++frames == 2) {
                    stop();
                    System.out.println("first frame");
                    Platform.exit();
                }
            }
        }.start();
    }
}
