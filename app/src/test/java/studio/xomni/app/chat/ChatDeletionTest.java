package studio.xomni.app.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.xomni.app.store.ChatTurn.Ending;
import studio.xomni.app.store.StoredChat;
import studio.xomni.app.store.StoredPicture;

/** Chats that are deleted and brought back, without a toolkit. */
class ChatDeletionTest extends InlineChat {

    private StoredPicture askedAboutOne() throws IOException {
        StoredPicture picture = ChatSamples.add(library, "poster", 1);
        model.attachStored(List.of(picture));
        attach("a.png", 2);
        ask("One?");
        return picture;
    }

    @Test
    void aDeletedChatIsGoneWithWhatWasSaidAndItsPicturesStay() throws IOException {
        StoredPicture picture = askedAboutOne();
        answerer.end("1", Ending.COMPLETE, "");
        model.past().shown().set(true);
        model.delete(model.past().list().get(0));
        assertEquals(List.of(), library.chats().all());
        assertEquals(List.of(), model.past().list());
        assertTrue(model.past().shown().get(), "the list is left");
        assertTrue(model.isNew() && model.pictures().isEmpty(), "it is still shown");
        assertEquals(2, ports.said);
        assertTrue(Files.exists(picture.file()));
        assertEquals(1, copies(), "it cannot be brought back with its picture");
    }

    @Test
    void aDeletedChatIsBroughtBackAsItWas() throws IOException {
        askedAboutOne();
        answerer.end("1", Ending.CUT, "");
        ask("Two?");
        answerer.end("", Ending.FAILED, "");
        StoredChat before = library.chats().all().get(0);
        model.delete(before);
        assertTrue(undo.undo());
        assertEquals(List.of(before), library.chats().all());
        assertEquals(before.turns(), model.turns(), "it is shown again");
        assertEquals(2, model.pictures().size());
        model.delete(before);
        attach("b.png", 3);
        ports.deleted.get(1).run();
        assertEquals(List.of(before), library.chats().all());
        assertEquals(List.of("b.png"), names(), "what was begun meanwhile stays");
        assertFalse(undo.undo(), "it was undone already");
    }

    @Test
    void aChatThatIsBeingAnsweredIsStoppedAndDeletedAndComesBackWithItsAnswer() throws IOException {
        askedAboutOne();
        answerer.write("It sa");
        model.delete(model.shown().orElseThrow());
        assertEquals(1, answerer.stops);
        assertTrue(model.progress().get().isEmpty());
        undo.undo();
        answerer.end("It says", Ending.STOPPED, "");
        assertFalse(model.answering().get());
        assertEquals("It says", library.chats().all().get(0).turns().get(0).answer());
        assertEquals("It says", last().answer());
    }

    @Test
    void anotherChatIsDeletedAndTheOneThatIsAnsweredGoesOn() throws IOException {
        askedAboutOne();
        answerer.end("1", Ending.COMPLETE, "");
        StoredChat other = model.shown().orElseThrow();
        model.newChat();
        attach("b.png", 3);
        ask("Two?");
        model.delete(other);
        assertEquals(0, answerer.stops);
        answerer.end("2", Ending.COMPLETE, "");
        assertEquals("2", last().answer());
    }

    @Test
    void aChatWhosePictureIsMissingOnDiskIsDeletedAndBroughtBack() throws IOException {
        attach("a.png", 2);
        ask("One?");
        answerer.end("1", Ending.COMPLETE, "");
        Files.delete(model.pictures().get(0).picture().file());
        model.delete(model.shown().orElseThrow());
        assertEquals(List.of(), library.chats().all());
        undo.undo();
        assertFalse(library.chats().all().get(0).pictures().get(0).there());
        assertEquals(List.of(), ports.sentences);
    }
}
