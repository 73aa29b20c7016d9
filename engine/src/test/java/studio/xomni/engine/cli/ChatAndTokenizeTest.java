package studio.xomni.engine.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import studio.xomni.engine.Golden;
import studio.xomni.engine.checkpoint.Json;

class ChatAndTokenizeTest {

    /** What the reference cases ask; the text of their chats shows it. */
    private static final String QUESTION = "Describe the image in detail.";

    @TempDir Path folder;

    private static Xomni chat(Golden golden, Object... more) {
        Object[] args = new Object[more.length + 4];
        args[0] = "--image-path";
        args[1] = golden.expected("photo.png");
        args[2] = "--max-new-tokens";
        args[3] = 24;
        System.arraycopy(more, 0, args, 4, more.length);
        return Xomni.on(golden, "chat", args);
    }

    private static int[] ints(JsonElement array) {
        return StreamSupport.stream(array.getAsJsonArray().spliterator(), false)
                .mapToInt(JsonElement::getAsInt)
                .toArray();
    }

    private static void assertIsThePhoto(Json expected, JsonObject image) {
        assertEquals(expected.integers("photo_grid").get(0), image.get("height").getAsInt());
        assertEquals(expected.integers("photo_grid").get(1), image.get("width").getAsInt());
        assertArrayEquals(
                Golden.ints(expected.integers("photo_tokens")), ints(image.get("tokens")));
    }

    @ParameterizedTest
    @EnumSource(names = {"EN", "ZH"})
    void answersAsTheRelease(Golden golden) {
        JsonObject answer = chat(golden, "--prompt", QUESTION, "--json").json();

        Json expected = golden.expected();
        assertArrayEquals(
                Golden.ints(expected.integers("chat_ids")), ints(answer.get("prompt_ids")));
        assertArrayEquals(
                Golden.ints(expected.integers("chat_answer_ids")), ints(answer.get("answer_ids")));
        assertEquals(expected.text("chat_answer"), answer.get("answer").getAsString());
        assertEquals("length", answer.get("stop").getAsString());
        assertEquals(1, answer.getAsJsonArray("images").size());
        assertIsThePhoto(expected, answer.getAsJsonArray("images").get(0).getAsJsonObject());
        assertFalse(answer.has("turns"));
    }

    @Test
    void aPersonGetsTheAnswerAlone() {
        Xomni run = chat(Golden.ZH, "--prompt", QUESTION).succeeds();
        assertEquals(Golden.ZH.expected().text("chat_answer").strip(), run.out().strip());
        assertTrue(run.err().startsWith("Settings: "), run.err());
    }

    @Test
    void severalPromptsAreTurnsAndSeveralPicturesAreAllAskedAbout() {
        Path photo = Golden.ZH.expected("photo.png");
        Path drawing = Golden.ZH.expected("generated.png");
        JsonObject result =
                Xomni.on(
                                Golden.ZH,
                                "chat",
                                "--image-path",
                                photo,
                                drawing,
                                "--image-path",
                                photo,
                                "--prompt",
                                "one",
                                "--prompt",
                                "two",
                                "--max-new-tokens",
                                4,
                                "--json")
                        .json();
        JsonArray images = result.getAsJsonArray("images");
        assertEquals(3, images.size());
        assertEquals(images.get(0), images.get(2));
        assertFalse(images.get(0).equals(images.get(1)));
        JsonArray turns = result.getAsJsonArray("turns");
        assertEquals(2, turns.size());
        int[] first = ints(turns.get(0).getAsJsonObject().get("prompt_ids"));
        int[] second = ints(turns.get(1).getAsJsonObject().get("prompt_ids"));
        assertArrayEquals(first, java.util.Arrays.copyOf(second, first.length));
    }

    @Test
    void withoutAPromptThePictureIsDescribed() {
        JsonObject asked =
                chat(Golden.ZH, "--prompt", "Describe this image in detail.", "--json").json();
        JsonObject silent = chat(Golden.ZH, "--json").json();
        assertEquals(asked.get("prompt_ids"), silent.get("prompt_ids"));
    }

    @Test
    void anAnswerIsCutWhereThePositionsEnd() {
        int positions = 4096;
        int others =
                ints(chat(Golden.ZH, "--prompt", "1", "--json").json().get("prompt_ids")).length
                        - 1;
        String digits = "1".repeat(positions - others - 5); // each is one token

        JsonObject cut = chat(Golden.ZH, "--prompt", digits, "--json").json();
        assertEquals(5, cut.getAsJsonArray("answer_ids").size());
        assertEquals("length", cut.get("stop").getAsString());
        chat(Golden.ZH, "--prompt", digits + "11111").refuses(2, "4096 positions");
    }

    @ParameterizedTest
    @EnumSource(names = {"EN", "ZH"})
    void tokenizesThePhotoAsTheRelease(Golden golden) throws IOException {
        Path file = folder.resolve("tokens.json");
        Object[] args = {
            "--image-path", golden.expected("photo.png"), "--tokens-out", file, "--json"
        };
        JsonObject printed = Xomni.on(golden, "tokenize", args).json();
        assertIsThePhoto(golden.expected(), printed);
        assertEquals(printed, JsonParser.parseString(Files.readString(file)));
    }

    @Test
    void tokenizeNeedsNoFolderOfFluxAndSaysWhatItWrote() {
        Path file = folder.resolve("tokens.json");
        Xomni run =
                Xomni.run(
                                "tokenize",
                                "--model_name_or_path",
                                Golden.ZH.checkpoint(),
                                "--image-path",
                                Golden.ZH.expected("photo.png"),
                                "--tokens-out",
                                file)
                        .succeeds();
        assertTrue(run.out().startsWith("Wrote " + file + " (9×12 tokens"), run.out());
        assertEquals("", run.err());
    }
}
