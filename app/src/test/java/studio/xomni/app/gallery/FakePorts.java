package studio.xomni.app.gallery;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import studio.xomni.app.shell.Notice;
import studio.xomni.app.store.PictureMetadata;
import studio.xomni.app.store.Sheet;
import studio.xomni.app.store.StoredPicture;

/** Writes down what the gallery asks of the studio. */
final class FakePorts implements GalleryPorts {

    /** Such as {@code recall SEED p3}. */
    final List<String> calls = new ArrayList<>();

    final List<Notice> notices = new ArrayList<>();

    /** What the last question would do. */
    final List<Runnable> questions = new ArrayList<>();

    @Override
    public void recall(PictureMetadata metadata, RecallPart part) {
        calls.add("recall " + part + " " + metadata.id());
    }

    @Override
    public void paint(PictureMetadata metadata, boolean anew) {
        calls.add("paint " + (anew ? "anew " : "again ") + metadata.id());
    }

    @Override
    public void more(PictureMetadata metadata) {
        calls.add("more " + metadata.id());
    }

    @Override
    public void orderSheet(PictureMetadata metadata) {
        calls.add("order sheet " + metadata.id());
    }

    @Override
    public void showSheet(Sheet sheet) {
        calls.add("sheet " + sheet.id());
    }

    @Override
    public void open(StoredPicture picture) {
        calls.add("open " + picture.id());
    }

    @Override
    public void details(StoredPicture picture) {
        calls.add("details " + picture.id());
    }

    @Override
    public void ask(List<StoredPicture> pictures) {
        calls.add("ask about " + pictures.size());
    }

    @Override
    public void openChats(StoredPicture picture) {
        calls.add("chats " + picture.id());
    }

    @Override
    public void compare(StoredPicture one, StoredPicture other) {
        calls.add("compare " + one.id() + " " + other.id());
    }

    @Override
    public void showInFolder(StoredPicture picture) {
        calls.add("show " + picture.id());
    }

    @Override
    public void copy(List<StoredPicture> pictures) {
        calls.add("copy " + pictures.size());
    }

    @Override
    public void export(List<StoredPicture> pictures) {
        calls.add("export " + pictures.size());
    }

    @Override
    public List<Path> dragged(List<StoredPicture> pictures) {
        return pictures.stream().map(one -> Path.of("dragged").resolve(one.file())).toList();
    }

    @Override
    public void say(Notice notice) {
        notices.add(notice);
    }

    @Override
    public void ask(String question, String yesLabel, Runnable yes) {
        calls.add("ask " + question);
        questions.add(yes);
    }
}
