package studio.xomni.engine.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.xomni.engine.pipeline.Answer;
import studio.xomni.engine.pipeline.ChatSettings;
import studio.xomni.engine.pipeline.Conversation;
import studio.xomni.engine.pipeline.GenerationDefaults;
import studio.xomni.engine.pipeline.ModelConfig;
import studio.xomni.engine.pipeline.ModelFiles;
import studio.xomni.engine.pipeline.ModelFolder;
import studio.xomni.engine.vision.ImageTokens;
import studio.xomni.engine.vision.Picture;

/** {@code xomni chat}: questions about pictures. */
@Command(
        name = "chat",
        description = "Answers questions about pictures.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ChatCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin private final ModelOptions model = new ModelOptions();
    @Mixin private final OutputOptions output = new OutputOptions();

    @Option(
            names = "--image-path",
            arity = "1..*",
            required = true,
            paramLabel = "FILE",
            description = "The pictures: PNG, JPEG, WebP, GIF, BMP or TIFF.")
    private List<Path> imagePaths = List.of();

    @Option(
            names = "--prompt",
            paramLabel = "TEXT",
            description =
                    "A question; each further one is a further turn (default: Describe this image"
                            + " in detail.).")
    private List<String> prompts = List.of("Describe this image in detail.");

    @Option(
            names = "--max-new-tokens",
            paramLabel = "N",
            description = "Cut an answer after so many tokens (default: 512).")
    private int maxNewTokens = ChatSettings.DEFAULT.maxNewTokens();

    @Option(
            names = "--repetition-penalty",
            paramLabel = "X",
            description =
                    "Makes tokens that were there before less likely, 1 is off (default: the"
                            + " checkpoint's, else 1.0).")
    private @Nullable Double repetitionPenalty;

    ChatCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ModelFolder folder = model.folder();
        ModelConfig config = ModelConfig.read(folder.checkpoint());
        var defaults = GenerationDefaults.read(folder.checkpoint());
        var settings =
                new ChatSettings(
                        maxNewTokens,
                        repetitionPenalty == null
                                ? defaults.repetitionPenalty()
                                : repetitionPenalty);
        var effective = new EffectiveSettings(model, config).with(settings);
        List<Picture> pictures =
                imagePaths.stream()
                        .map(file -> PictureInput.read(file, config.transform()))
                        .toList();
        new ModelFiles(folder, config).requireForChat();
        var nothingToEstimate = new TimeLeft(System::nanoTime, 0, 0);
        String announcement = output.json() ? "" : effective.line();
        try (Work work =
                Work.open(folder, model.settings(), terminal, nothingToEstimate, announcement)) {
            List<ImageTokens> tokens = new ArrayList<>();
            for (Picture picture : pictures) {
                work.requireWanted();
                tokens.add(work.engine().imageTokenizer().tokenize(picture, work.progress()));
            }
            List<Answer> answers = new ArrayList<>();
            try (Conversation conversation = work.engine().imageChat().start(tokens)) {
                for (String prompt : prompts) {
                    answers.add(ask(conversation, prompt, settings, work));
                }
            }
            if (output.json()) {
                terminal.out().println(json(answers, tokens, effective));
            }
        }
        return 0;
    }

    /** Streams the answer, where it is for a person. */
    private Answer ask(Conversation conversation, String prompt, ChatSettings settings, Work work) {
        Answer answer =
                conversation.ask(
                        prompt,
                        settings,
                        piece -> {
                            if (!output.json()) {
                                work.line().close();
                                terminal.out().print(piece);
                                terminal.out().flush();
                            }
                        },
                        work.progress(),
                        terminal.cancellation());
        if (!output.json()) {
            work.say("");
        }
        return answer;
    }

    private static JsonObject json(
            List<Answer> answers, List<ImageTokens> pictures, EffectiveSettings settings) {
        var json = new JsonObject();
        if (answers.size() == 1) {
            json = json(answers.get(0));
        } else {
            var turns = new JsonArray();
            answers.forEach(answer -> turns.add(json(answer)));
            json.add("turns", turns);
        }
        var images = new JsonArray();
        pictures.forEach(tokens -> images.add(TokensFile.json(tokens)));
        json.add("images", images);
        json.add("settings", settings.json());
        return json;
    }

    private static JsonObject json(Answer answer) {
        var json = new JsonObject();
        json.addProperty("answer", answer.text());
        json.add("answer_ids", TokensFile.array(answer.ids()));
        json.add("prompt_ids", TokensFile.array(answer.promptIds()));
        json.addProperty("stop", answer.complete() ? "end" : "length");
        return json;
    }
}
