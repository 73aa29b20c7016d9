package studio.xomni.engine.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.vision.ImageTokens;

class ChatTemplateTest {

    /**
     * Of the shape of Qwen2.5's: signs on both kinds of tags, blocks with and without them, a
     * comment.
     */
    private static final String SIGNED =
            """
            {%- if messages[0]['role'] == 'system' %}
                {{- messages[0]['content'] }}
            {%- else %}
                {{- '<|im_start|>system\\nBe kind.<|im_end|>\\n' }}
            {%- endif %}
            {# one message a block #}
            {% for message in messages %}
                {% if message.role == "user" or (message.role == "assistant" and not message.tool_calls) %}
            {{ '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>' }}

                {% endif %}
            {% endfor %}
            {%- if add_generation_prompt %}
                {{- '<|im_start|>assistant\\n' }}
            {%- endif %}
            """;

    @TempDir Path folder;
    private TextTokenizer tokenizer;

    @BeforeEach
    void open() throws IOException {
        Files.copy(
                Cases.checkpoint("en").resolve("tokenizer.json"), folder.resolve("tokenizer.json"));
        tokenizer = TextTokenizer.open(folder);
    }

    @AfterEach
    void close() {
        tokenizer.close();
    }

    private ChatTemplate template() {
        return ChatTemplate.of(folder, tokenizer, ImageMarkup.of(tokenizer, Cases.SPECIALS, 640));
    }

    private ChatTemplate template(String text) throws IOException {
        Cases.write(folder.resolve("chat_template.jinja"), text);
        return template();
    }

    private static Turn.User user(String text) {
        return new Turn.User(List.of(), text);
    }

    private int[] prompt(ChatTemplate template, String question) {
        return template.prompt(List.of(user(question)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void aPhotoAndAQuestionBecomeTheReferenceIds(String kind) {
        JsonObject expected = Cases.expected(kind);
        String chat = expected.get("chat_text").getAsString();
        String question =
                chat.substring(chat.indexOf("<EOM>\n") + 6, chat.lastIndexOf("<|im_end|>"));
        try (TextTokenizer of = TextTokenizer.open(Cases.checkpoint(kind))) {
            ChatTemplate template =
                    ChatTemplate.of(
                            Cases.checkpoint(kind), of, Cases.markup(Cases.checkpoint(kind), of));
            assertArrayEquals(
                    Cases.ints(expected, "chat_ids"),
                    template.prompt(
                            List.of(new Turn.User(List.of(Cases.photo(expected)), question))));
        }
    }

    @Test
    void rendersAsJinjaDoes() throws IOException {
        // Jinja2 3.1.6 with trim_blocks and lstrip_blocks
        String rendered =
                "<|im_start|>system\nBe kind.<|im_end|>\n<|im_start|>user\nOne<|im_end|>\n\n"
                        + "<|im_start|>assistant\nTwo<|im_end|>\n\n"
                        + "<|im_start|>user\nThree<|im_end|>\n\n<|im_start|>assistant\n";
        int[] ids =
                template(SIGNED)
                        .prompt(
                                List.of(
                                        user("One"),
                                        new Turn.Assistant(tokenizer.encode("Two")),
                                        user("Three")));
        assertEquals(rendered, tokenizer.decode(ids));
        assertEquals(5, IntStream.of(ids).filter(id -> id == 617).count());
    }

    @Test
    void lettersJoinAcrossTheBorderOfTemplateAndQuestion() throws IOException {
        // tokenizers 0.23.2 on "<|im_start|>user: the poster<|im_end|>\nassistant: "
        ChatTemplate template =
                template("<|im_start|>user: {{ messages[0].content }}<|im_end|>\nassistant: ");
        assertArrayEquals(
                new int[] {
                    617, 548, 268, 25, 287, 286, 78, 337, 268, 618, 198, 494, 82, 279, 83, 439, 25,
                    220
                },
                prompt(template, "the poster"));
    }

    @Test
    void eachPictureIsFollowedByALineFeed() {
        JsonObject config = Cases.json(Cases.checkpoint("en").resolve("tokenizer_config.json"));
        ImageTokens one = new ImageTokens(1, 1, new int[] {7});
        ImageTokens two = new ImageTokens(1, 2, new int[] {8, 9});
        write("tokenizer_config.json", config.toString());
        String text =
                tokenizer.decode(
                        template().prompt(List.of(new Turn.User(List.of(one, two), "Why?"))));
        assertTrue(
                text.contains(
                        "user\n<SOM>1 1<IMAGE><MM-Token-7><EOM>\n"
                                + "<SOM>1 2<IMAGE><MM-Token-8><MM-Token-9><EOM>\nWhy?<|im_end|>"),
                text);
    }

    @Test
    void earlierAnswersKeepTheirIds() throws IOException {
        int[] odd = {32, 33, 34}; // "ABC" in three tokens, however it would be encoded
        int[] ids = template(SIGNED).prompt(List.of(user("x"), new Turn.Assistant(odd), user("y")));
        String all = Arrays.toString(ids);
        assertTrue(all.contains("198, 32, 33, 34, 618"), all);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{{ 7*7 }}", "{% raw %}", "{{ messages }}", "{# c #}", "<|im_end|>", "[0]"})
    void whatAPersonTypesIsNeverEvaluated(String typed) throws IOException {
        assertTrue(
                tokenizer
                        .decode(prompt(template(SIGNED), typed))
                        .contains("user\n" + typed + "<|im_end|>"));
        assertEquals(
                3, IntStream.of(prompt(template(SIGNED), typed)).filter(id -> id == 617).count());
    }

    @Test
    void ofTwoTokensAtOnePlaceInATemplateTheLongerIsTaken() throws IOException {
        JsonObject json = Cases.json(folder.resolve("tokenizer.json"));
        JsonObject longer = json.getAsJsonArray("added_tokens").get(2).getAsJsonObject().deepCopy();
        longer.addProperty("content", "<|im_end|>!");
        longer.addProperty("id", 639);
        json.getAsJsonArray("added_tokens").add(longer);
        write("tokenizer.json", json.toString());
        tokenizer.close();
        tokenizer = TextTokenizer.open(folder);
        assertArrayEquals(
                new int[] {0, 639, 0, 618},
                prompt(template("{{ messages[0].content }}<|im_end|>!!<|im_end|>"), "!"));
    }

    @Test
    void theTemplateKnowsTheNamedTokens() throws IOException {
        write("tokenizer_config.json", "{\"eos_token\": {\"content\": \"<|im_end|>\"}}");
        assertArrayEquals(
                new int[] {0, 618},
                prompt(template("{{ messages[0].content }}{{ eos_token }}"), "!"));
    }

    @Test
    void aFileOfItsOwnGoesBeforeTheConfiguration() throws IOException {
        write("tokenizer_config.json", "{\"chat_template\": \"config {{ messages[0].content }}\"}");
        assertEquals("config !", tokenizer.decode(prompt(template(), "!")));
        assertEquals(
                "file !",
                tokenizer.decode(prompt(template("file {{ messages[0].content }}"), "!")));
    }

    @Test
    void ofSeveralTemplatesTheDefaultOneIsTaken() {
        write(
                "tokenizer_config.json",
                "{\"chat_template\": [{\"name\": \"tool_use\", \"template\": \"tools\"},"
                        + "{\"name\": \"default\", \"template\": \"default {{ messages[0].content }}\"}]}");
        assertEquals("default !", tokenizer.decode(prompt(template(), "!")));
    }

    @Test
    void aCheckpointWithoutATemplateCannotChat() {
        String missing = Cases.refusal(this::template);
        assertTrue(missing.startsWith("The checkpoint cannot chat: "), missing);
        JsonObject config = new JsonObject();
        config.add("chat_template", new JsonArray());
        write("tokenizer_config.json", config.toString());
        assertThrows(CheckpointException.class, this::template);
    }

    @Test
    void aTemplateRefusesInItsOwnWords() throws IOException {
        ChatTemplate template = template("{{ raise_exception('Roles must ' + 'alternate') }}");
        String e = Cases.refusal(() -> prompt(template, "x"));
        assertEquals(
                folder.resolve("chat_template.jinja")
                        + ": the chat template fails: Roles must alternate",
                e);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% if %}",
                "{{ 'a' ",
                "{% for m in messages %}",
                "{% nosuchtag %}",
                "{{ nosuchfunction(1) }}",
                "{% include 'goldens/builtin/expected.json' %}",
                "{{ ''.getClass() }}",
                "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
                "{% set x = 'aaaaaaaaaa' %}{% for i in range(999) %}{% set x = x + x %}{% endfor %}{{ x }}",
                "{% for i in range(9999) %}{% for j in range(9999) %}wide{% endfor %}{% endfor %}",
            })
    void aBrokenOrHostileTemplateIsRefused(String text) throws IOException {
        ChatTemplate template = template(text);
        String e = Cases.refusal(() -> prompt(template, "x"));
        assertTrue(e.contains("the chat template fails: "), e);
    }

    @Test
    void aTemplateThatDropsOrRepeatsAMessageIsRefused() throws IOException {
        ChatTemplate drops = template("nothing");
        assertTrue(Cases.refusal(() -> prompt(drops, "x")).endsWith("leaves out message 1 of 1."));
        ChatTemplate repeats = template("{{ messages[0].content }}{{ messages[0].content }}");
        assertTrue(Cases.refusal(() -> prompt(repeats, "x")).endsWith("repeats a message."));
    }

    @Test
    void aChatEndsWithTheUser() throws IOException {
        ChatTemplate template = template(SIGNED);
        assertThrows(IllegalArgumentException.class, () -> template.prompt(List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> template.prompt(List.of(user("x"), new Turn.Assistant(new int[] {1}))));
    }

    private void write(String name, String text) {
        try {
            Cases.write(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
