package studio.xomni.app;

import javafx.beans.InvalidationListener;
import javafx.stage.Window;
import studio.xomni.app.queue.QueueModel;
import studio.xomni.app.queue.QueueWatch;
import studio.xomni.app.text.Texts;
import studio.xomni.app.work.DesktopNotes;
import studio.xomni.app.work.Programs;
import studio.xomni.app.work.StayAwake;
import studio.xomni.app.work.Threads;

/**
 * While the queue runs the system stays awake; when it has ended or a job failed and the window is
 * not in front, the desktop says so. What it says holds no prompt: others may see the screen.
 */
final class AttentionPart implements QueueWatch.News, AutoCloseable {

    private final Texts texts = Texts.of("attention");
    private final Threads desktop = new Threads("desktop", 1);
    private final QueueModel queue;
    private final DesktopNotes notes;
    private final StayAwake awake;
    private final QueueWatch watch = new QueueWatch(this);
    private final InvalidationListener look;

    AttentionPart(QueueModel queue) {
        this.queue = queue;
        Programs programs = Programs.ofSystem();
        notes = DesktopNotes.of(programs, Studio.TITLE);
        awake = new StayAwake(programs, Studio.TITLE, texts.get("awake"));
        look = changed -> watch.look(queue.list(), queue.paused().get());
    }

    void start() {
        queue.list().addListener(look);
        queue.paused().addListener(look);
    }

    @Override
    public void began() {
        run(awake::begin);
    }

    @Override
    public void failed() {
        say("failed.title", texts.get("failed.text"));
    }

    @Override
    public void ended(int pictures) {
        run(awake::end);
        if (pictures > 0) {
            say("done.title", texts.get("done.text", pictures));
        }
    }

    private void say(String title, String text) {
        if (Window.getWindows().stream().noneMatch(Window::isFocused)) {
            String words = texts.get(title);
            run(() -> notes.show(words, text));
        }
    }

    private void run(Runnable command) {
        desktop.run(
                () -> {
                    command.run();
                    return true;
                },
                done -> {},
                failure -> {});
    }

    @Override
    public void close() {
        queue.list().removeListener(look);
        queue.paused().removeListener(look);
        desktop.close();
        awake.close();
    }
}
