package studio.xomni.engine.text;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.error.Sentence;
import studio.xomni.engine.vision.ImageTokens;

/**
 * Renders a chat into ids through the checkpoint's own chat template.
 *
 * <p>The template sees a placeholder for each message, never what was typed: braces in a question
 * are not evaluated and control tokens in it stay text.
 */
public final class ChatTemplate {

    private static final List<String> NAMED_TOKENS =
            List.of("bos_token", "eos_token", "pad_token", "unk_token");

    private final Path source;
    private final Jinja template;
    private final Map<String, String> namedTokens;
    private final TextTokenizer tokenizer;
    private final ImageMarkup markup;

    private ChatTemplate(
            Path source,
            String template,
            Map<String, String> namedTokens,
            TextTokenizer tokenizer,
            ImageMarkup markup) {
        this.source = source;
        this.template = new Jinja(source, template);
        this.namedTokens = namedTokens;
        this.tokenizer = tokenizer;
        this.markup = markup;
    }

    /**
     * The chat template of a checkpoint: its {@code chat_template.jinja}, or else {@code
     * chat_template} of its {@code tokenizer_config.json}, where of several templates the one named
     * "default" is taken.
     *
     * @throws CheckpointException where there is none
     */
    public static ChatTemplate of(
            Path checkpointFolder, TextTokenizer tokenizer, ImageMarkup markup) {
        Path config = checkpointFolder.resolve("tokenizer_config.json");
        JsonObject settings = JsonFile.objectIfPresent(config);
        Map<String, String> named = new HashMap<>();
        for (String name : NAMED_TOKENS) {
            JsonFile.token(settings, name).ifPresent(token -> named.put(name, token));
        }
        Path alone = checkpointFolder.resolve("chat_template.jinja");
        if (Files.exists(alone)) {
            return new ChatTemplate(alone, JsonFile.text(alone), named, tokenizer, markup);
        }
        String template =
                templateIn(settings)
                        .orElseThrow(
                                () ->
                                        new CheckpointException(
                                                Sentence.of(
                                                        "The checkpoint cannot chat: %s has no chat_template.",
                                                        config)));
        return new ChatTemplate(config, template, named, tokenizer, markup);
    }

    private static Optional<String> templateIn(JsonObject settings) {
        if (settings.get("chat_template") instanceof JsonArray several) {
            for (JsonElement one : several) {
                if (one instanceof JsonObject named
                        && JsonFile.string(named.get("name"))
                                .filter("default"::equals)
                                .isPresent()) {
                    return JsonFile.string(named.get("template"));
                }
            }
        }
        return JsonFile.string(settings.get("chat_template"));
    }

    /**
     * The ids after which the model answers the last turn. Each picture of a user's turn is
     * followed by a line feed, then comes the text; earlier answers stand as the ids they were.
     *
     * @param turns user and assistant in turn, a user first and last
     * @throws CheckpointException where the template fails or leaves a message out
     */
    public int[] prompt(List<Turn> turns) {
        if (turns.isEmpty() || !(turns.get(turns.size() - 1) instanceof Turn.User)) {
            throw new IllegalArgumentException(
                    "A chat ends with a user's turn, got %d turns.".formatted(turns.size()));
        }
        String mark = UUID.randomUUID().toString();
        List<Map<String, String>> messages = new ArrayList<>();
        for (Turn turn : turns) {
            String role = turn instanceof Turn.User ? "user" : "assistant";
            messages.add(Map.of("role", role, "content", placeholder(mark, messages.size())));
        }
        Map<String, Object> variables = new HashMap<>(namedTokens);
        variables.put("messages", messages);
        variables.put("add_generation_prompt", true);
        return fill(template.render(variables), mark, turns);
    }

    private int[] fill(String rendered, String mark, List<Turn> turns) {
        PromptBuilder prompt = new PromptBuilder(tokenizer);
        int start = 0;
        for (int i = 0; i < turns.size(); i++) {
            String placeholder = placeholder(mark, i);
            int at = rendered.indexOf(placeholder, start);
            if (at < 0) {
                throw new CheckpointException(
                        Sentence.of(
                                "%s: the chat template leaves out message %d of %d.",
                                source, i + 1, turns.size()));
            }
            prompt.template(rendered.substring(start, at));
            say(turns.get(i), prompt);
            start = at + placeholder.length();
        }
        String rest = rendered.substring(start);
        if (rest.contains(mark)) {
            throw new CheckpointException(
                    Sentence.of("%s: the chat template repeats a message.", source));
        }
        return prompt.template(rest).ids();
    }

    private void say(Turn turn, PromptBuilder prompt) {
        if (turn instanceof Turn.User user) {
            for (ImageTokens picture : user.pictures()) {
                prompt.ids(markup.picture(picture)).typed("\n");
            }
            prompt.typed(user.text());
        } else if (turn instanceof Turn.Assistant assistant) {
            prompt.ids(assistant.ids());
        }
    }

    private static String placeholder(String mark, int message) {
        return "[" + mark + ":" + message + "]";
    }
}
