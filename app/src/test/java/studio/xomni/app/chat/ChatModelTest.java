package studio.xomni.app.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.xomni.app.chat.Progressing.Stage;
import studio.xomni.app.store.ChatTurn;
import studio.xomni.app.store.ChatTurn.Ending;
import studio.xomni.app.store.NumberType;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.engine.vision.PngWriter;

/** Without a toolkit: everything at once on this thread. */
class ChatModelTest extends InlineChat {

    @Test
    void asksOnlyWithAPictureAndAQuestion() throws IOException {
        ask("What?");
        assertEquals(List.of(), answerer.asked);
        attach("a.png", 1);
        ask("  ");
        assertEquals(List.of(), answerer.asked);
        assertFalse(model.canAsk());
        ask(" What?\n");
        assertEquals("What?", answerer.last().asked().question());
        assertEquals(NumberType.BFLOAT16, answerer.last().numbers());
        assertEquals("", model.question().get());
    }

    @Test
    void showsAnAnswerWhileItIsWrittenAndKeepsIt() throws IOException {
        attach("a.png", 1);
        ask("标题是什么？");
        assertTrue(model.answering().get());
        assertEquals("标题是什么？", last().question());
        answerer.say(Stage.READING);
        assertEquals(Stage.READING, model.progress().get().orElseThrow().stage());
        answerer.write("大减");
        assertEquals("大减", model.progress().get().orElseThrow().answer());
        answerer.end("大减价", Ending.COMPLETE, "");
        assertFalse(model.answering().get());
        assertTrue(model.progress().get().isEmpty());
        assertEquals("大减价", last().answer());
        assertEquals(1, ports.said);
        assertEquals(model.turns(), library.chats().all().get(0).turns());
    }

    @Test
    void oneQuestionIsAnsweredAtATimeAndTheNextGoesWithAllBefore() throws IOException {
        attach("a.png", 1);
        ask("One?");
        ask("Two?");
        assertEquals("Two?", model.question().get(), "what is typed stays");
        assertEquals(1, answerer.asked.size());
        answerer.end("1", Ending.COMPLETE, "");
        model.ask();
        assertEquals(1, answerer.last().turn());
        assertEquals("1", answerer.last().chat().turns().get(0).answer());
        answerer.end("2", Ending.CUT, "");
        assertEquals(2, library.chats().all().get(0).turns().size());
    }

    @Test
    void stoppingIsShownAtOnceAndTheAnswerStaysAsFarAsItCame() throws IOException {
        assertFalse(model.stop());
        attach("a.png", 1);
        ask("One?");
        answerer.write("It sa");
        assertTrue(model.stop());
        assertEquals(Stage.STOPPING, model.progress().get().orElseThrow().stage());
        assertEquals("It sa", model.progress().get().orElseThrow().answer());
        assertEquals(1, answerer.stops);
        answerer.write("It says");
        assertEquals(Stage.STOPPING, model.progress().get().orElseThrow().stage());
        answerer.end("It says", Ending.STOPPED, "");
        assertEquals(Ending.STOPPED, last().ending());
        assertTrue(!model.answering().get() && !model.stop());
    }

    @Test
    void aFailureIsSaidAndTheQuestionCanBeAskedAgain() throws IOException {
        attach("a.png", 1);
        ask("One?");
        answerer.end("", Ending.FAILED, "There is not enough memory.");
        assertEquals(List.of("There is not enough memory."), ports.sentences);
        model.ask(last().question());
        assertEquals("One?", answerer.last().asked().question());
        assertEquals(1, answerer.last().turn());
    }

    @Test
    void picturesCanBeTakenAwayBeforeTheFirstQuestionOnly() throws IOException {
        attach("a.png", 1);
        attach("b.png", 2);
        attach("again.png", 1);
        assertEquals(List.of("a.png", "b.png"), names());
        model.remove(model.pictures().get(0));
        assertEquals(List.of("b.png"), names());
        assertEquals(1, copies());
        ask("What?");
        model.remove(model.pictures().get(0));
        assertEquals(List.of("b.png"), names());
        assertEquals(1, answerer.last().chat().pictures().size());
    }

    @Test
    void picturesThatComeAfterTheFirstQuestionBeginANewChat() throws IOException {
        attach("a.png", 1);
        ask("What?");
        answerer.end("A", Ending.COMPLETE, "");
        attach("b.png", 2);
        assertEquals(List.of("b.png"), names());
        assertEquals(List.of(), model.turns());
        assertTrue(model.isNew());
        assertEquals(1, library.chats().all().size());
    }

    @Test
    void whatIsNoPictureIsSaidInOneSentenceAndTheChatIsUntouched() throws IOException {
        attach("a.png", 1);
        ask("What?");
        answerer.end("A", Ending.COMPLETE, "");
        List<ChatTurn> turns = List.copyOf(model.turns());
        Path text = Files.writeString(folder.resolve("notes.png"), "no picture");
        model.attach(List.of(text));
        assertEquals(1, ports.sentences.size());
        assertTrue(ports.sentences.get(0).contains("notes.png"), ports.sentences.get(0));
        Path line =
                Files.write(
                        folder.resolve("line.png"),
                        PngWriter.encode(ChatSamples.picture(9, 4000, 2)));
        model.attach(List.of(line));
        assertEquals(2, ports.sentences.size());
        assertTrue(ports.sentences.get(1).contains("4000×2"), ports.sentences.get(1));
        assertEquals(turns, model.turns());
        assertEquals(List.of("a.png"), names());
        assertEquals(1, copies(), "a picture that was refused is kept");
    }

    @Test
    void aGoodPictureAmongBadOnesIsTaken() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.png"), "no picture");
        model.attach(List.of(text, ChatSamples.png(folder, "a.png", 1), text));
        assertEquals(List.of("a.png"), names());
        assertEquals(1, ports.sentences.size());
    }

    @Test
    void moreThanSixteenPicturesAreNotTakenAndThatIsSaid() throws IOException {
        List<Path> many = new ArrayList<>();
        for (int i = 0; i < 18; i++) {
            many.add(ChatSamples.png(folder, i + ".png", i));
        }
        model.attach(many);
        assertEquals(ChatModel.MOST_PICTURES, model.pictures().size());
        assertTrue(model.tooMany().get());
        assertEquals(ChatModel.MOST_PICTURES, copies());
        model.newChat();
        assertFalse(model.tooMany().get());
        assertEquals(0, copies());
    }

    @Test
    void picturesOfTheGalleryAndTheClipboardAreAttached() throws IOException {
        StoredPicture picture = ChatSamples.add(library, "poster", 1);
        ports.selected.add(picture);
        assertTrue(model.hasSelection());
        model.attachSelected();
        model.attach(ChatSamples.picture(7), "Clipboard");
        assertEquals(2, model.pictures().size());
        assertEquals(picture.id(), model.pictures().get(0).picture().picture());
        assertEquals("Clipboard", model.pictures().get(1).picture().name());
        assertEquals(1, copies());
    }

    @Test
    void aChatThatWasIsOpenedWithItsPicturesAndGoneOnWith() throws IOException {
        StoredPicture picture = ChatSamples.add(library, "poster", 1);
        model.attachStored(List.of(picture));
        attach("a.png", 2);
        ask("One?");
        answerer.end("1", Ending.COMPLETE, "");
        model.newChat();
        assertTrue(model.isNew() && model.pictures().isEmpty());
        model = model();
        model.past().shown().set(true);
        model.open(model.past().list().get(0));
        assertFalse(model.past().shown().get());
        assertEquals(2, model.pictures().size());
        assertTrue(model.pictures().get(0).thumbnail().length > 0);
        assertTrue(model.pictures().get(1).thumbnail().length > 0);
        assertEquals("1", last().answer());
        ask("Two?");
        assertEquals(2, answerer.last().chat().turns().size());
        assertEquals(1, library.chats().all().size());
    }

    @Test
    void theListHasAllChatsOrThoseAboutTheSelectedPictures() throws IOException {
        StoredPicture one = ChatSamples.add(library, "one", 1);
        StoredPicture two = ChatSamples.add(library, "two", 2);
        for (StoredPicture picture : List.of(one, two)) {
            model.attachStored(List.of(picture));
            ask("About " + picture.prompt());
            answerer.end("A", Ending.COMPLETE, "");
        }
        model.past().shown().set(true);
        assertEquals(2, model.past().list().size());
        ports.selected.add(one);
        model.past().onlySelected().set(true);
        assertEquals(1, model.past().list().size());
        assertEquals("About one", model.past().list().get(0).turns().get(0).question());
        model.openAbout(two);
        assertEquals("About two", last().question());
    }

    @Test
    void anotherChatCanBeLookedAtWhileOneIsAnswered() throws IOException {
        attach("a.png", 1);
        ask("One?");
        answerer.write("1");
        model.newChat();
        assertTrue(model.answering().get());
        assertTrue(model.progress().get().isEmpty());
        answerer.write("1.");
        assertTrue(model.progress().get().isEmpty(), "it is shown in the wrong chat");
        attach("b.png", 2);
        assertFalse(model.canAsk());
        answerer.end("1.", Ending.COMPLETE, "");
        assertEquals(List.of(), model.turns());
        model.open(library.chats().all().get(0));
        assertEquals("1.", last().answer());
    }

    @Test
    void anAnswerIsCopiedAndDrawn() throws IOException {
        attach("a.png", 1);
        ask("One?");
        answerer.end(" A poster \n", Ending.COMPLETE, "");
        model.copy(last());
        model.draw(last());
        assertEquals(List.of(" A poster \n"), ports.copied);
        assertEquals(List.of("A poster"), ports.drawn);
    }

    @Test
    void anotherWindowGoesOnWithTheChatAndIsAskedInPlaceOfTheFirst() throws IOException {
        attach("a.png", 1);
        ask("One?");
        FakeChatPorts other = new FakeChatPorts();
        model.moveTo(other);
        answerer.write("1");
        assertEquals("1", model.progress().get().orElseThrow().answer());
        answerer.end("1.", Ending.FAILED, "There is not enough memory.");
        assertEquals(List.of("There is not enough memory."), other.sentences);
        assertEquals(List.of(), ports.sentences);
        model.close();
        assertEquals(1, other.said);
    }

    @Test
    void aQuestionThatCannotBeKeptIsNotAskedAndStaysTyped() throws IOException {
        StoredPicture picture = ChatSamples.add(library, "poster", 1);
        model.attachStored(List.of(picture));
        Files.move(folder.resolve("pictures"), folder.resolve("elsewhere"));
        ask("One?");
        assertEquals("One?", model.question().get());
        assertEquals(List.of(), answerer.asked);
        assertFalse(model.answering().get());
        assertTrue(ports.sentences.get(0).contains("is not there"), ports.sentences.get(0));
    }
}
