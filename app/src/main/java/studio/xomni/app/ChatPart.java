package studio.xomni.app;

import java.io.File;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import studio.xomni.app.chat.ChatModel;
import studio.xomni.app.chat.ChatPorts;
import studio.xomni.app.chat.ChatView;
import studio.xomni.app.create.CreateModel;
import studio.xomni.app.models.ModelInfo;
import studio.xomni.app.shell.Notice;
import studio.xomni.app.shell.ShellModel;
import studio.xomni.app.shell.ShellView;
import studio.xomni.app.store.NumberType;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.text.Texts;

/** The chat's place in the window, and what it asks of the rest. */
final class ChatPart implements ChatPorts, AutoCloseable {

    private final Texts texts = Texts.of("shell");
    private final ShellModel shell;
    private final ShellView view;
    private final CreateModel form;
    private final Stage window;
    private final GalleryPart gallery;
    private final ChatModel model;
    private final ChatView chat;

    /**
     * @param session whose chat is in this window from now on
     */
    ChatPart(
            Session session,
            ShellModel shell,
            ShellView view,
            CreateModel form,
            Stage window,
            GalleryPart gallery) {
        this.shell = shell;
        this.view = view;
        this.form = form;
        this.window = window;
        this.gallery = gallery;
        model = session.chat(this);
        chat = new ChatView(model, Texts.of("chat"), this::choose, this);
    }

    void start() {
        view.setTab(ShellModel.Tab.CHAT, chat);
        shell.tab().addListener((tab, before, now) -> chat.refresh());
        gallery.onSelection(chat::refresh);
    }

    private void choose() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.get("chat.open.title"));
        chooser.getExtensionFilters()
                .add(
                        new FileChooser.ExtensionFilter(
                                texts.get("chat.open.kinds"),
                                "*.png",
                                "*.jpg",
                                "*.jpeg",
                                "*.webp",
                                "*.PNG",
                                "*.JPG",
                                "*.JPEG",
                                "*.WEBP"));
        List<File> files = chooser.showOpenMultipleDialog(window);
        if (files != null) {
            model.attach(files.stream().map(File::toPath).toList());
        }
    }

    /** Attaches pictures of the gallery and goes to the question. */
    void ask(List<StoredPicture> pictures) {
        shell.showTab(ShellModel.Tab.CHAT);
        model.attachStored(pictures);
        chat.focusQuestion();
    }

    /** Shows the chats about a picture. */
    void openAbout(StoredPicture picture) {
        shell.showTab(ShellModel.Tab.CHAT);
        model.openAbout(picture);
    }

    /** Whether the keyboard is in the chat. */
    boolean hasKeyboard() {
        return chat.hasKeyboard();
    }

    void paste() {
        chat.paste();
    }

    /** Asks an answer to stop; false where none is being written. */
    boolean stop() {
        return model.stop();
    }

    @Override
    public ObservableValue<ModelInfo> model() {
        return form.model();
    }

    @Override
    public NumberType numbers() {
        return form.recipe().numbers();
    }

    @Override
    public void say(String sentence) {
        shell.say(Notice.of(sentence));
    }

    @Override
    public void deleted(Runnable back) {
        shell.say(new Notice(texts.get("chat.deleted"), texts.get("chat.deleted.undo"), back));
    }

    @Override
    public void draw(String prompt) {
        String before = form.prompt().get();
        form.prompt().set(prompt);
        shell.say(
                before.isBlank()
                        ? Notice.of(texts.get("chat.drawn"))
                        : new Notice(
                                texts.get("chat.drawn"),
                                texts.get("chat.drawn.undo"),
                                () -> form.prompt().set(before)));
    }

    @Override
    public void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    @Override
    public List<StoredPicture> selected() {
        return gallery.selected();
    }

    @Override
    public void said() {
        gallery.refreshSaid();
    }

    /** Leaves the window; an answer that is being written goes on. */
    @Override
    public void close() {
        chat.close();
    }
}
