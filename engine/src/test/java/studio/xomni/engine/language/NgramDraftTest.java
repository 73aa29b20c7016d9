package studio.xomni.engine.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NgramDraftTest {

    private static final int COLUMNS = 8;
    private static final int LENGTH = 96;
    private static final int MOST = 7;

    @Test
    void aRepeatedRowIsGuessedAsFarAsAllowed() {
        var draft = new NgramDraft(COLUMNS, LENGTH, MOST);
        for (int i = 0; i < 8 * COLUMNS; i++) {
            draft.append(100 + i % COLUMNS);
        }
        assertArrayEquals(new long[] {100, 101, 102, 103, 104, 105, 106}, draft.guesses());
    }

    @Test
    void nothingIsGuessedOfNoise() {
        var draft = new NgramDraft(COLUMNS, LENGTH, MOST);
        var random = new Random(5);
        for (int i = 0; i < LENGTH; i++) {
            assertEquals(0, draft.guesses().length, "before token " + i);
            draft.append(random.nextInt(100_000));
        }
    }

    @Test
    void aGuessThatWasWrongIsTrustedLess() {
        var draft = new NgramDraft(1, LENGTH, MOST);
        for (int i = 0; i < 12; i++) {
            draft.append(3);
        }
        int before = draft.guesses().length;
        for (int i = 0; i < 12; i++) {
            draft.append(i % 2 == 0 ? 3 : 1000 + i);
        }
        assertEquals(MOST, before);
        assertTrue(draft.guesses().length < before);
    }

    @Property(tries = 300)
    void guessesStayInThePictureAndChangeNothing(
            @ForAll @IntRange(min = 1, max = 9) int columns,
            @ForAll @Size(min = 1, max = 60) int[] seeds) {
        var draft = new NgramDraft(columns, seeds.length, MOST);
        var same = new NgramDraft(columns, seeds.length, MOST);
        for (int i = 0; i < seeds.length; i++) {
            long[] guesses = draft.guesses();
            assertTrue(guesses.length <= Math.min(MOST, seeds.length - 1 - i));
            assertArrayEquals(guesses, draft.guesses());
            int token = Math.floorMod(seeds[i], 4);
            draft.append(token);
            same.append(token);
        }
        assertArrayEquals(same.guesses(), draft.guesses());
    }
}
