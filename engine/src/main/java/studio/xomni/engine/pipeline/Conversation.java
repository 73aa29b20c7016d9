package studio.xomni.engine.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import studio.xomni.engine.error.Sentence;
import studio.xomni.engine.error.UsageException;
import studio.xomni.engine.language.LanguageModel;
import studio.xomni.engine.language.TextWriting;
import studio.xomni.engine.text.ChatTemplate;
import studio.xomni.engine.text.StreamDecoder;
import studio.xomni.engine.text.TextTokenizer;
import studio.xomni.engine.text.Turn;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.vision.ImageTokens;

/** A chat of several turns. What the model has read stays in its cache from turn to turn. */
public final class Conversation implements AutoCloseable {

    /** The token that ends an answer, and nothing else does. */
    private static final String END = "<|im_end|>";

    private final Parts parts;
    private final List<ImageTokens> pictures;
    private final List<Turn> turns = new ArrayList<>();
    private @Nullable Reading reading;

    Conversation(Parts parts, List<ImageTokens> pictures) {
        this.parts = parts;
        this.pictures = List.copyOf(pictures);
    }

    /**
     * Asks a question; the first goes with the pictures.
     *
     * @param shown takes the answer's text piece by piece, whole characters only
     * @param cancellation asked between tokens; a cancelled question leaves the conversation as it
     *     was
     * @throws UsageException when question and pictures leave no room for an answer
     */
    public Answer ask(
            String question,
            ChatSettings settings,
            Consumer<String> shown,
            Consumer<Progress> progress,
            Cancellation cancellation) {
        TextTokenizer tokenizer = parts.tokenizer(progress);
        var template =
                ChatTemplate.of(parts.folder().checkpoint(), tokenizer, parts.markup(progress));
        List<Turn> asked = new ArrayList<>(turns);
        asked.add(new Turn.User(turns.isEmpty() ? pictures : List.of(), question));
        int[] prompt = template.prompt(asked);
        int positions = parts.config().language().positions();
        if (prompt.length >= positions) {
            throw new UsageException(
                    Sentence.of(
                            "The pictures and texts of this chat are %d tokens long, the model has %d positions; start a new chat with fewer pictures.",
                            prompt.length, positions));
        }
        int room = Math.min(settings.maxNewTokens(), positions - prompt.length);
        progress.accept(new Progress.Reading(prompt.length));
        TextWriting text = readyFor(prompt.length + room, settings, progress);
        Answer answer = write(text, prompt, room, tokenizer, shown, progress, cancellation);
        turns.add(asked.get(asked.size() - 1));
        turns.add(new Turn.Assistant(answer.ids()));
        return answer;
    }

    /**
     * Takes what was asked and answered before as a turn, without reading it yet: of a chat that is
     * gone on with, or an answer that was stopped.
     *
     * @param answer as far as it came
     */
    public void remember(String question, String answer) {
        TextTokenizer tokenizer = parts.tokenizer(progress -> {});
        turns.add(new Turn.User(turns.isEmpty() ? pictures : List.of(), question));
        turns.add(new Turn.Assistant(tokenizer.encode(answer)));
    }

    private Answer write(
            TextWriting text,
            int[] prompt,
            int room,
            TextTokenizer tokenizer,
            Consumer<String> shown,
            Consumer<Progress> progress,
            Cancellation cancellation) {
        int end = tokenizer.special(END);
        int som = parts.markup(progress).start();
        StreamDecoder decoder = tokenizer.answerStream();
        var visible = new StringBuilder();
        int[] ids = new int[room];
        int count = 0;
        boolean shows = true;
        int next = text.read(prompt, cancellation::check);
        while (next != end && count < room) {
            cancellation.check();
            ids[count++] = next;
            progress.accept(new Progress.Writing(count, room));
            shows &= next != som;
            if (shows) {
                show(decoder.next(next), visible, shown);
            }
            if (count < room) {
                next = text.next(next);
            }
        }
        show(decoder.finish(), visible, shown);
        return new Answer(visible.toString(), Arrays.copyOf(ids, count), prompt, next == end);
    }

    private static void show(String piece, StringBuilder visible, Consumer<String> shown) {
        if (!piece.isEmpty()) {
            visible.append(piece);
            shown.accept(piece);
        }
    }

    /**
     * The state of the turns before where it has room, else a new one with room for some turns
     * more.
     */
    private TextWriting readyFor(int length, ChatSettings settings, Consumer<Progress> progress) {
        parts.enter(Stage.WRITING);
        LanguageModel model = parts.language(progress);
        Reading current = reading;
        if (current == null
                || current.model != model // it was freed between two questions
                || current.length < length
                || !current.settings.equals(settings)) {
            close();
            int longer = Math.min(parts.config().language().positions(), length + length / 2);
            Scope scope = parts.torch().scope();
            TextWriting text = model.writeText(scope, longer, settings.repetitionPenalty());
            current = new Reading(model, scope, text, longer, settings);
            reading = current;
        }
        return current.text;
    }

    @Override
    public void close() {
        if (reading != null) {
            reading.scope.close();
            reading = null;
        }
    }

    private record Reading(
            LanguageModel model,
            Scope scope,
            TextWriting text,
            int length,
            ChatSettings settings) {}
}
