package studio.xomni.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.xomni.app.shell.Notice;
import studio.xomni.app.store.Folders;
import studio.xomni.app.store.Library;
import studio.xomni.app.store.StoreException;
import studio.xomni.app.work.Background;

/** The window is closed at each moment that the opening of its library has. */
class OpeningTest {

    @TempDir Path folder;

    private final List<Library> opened = new ArrayList<>();
    private final List<Notice> said = new ArrayList<>();
    private final List<Runnable> work = new ArrayList<>();
    private final List<Runnable> results = new ArrayList<>();
    private Opening opening;
    private Folders folders;

    @BeforeEach
    void ask() {
        folders = new Folders(folder.resolve("pictures"), folder.resolve("data"));
        opening = new Opening(new ByHand(), said::add);
        opening.open(() -> folders, List.of(), opened::add);
    }

    /** Does what is asked for when a test says so. */
    private final class ByHand implements Background {

        @Override
        public <T> void run(
                Callable<T> job, Consumer<? super T> done, Consumer<? super Exception> failed) {
            work.add(
                    () -> {
                        try {
                            T result = job.call();
                            results.add(() -> done.accept(result));
                        } catch (Exception e) {
                            failed.accept(e);
                        }
                    });
        }

        @Override
        public void later(Runnable action) {
            results.add(action);
        }
    }

    private void assertClosed() {
        assertEquals(List.of(), opened);
        try (Library other = Library.open(folders)) {
            assertFalse(other.afterCrash(), "it was not closed as it should");
        }
    }

    @Test
    void theLibraryGoesToTheWindow() {
        work.get(0).run();
        results.get(0).run();
        assertEquals(1, opened.size());
        opening.close();
        assertThrows(StoreException.class, () -> Library.open(folders), "it is the window's");
        opened.get(0).close();
    }

    @Test
    void oneThatWasOpenedAndNotYetHandedOverIsClosed() {
        work.get(0).run();
        opening.close();
        results.get(0).run();
        assertClosed();
    }

    @Test
    void oneThatIsOpenedAfterTheEndIsClosed() {
        opening.close();
        work.get(0).run();
        results.get(0).run();
        assertClosed();
    }

    @Test
    void whereItFailsItIsSaidAndCanBeTriedAgain() {
        try (Library other = Library.open(folders)) {
            work.get(0).run();
            assertEquals(1, said.size());
            assertTrue(said.get(0).text().contains(other.folders().data().toString()));
        }
        said.get(0).action().run();
        work.get(1).run();
        results.get(0).run();
        assertEquals(1, opened.size());
        opened.get(0).close();
    }
}
