package studio.xomni.app.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.xomni.app.store.ChatTurn.Ending;
import studio.xomni.engine.vision.PngWriter;

class ChatsTest {

    @TempDir Path folder;

    private Library library;
    private Chats chats;

    @BeforeEach
    void open() {
        library = Library.open(Samples.folders(folder));
        chats = library.chats();
    }

    @AfterEach
    void close() {
        library.close();
    }

    private void reopen() {
        close();
        open();
    }

    private Path png(String name, long seed) throws IOException {
        return Files.write(folder.resolve(name), PngWriter.encode(Samples.picture(seed)));
    }

    private List<Path> attachments() throws IOException {
        Path attachments = folder.resolve("pictures").resolve(Attachments.NAME);
        if (Files.notExists(attachments)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(attachments)) {
            return files.sorted().toList();
        }
    }

    @Test
    void aPictureOfTheGalleryIsNotCopied() throws IOException {
        StoredPicture picture = Samples.add(library, "a", 1);
        Chats.Attached attached = chats.attach(picture.file());
        assertEquals(picture.id(), attached.picture().picture());
        assertEquals(Samples.SIDE, attached.width());
        Path copy = Files.copy(picture.file(), folder.resolve("copy.png"));
        assertEquals(attached.picture(), chats.attach(copy).picture());
        assertEquals(List.of(), attachments());
    }

    @Test
    void anotherPictureThatCallsItselfOneOfTheGalleryIsTakenForWhatItIs() throws IOException {
        PictureMetadata metadata = Samples.metadata("a", "a", 1);
        library.pictures().add(Samples.picture(1), metadata);
        Path edited =
                Files.write(
                        folder.resolve("edited.png"),
                        PictureFiles.encode(Samples.picture(2), metadata));
        assertFalse(chats.attach(edited).picture().ofGallery());
    }

    @Test
    void otherPicturesAreCopiedOnceAndTheirFilesAreOnlyRead() throws IOException {
        Path file = png("茶 photo.PNG", 5);
        byte[] before = Files.readAllBytes(file);
        ChatPicture first = chats.attach(file).picture();
        ChatPicture again = chats.attach(png("other.jpg", 5)).picture();
        assertEquals("茶 photo.PNG", first.name());
        assertEquals(first.file(), again.file());
        assertEquals(1, attachments().size());
        assertEquals(PictureFiles.sha256(file) + ".png", first.file().getFileName().toString());
        assertArrayEquals(before, Files.readAllBytes(file));
        assertArrayEquals(before, Files.readAllBytes(first.file()));
    }

    @Test
    void attachmentsAreNotInTheGallery() throws IOException {
        chats.begin(List.of(chats.attach(png("photo.png", 5)).picture()), "What is it?");
        library.rebuild();
        assertEquals(List.of(), library.pictures().all());
        close();
        Files.delete(folder.resolve("data").resolve(DatabaseFile.NAME));
        open();
        assertEquals(List.of(), library.pictures().all());
        assertEquals(0, library.pictures().countImportable(List.of(folder.resolve("pictures"))));
        assertTrue(chats.all().get(0).pictures().get(0).there());
    }

    @Test
    void aPictureThatIsTakenAwayAgainLeavesNoCopyUnlessAChatIsAboutIt() throws IOException {
        ChatPicture photo = chats.attach(png("photo.png", 5)).picture();
        chats.detach(photo);
        assertEquals(List.of(), attachments());
        photo = chats.attach(Samples.picture(5), "clipboard").picture();
        chats.begin(List.of(photo), "What is it?");
        chats.detach(photo);
        assertEquals(List.of(photo.file()), attachments());
        StoredPicture picture = Samples.add(library, "a", 1);
        chats.detach(chats.attach(picture.file()).picture());
        assertTrue(Files.exists(picture.file()));
    }

    @Test
    void whatACrashLeftOfACopyIsRemovedAndNothingElse() throws IOException {
        ChatPicture photo = chats.attach(png("photo.png", 5)).picture();
        Path partial =
                Files.writeString(photo.file().resolveSibling(".1234.part"), "half a picture");
        new Attachments(folder.resolve("pictures")).removePartials();
        assertFalse(Files.exists(partial));
        assertEquals(List.of(photo.file()), attachments());
    }

    @Test
    void whatIsNoPictureIsRefusedInOneSentenceAndNothingIsCopied() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.png"), "not a picture");
        Path corrupt = png("corrupt.png", 5);
        byte[] bytes = Files.readAllBytes(corrupt);
        Files.write(corrupt, Arrays.copyOf(bytes, bytes.length / 2));
        byte[] huge = PngWriter.encode(Samples.picture(5));
        ByteBuffer.wrap(huge).putInt(16, 20_000).putInt(20, 20_000);
        var sum = new CRC32();
        sum.update(huge, 12, 17);
        ByteBuffer.wrap(huge).putInt(29, (int) sum.getValue());
        Path large = Files.write(folder.resolve("large.png"), huge);
        refused(text, "notes.png is not a picture");
        refused(corrupt, "is damaged, cut short");
        refused(large, "20000×20000 pixels");
        refused(folder, "is a folder, not a picture");
        refused(folder.resolve("nowhere.png"), "There is no picture");
        assertEquals(List.of(), attachments());
    }

    private void refused(Path file, String sentence) {
        StoreException refusal = assertThrows(StoreException.class, () -> chats.attach(file));
        assertEquals(StoreException.Kind.PICTURE, refusal.kind());
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.contains(sentence), message);
        assertEquals(1, message.split("\\. ").length, message);
    }

    @Test
    void anAnswerIsThereAsFarAsItCame() {
        StoredPicture picture = Samples.add(library, "a", 1);
        StoredChat chat = chats.begin(List.of(chats.attach(picture.file()).picture()), "标题是什么？");
        chats.more(chat.id(), 0, "大减");
        chats.more(chat.id(), 0, "价");
        reopen();
        ChatTurn turn = chats.find(chat.id()).orElseThrow().turns().get(0);
        assertEquals("标题是什么？", turn.question());
        assertEquals("大减价", turn.answer());
        assertEquals(Ending.OPEN, turn.ending());
        chats.end(chat.id(), 0, "大减价!", Ending.STOPPED, "M");
        chats.more(chat.id(), 0, "late");
        turn = chats.find(chat.id()).orElseThrow().turns().get(0);
        assertEquals("大减价!", turn.answer());
        assertEquals("M", turn.model());
        assertEquals(chat.withLast("大减价!", Ending.STOPPED, "M"), chats.all().get(0));
    }

    @Test
    void chatsAreFoundByTheirPicture() {
        StoredPicture one = Samples.add(library, "a", 1);
        StoredPicture two = Samples.add(library, "b", 2);
        ChatPicture first = chats.attach(one.file()).picture();
        ChatPicture second = chats.attach(two.file()).picture();
        StoredChat both = chats.begin(List.of(first, second), "Both?");
        chats.end(both.id(), 0, "Yes.", Ending.COMPLETE, "M");
        StoredChat alone = chats.begin(List.of(second), "Alone?");
        assertEquals(List.of(both.id()), ids(chats.about(one.id())));
        assertEquals(2, chats.about(two.id()).size());
        assertEquals(2, chats.all().size());
        assertEquals("Both?\nYes.\n", library.pictures().said().get(one.id()));
        assertEquals("Both?\nYes.\nAlone?\n\n", library.pictures().said().get(two.id()));
        library.pictures().trash(List.of(one.id()));
        assertFalse(chats.find(both.id()).orElseThrow().pictures().get(0).there());
        library.pictures().restore(List.of(one.id()));
        assertTrue(chats.find(both.id()).orElseThrow().pictures().get(0).there());
        assertEquals(List.of(second), chats.find(alone.id()).orElseThrow().pictures());
    }

    private static List<String> ids(List<StoredChat> some) {
        return some.stream().map(StoredChat::id).toList();
    }

    @Test
    void aJournalThatIsWrittenAnewHasAllChats() throws IOException {
        StoredChat chat = chats.begin(List.of(chats.attach(png("p.png", 3)).picture()), "One?");
        chats.end(chat.id(), 0, "1", Ending.COMPLETE, "M");
        chats.ask(chat, "Two?");
        chats.more(chat.id(), 1, "half");
        List<StoredChat> before = chats.all();
        close();
        // Without its journal the database writes a new one; then that alone must do.
        Files.delete(folder.resolve("pictures").resolve(Journal.NAME));
        reopenWithoutDatabase();
        assertEquals(before, chats.all());
    }

    @Test
    void aRemovedChatStaysAwayAfterARestartAndARebuild() throws IOException {
        StoredPicture picture = Samples.add(library, "a", 1);
        ChatPicture poster = chats.attach(picture.file()).picture();
        StoredChat gone = chats.begin(List.of(poster), "Gone?");
        chats.end(gone.id(), 0, "Yes.", Ending.COMPLETE, "M");
        StoredChat stays = chats.begin(List.of(poster), "Stays?");
        assertEquals("Yes.", chats.remove(gone.id()).orElseThrow().turns().get(0).answer());
        assertTrue(chats.remove(gone.id()).isEmpty(), "it is removed once");
        chats.more(gone.id(), 0, "late");
        chats.end(gone.id(), 0, "late", Ending.COMPLETE, "M");
        List<String> left = List.of(stays.id());
        assertEquals(left, ids(chats.all()));
        assertEquals(left, ids(chats.about(picture.id())));
        assertEquals("Stays?\n\n", library.pictures().said().get(picture.id()));
        reopen();
        assertEquals(left, ids(chats.all()));
        library.rebuild();
        assertEquals(left, ids(chats.all()));
        close();
        reopenWithoutDatabase();
        assertEquals(left, ids(chats.all()));
        assertTrue(Files.exists(picture.file()));
    }

    @Test
    void aRemovedChatIsBroughtBackAsItWas() throws IOException {
        ChatPicture photo = chats.attach(png("photo.png", 5)).picture();
        StoredChat chat = chats.begin(List.of(photo), "标题是什么？");
        chats.end(chat.id(), 0, "大减价", Ending.CUT, "M");
        chats.ask(chats.find(chat.id()).orElseThrow(), "And?");
        chats.more(chat.id(), 1, "half");
        List<StoredChat> before = chats.all();
        chats.restore(chats.remove(chat.id()).orElseThrow());
        assertEquals(before, chats.all());
        chats.end(chat.id(), 1, "half an answer", Ending.STOPPED, "M");
        before = chats.all();
        close();
        reopenWithoutDatabase();
        assertEquals(before, chats.all());
        assertEquals(List.of(photo.file()), attachments());
    }

    @Test
    void attachmentsOfNoChatAreInTheTrashAfterTheNextStart() throws IOException {
        ChatPicture kept = chats.attach(png("kept.png", 1)).picture();
        ChatPicture shared = chats.attach(png("shared.png", 2)).picture();
        ChatPicture own = chats.attach(png("own.png", 3)).picture();
        ChatPicture missing = chats.attach(png("missing.png", 4)).picture();
        ChatPicture unsent = chats.attach(png("unsent.png", 5)).picture();
        Path foreign = Files.writeString(own.file().resolveSibling("mine.png"), "mine");
        chats.begin(List.of(kept, shared), "Stays?");
        StoredChat gone = chats.begin(List.of(shared, own, missing), "Gone?");
        Files.delete(missing.file());
        chats.remove(gone.id());
        assertTrue(Files.exists(own.file()), "it cannot be brought back with its picture");
        reopen();
        assertEquals(
                Stream.of(kept.file(), shared.file(), foreign).sorted().toList(), attachments());
        Path trash = folder.resolve("pictures/.trash/chat");
        assertTrue(Files.exists(trash.resolve(own.file().getFileName())));
        assertTrue(Files.exists(trash.resolve(unsent.file().getFileName())));
        assertEquals(
                List.of(), library.pictures().trashed(), "they are no pictures of the gallery");
        library.rebuild();
        assertEquals(List.of(), library.pictures().all());
        Files.setLastModifiedTime(
                trash.resolve(own.file().getFileName()),
                FileTime.from(Instant.now().minus(Duration.ofDays(31))));
        reopen();
        assertFalse(Files.exists(trash.resolve(own.file().getFileName())), "30 days are over");
        assertTrue(Files.exists(trash.resolve(unsent.file().getFileName())));
    }

    private void reopenWithoutDatabase() throws IOException {
        open();
        close();
        Files.delete(folder.resolve("data").resolve(DatabaseFile.NAME));
        open();
    }
}
