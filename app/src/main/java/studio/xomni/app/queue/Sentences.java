package studio.xomni.app.queue;

import java.util.OptionalDouble;
import studio.xomni.app.text.Texts;

/** The running work in words. */
public final class Sentences {

    private static final double MINUTE = 90;

    private final Texts texts;

    /**
     * @param texts of the screen {@code create}
     */
    public Sentences(Texts texts) {
        this.texts = texts;
    }

    /** What is being done. */
    public String stage(RunState state, int columns) {
        if (state.stopping()) {
            return texts.get("stage.stopping");
        }
        String stage =
                switch (state.stage()) {
                    case CHATTING -> texts.get("stage.chatting");
                    case LOADING -> texts.get("stage.loading", state.detail());
                    case READING -> texts.get("stage.reading");
                    case WRITING ->
                            texts.get(
                                    "stage.writing",
                                    Math.min(state.total(), state.done() + columns - 1) / columns,
                                    state.total() / columns);
                    case PAINTING -> texts.get("stage.painting", state.done(), state.total());
                    case DECODING -> texts.get("stage.decoding");
                };
        boolean one =
                state.stage() == RunState.Stage.PAINTING
                        || state.stage() == RunState.Stage.DECODING;
        return one && state.pictures() > 1
                ? texts.get("stage.picture", state.picture() + 1, state.pictures(), stage)
                : stage;
    }

    /** How long it still takes. */
    public String left(RunState state) {
        OptionalDouble seconds = state.secondsLeft();
        if (state.stopping()) {
            return "";
        }
        if (seconds.isEmpty()) {
            return state.stage() == RunState.Stage.LOADING ? "" : texts.get("left.unknown");
        }
        double left = seconds.getAsDouble();
        return left < MINUTE
                ? texts.get("left.seconds", Math.max(1, Math.round(left)))
                : texts.get("left.minutes", Math.round(left / 60));
    }
}
