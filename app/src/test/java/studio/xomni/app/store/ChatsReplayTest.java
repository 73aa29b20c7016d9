package studio.xomni.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.xomni.app.store.ChatTurn.Ending;

/** Whatever is done to chats in whatever order, the journal alone brings it back. */
class ChatsReplayTest {

    private static final int STEPS = 60;

    @TempDir Path folder;

    private final Map<String, StoredChat> expected = new LinkedHashMap<>();
    private final List<StoredChat> removed = new ArrayList<>();

    private Library open() {
        return Library.open(Samples.folders(folder));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void chatsThatAreBegunGoneOnWithRemovedAndBroughtBackAreAsBefore(long seed) throws IOException {
        Random random = new Random(seed);
        try (Library library = open()) {
            for (int step = 0; step < STEPS; step++) {
                change(library.chats(), random, "%d. 问题 \n\"%d\"".formatted(step, seed));
            }
            assertSame(library);
            library.rebuild();
            assertSame(library);
        }
        try (Library library = open()) {
            assertSame(library);
        }
        // From the journal alone, and from one that is written anew from the database.
        Files.delete(folder.resolve("data").resolve(DatabaseFile.NAME));
        try (Library library = open()) {
            assertSame(library);
        }
        Files.delete(folder.resolve("pictures").resolve(Journal.NAME));
        open().close();
        Files.delete(folder.resolve("data").resolve(DatabaseFile.NAME));
        try (Library library = open()) {
            assertSame(library);
        }
    }

    private void assertSame(Library library) {
        assertEquals(sorted(expected.values()), sorted(library.chats().all()));
    }

    private static List<StoredChat> sorted(Iterable<StoredChat> chats) {
        List<StoredChat> sorted = new ArrayList<>();
        chats.forEach(sorted::add);
        sorted.sort(Comparator.comparing(StoredChat::id));
        return sorted;
    }

    private void change(Chats chats, Random random, String words) {
        int what = expected.isEmpty() ? 0 : random.nextInt(6);
        if (what == 0) {
            ChatPicture picture = chats.attach(Samples.picture(random.nextInt(4)), "p").picture();
            StoredChat begun = chats.begin(List.of(picture), words);
            expected.put(begun.id(), begun);
            return;
        }
        StoredChat some = List.copyOf(expected.values()).get(random.nextInt(expected.size()));
        int last = some.turns().size() - 1;
        ChatTurn turn = some.turns().get(last);
        switch (what) {
            case 1 -> expected.put(some.id(), chats.ask(some, words));
            case 2 -> {
                chats.more(some.id(), last, words);
                if (turn.ending() == Ending.OPEN) {
                    expected.put(some.id(), some.withLast(turn.answer() + words, Ending.OPEN, ""));
                }
            }
            case 3 -> {
                Ending ending = random.nextBoolean() ? Ending.COMPLETE : Ending.STOPPED;
                chats.end(some.id(), last, words, ending, "M");
                expected.put(some.id(), some.withLast(words, ending, "M"));
            }
            case 4 -> {
                assertEquals(some, chats.remove(some.id()).orElseThrow());
                removed.add(some);
                expected.remove(some.id());
            }
            default -> {
                if (!removed.isEmpty()) {
                    StoredChat back = removed.remove(random.nextInt(removed.size()));
                    chats.restore(back);
                    expected.put(back.id(), back);
                }
            }
        }
    }
}
