package studio.xomni.app.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import studio.xomni.app.store.StoreException.Kind;
import studio.xomni.engine.vision.Picture;
import studio.xomni.engine.vision.PictureReader;
import studio.xomni.engine.vision.PngWriter;

/** The chats in the ledger, and their attachments as files. */
final class StoredChats implements Chats {

    private final Ledger ledger;
    private final Pictures gallery;
    private final Attachments attachments;
    private final ChatRows rows;
    private final Clock clock;

    StoredChats(
            Folders folders, Ledger ledger, PictureRows pictures, Pictures gallery, Clock clock) {
        this.ledger = ledger;
        this.gallery = gallery;
        this.attachments = new Attachments(folders.pictures());
        this.rows = new ChatRows(attachments.folder(), pictures);
        this.clock = clock;
    }

    /** Ends what a crash interrupted, and moves attachments to the trash that are in no chat. */
    void begin(boolean afterCrash) {
        if (afterCrash) {
            attachments.removePartials();
        }
        attachments.trashAllBut(ledger.read(ChatRows::attachments), clock.instant());
    }

    @Override
    public Attached attach(Path file) {
        Picture pixels = PictureFiles.pixels(file);
        boolean animated = PictureReader.isAnimated(file);
        byte[] bytes = bytes(file);
        Optional<StoredPicture> known = known(file, bytes);
        ChatPicture picture =
                known.isPresent()
                        ? new ChatPicture(
                                known.get().id(),
                                known.get().file(),
                                Attachments.nameOf(known.get().file()),
                                true)
                        : copied(bytes, Attachments.nameOf(file), ending(file));
        return new Attached(
                picture, pixels.width(), pixels.height(), Thumbnails.of(pixels), animated);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new StoreException(Kind.PICTURE, Say.of("picture.unreadable", file), e);
        }
    }

    private static String ending(Path file) {
        return PictureFiles.isPictureName(file) ? PictureFiles.ending(file) : "picture";
    }

    /** The picture of the gallery that the file is, byte for byte. */
    private Optional<StoredPicture> known(Path file, byte[] bytes) {
        return gallery.find(PictureFiles.read(file).id())
                .filter(picture -> isSame(picture.file(), file, bytes));
    }

    private static boolean isSame(Path known, Path file, byte[] bytes) {
        try {
            return known.equals(file.toAbsolutePath().normalize())
                    || (Files.exists(known)
                            && Files.size(known) == bytes.length
                            && PictureFiles.sha256(known).equals(Attachments.sha256(bytes)));
        } catch (IOException e) {
            return false;
        }
    }

    private ChatPicture copied(byte[] bytes, String name, String ending) {
        return new ChatPicture("", attachments.keep(bytes, ending), name, true);
    }

    @Override
    public Attached attach(Picture pixels, String name) {
        ChatPicture picture = copied(PngWriter.encode(pixels), name, "png");
        return new Attached(picture, pixels.width(), pixels.height(), Thumbnails.of(pixels), false);
    }

    @Override
    public void detach(ChatPicture picture) {
        String name = Attachments.nameOf(picture.file());
        if (!picture.ofGallery() && !ledger.read(handle -> ChatRows.isUsed(handle, name))) {
            attachments.remove(picture.file());
        }
    }

    @Override
    public Optional<byte[]> thumbnail(ChatPicture picture) {
        if (picture.ofGallery()) {
            return gallery.thumbnail(picture.picture());
        }
        try {
            return Optional.of(Thumbnails.of(PictureFiles.pixels(picture.file())));
        } catch (StoreException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<StoredChat> all() {
        return ledger.read(rows::all);
    }

    @Override
    public List<StoredChat> about(String picture) {
        return ledger.read(handle -> rows.about(handle, picture));
    }

    @Override
    public Optional<StoredChat> find(String id) {
        return ledger.read(handle -> rows.find(handle, id)).stream().findFirst();
    }

    @Override
    public Optional<StoredChat> remove(String id) {
        List<StoredChat> removed = new ArrayList<>();
        ledger.record(
                handle -> {
                    removed.addAll(rows.find(handle, id));
                    return removed.isEmpty() ? List.of() : List.of(new ChatChange.Removed(id));
                });
        return removed.stream().findFirst();
    }

    @Override
    public void restore(StoredChat chat) {
        List<ChatChange> changes = new ArrayList<>();
        changes.add(
                new ChatChange.Begun(
                        chat.id(),
                        chat.begun().toEpochMilli(),
                        chat.pictures().stream().map(StoredChats::about).toList()));
        for (int i = 0; i < chat.turns().size(); i++) {
            ChatTurn turn = chat.turns().get(i);
            changes.add(
                    new ChatChange.Asked(
                            chat.id(), i, turn.asked().toEpochMilli(), turn.question()));
            changes.add(
                    ChatChange.answer(chat.id(), i, turn.answer(), turn.ending(), turn.model()));
        }
        ledger.record(changes.toArray(new Change[0]));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public StoredChat begin(List<ChatPicture> pictures, String question) {
        Instant now = now();
        String id = UUID.randomUUID().toString();
        ledger.record(
                new ChatChange.Begun(
                        id, now.toEpochMilli(), pictures.stream().map(StoredChats::about).toList()),
                new ChatChange.Asked(id, 0, now.toEpochMilli(), question));
        return new StoredChat(id, now, pictures, List.of(open(now, question)));
    }

    private static ChatTurn open(Instant asked, String question) {
        return new ChatTurn(asked, question, "", ChatTurn.Ending.OPEN, "");
    }

    private static ChatChange.About about(ChatPicture picture) {
        return new ChatChange.About(
                picture.picture(),
                picture.ofGallery() ? "" : Attachments.nameOf(picture.file()),
                picture.name());
    }

    @Override
    public StoredChat ask(StoredChat chat, String question) {
        Instant now = now();
        ledger.record(
                new ChatChange.Asked(chat.id(), chat.turns().size(), now.toEpochMilli(), question));
        return chat.with(open(now, question));
    }

    @Override
    public void more(String chat, int turn, String piece) {
        ledger.record(new ChatChange.More(chat, turn, piece));
    }

    @Override
    public void end(String chat, int turn, String answer, ChatTurn.Ending ending, String model) {
        ledger.record(new ChatChange.Answered(chat, turn, answer, ending, model));
    }
}
