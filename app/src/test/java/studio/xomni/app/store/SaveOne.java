package studio.xomni.app.store;

import java.nio.file.Path;

/** Keeps one picture in a library, for {@link DurabilityTest} to watch. */
final class SaveOne {

    private SaveOne() {}

    public static void main(String[] arguments) {
        try (Library library = Library.open(Samples.folders(Path.of(arguments[0])))) {
            System.out.println("open");
            library.pictures().add(Samples.picture(1), Samples.metadata("one", 1));
            System.out.println("saved");
        }
    }
}
