package studio.xomni.app.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import studio.xomni.app.models.Interlude;
import studio.xomni.app.models.OpenModel;
import studio.xomni.app.models.Talker;
import studio.xomni.app.store.ChatPicture;
import studio.xomni.app.store.ChatTurn;
import studio.xomni.app.store.ChatTurn.Ending;
import studio.xomni.app.store.Chats;
import studio.xomni.app.store.StoreException;
import studio.xomni.app.text.Texts;
import studio.xomni.engine.error.CancelledException;
import studio.xomni.engine.error.XomniException;
import studio.xomni.engine.pipeline.Answer;
import studio.xomni.engine.pipeline.Cancellation;
import studio.xomni.engine.pipeline.Conversation;
import studio.xomni.engine.pipeline.Progress;
import studio.xomni.engine.vision.ImageTokens;
import studio.xomni.engine.vision.PictureReader;

/**
 * Answers questions with the open model, ahead of the queue. What is written of an answer is kept
 * every second, so that a crash loses no more.
 */
public final class DeviceAnswerer implements Answerer {

    private static final Logger LOG = Logger.getLogger(DeviceAnswerer.class.getName());

    private static final double SECONDS_BETWEEN_SAVES = 1;

    private final OpenModel model;
    private final Consumer<Interlude> ahead;
    private final Chats chats;
    private final DoubleSupplier seconds;
    private @Nullable Seen seen;

    /** What a model saw of a chat's pictures. */
    private record Seen(String chat, Talker talker, List<ImageTokens> tokens) {}

    /**
     * @param ahead does something on the device's thread, ahead of the queue
     * @param seconds a clock
     */
    public DeviceAnswerer(
            OpenModel model, Consumer<Interlude> ahead, Chats chats, DoubleSupplier seconds) {
        this.model = model;
        this.ahead = ahead;
        this.chats = chats;
        this.seconds = seconds;
    }

    @Override
    public Runnable answer(
            Inquiry inquiry, Consumer<Progressing> progress, Consumer<Outcome> done) {
        Work work = new Work(inquiry, progress, done);
        progress.accept(Progressing.of(Progressing.Stage.WAITING));
        ahead.accept(work);
        return work.cancellation::cancel;
    }

    /** One question. */
    private final class Work implements Interlude {
        private final Inquiry inquiry;
        private final Consumer<Progressing> progress;
        private final Consumer<Outcome> done;
        private final Cancellation cancellation = new Cancellation();
        private final StringBuilder answer = new StringBuilder();
        private int saved;
        private double savedAt;
        private String name = "";

        Work(Inquiry inquiry, Consumer<Progressing> progress, Consumer<Outcome> done) {
            this.inquiry = inquiry;
            this.progress = progress;
            this.done = done;
        }

        @Override
        public boolean run(boolean jobWaits) {
            try {
                requireWanted();
                Optional<Talker> talker = jobWaits ? model.chatting() : opened();
                if (talker.isEmpty()) {
                    progress.accept(Progressing.of(Progressing.Stage.WAITING_FOR_JOB));
                    return false;
                }
                if (jobWaits) {
                    talker.get().aside(() -> answer(talker.get()));
                } else {
                    answer(talker.get());
                }
            } catch (CancelledException e) {
                end(Ending.STOPPED, "");
            } catch (XomniException | StoreException e) {
                end(Ending.FAILED, String.valueOf(e.getLocalizedMessage()));
            } catch (RuntimeException | Error e) {
                LOG.log(Level.SEVERE, "A question could not be answered.", e);
                end(Ending.FAILED, Texts.of("chat").get("failed.own", e));
            }
            return true;
        }

        private Optional<Talker> opened() {
            return Optional.of(model.chat(inquiry.model(), inquiry.numbers()));
        }

        private void requireWanted() {
            if (cancellation.isCancelled()) {
                throw new CancelledException();
            }
        }

        private void answer(Talker talker) {
            name = talker.name();
            List<ImageTokens> tokens = look(talker);
            Conversation conversation =
                    talker.conversation(inquiry.chat().id(), tokens, turnsBefore());
            savedAt = seconds.getAsDouble();
            try {
                Answer whole =
                        conversation.ask(
                                inquiry.asked().question(),
                                talker.settings(),
                                this::written,
                                this::note,
                                cancellation);
                end(whole.complete() ? Ending.COMPLETE : Ending.CUT, "");
            } catch (CancelledException e) {
                if (!answer.isEmpty()) {
                    conversation.remember(inquiry.asked().question(), answer.toString());
                }
                throw e;
            }
        }

        /** The pictures' tokens; each is looked at once a chat. */
        private List<ImageTokens> look(Talker talker) {
            Seen before = seen;
            String id = inquiry.chat().id();
            if (before != null && before.chat().equals(id) && before.talker() == talker) {
                return before.tokens();
            }
            List<ChatPicture> pictures = inquiry.chat().pictures();
            List<ImageTokens> tokens = new ArrayList<>();
            for (ChatPicture picture : pictures) {
                requireWanted();
                progress.accept(
                        new Progressing(
                                Progressing.Stage.LOOKING,
                                "",
                                tokens.size() + 1,
                                pictures.size(),
                                ""));
                requireThere(picture);
                tokens.add(talker.see(PictureReader.read(picture.file()), this::note));
            }
            requireWanted();
            seen = new Seen(id, talker, tokens);
            return tokens;
        }

        private static void requireThere(ChatPicture picture) {
            if (!picture.there()) {
                throw new StoreException(
                        StoreException.Kind.PICTURE,
                        Texts.of("chat").get("failed.picture", picture.name()));
            }
        }

        private List<Map.Entry<String, String>> turnsBefore() {
            List<Map.Entry<String, String>> before = new ArrayList<>();
            for (ChatTurn turn : inquiry.chat().turns().subList(0, inquiry.turn())) {
                if (!turn.answer().isEmpty()) {
                    before.add(Map.entry(turn.question(), turn.answer()));
                }
            }
            return before;
        }

        private void note(Progress step) {
            if (step instanceof Progress.Loading loading) {
                requireWanted();
                progress.accept(
                        new Progressing(Progressing.Stage.LOADING, loading.part(), 0, 0, ""));
            } else if (step instanceof Progress.Reading) {
                progress.accept(Progressing.of(Progressing.Stage.READING));
            }
        }

        private void written(String piece) {
            answer.append(piece);
            double now = seconds.getAsDouble();
            if (now - savedAt >= SECONDS_BETWEEN_SAVES) {
                savedAt = now;
                save();
            }
            progress.accept(
                    new Progressing(Progressing.Stage.WRITING, "", 0, 0, answer.toString()));
        }

        /** A piece that cannot be kept now is kept with the next, or at the end. */
        private void save() {
            try {
                chats.more(inquiry.chat().id(), inquiry.turn(), answer.substring(saved));
                saved = answer.length();
            } catch (StoreException e) {
                LOG.log(Level.WARNING, "A piece of an answer was not kept.", e);
            }
        }

        private void end(Ending ending, String failure) {
            String text = answer.toString();
            String sentence = failure;
            try {
                chats.end(inquiry.chat().id(), inquiry.turn(), text, ending, name);
            } catch (RuntimeException e) {
                // It must not fail the job that waits.
                LOG.log(Level.WARNING, "An answer was not kept.", e);
                sentence = String.valueOf(e.getLocalizedMessage());
            }
            done.accept(new Outcome(inquiry.chat().withLast(text, ending, name), sentence));
        }
    }
}
