package studio.xomni.app.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javafx.scene.control.TextArea;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import studio.xomni.app.gallery.Drops;
import studio.xomni.engine.vision.Picture;
import studio.xomni.engine.vision.PictureReader;

/** How pictures come into the chat's window, and go again. */
class ChatAttachTest {

    @TempDir Path folder;

    private ChatWindow chat;
    private FxRobot robot;
    private FakeChatPorts ports;
    private ChatModel model;
    private ChatView view;

    @BeforeEach
    void open() throws Exception {
        chat = new ChatWindow(folder);
        robot = chat.robot;
        ports = chat.ports;
        model = chat.model;
        view = chat.view;
    }

    @AfterEach
    void close() throws Exception {
        chat.close();
    }

    @Test
    void picturesAreTakenAwayBeforeTheFirstQuestionOnly() throws Exception {
        chat.attach("a.png", 1);
        chat.attach("b.png", 2);
        robot.clickOn(chat.button("Take a.png away"));
        assertEquals(1, model.pictures().size());
        chat.ask("What?");
        assertTrue(robot.lookup(".take-away").tryQuery().isEmpty());
        assertFalse(chat.isShown("chat-attach"));
    }

    @Test
    void whatIsDraggedOverTheChatIsAttachedAndTheZoneSaysSo() throws Exception {
        Path file = ChatSamples.png(folder, "a.png", 1);
        assertTrue(
                ChatWindow.fx(() -> Drops.enter(view, List.of(file))), "the zone does not say it");
        assertTrue(robot.lookup("Attach to the chat").tryQuery().isPresent());
        assertTrue(ChatWindow.fx(() -> Drops.drop(view, List.of(file))));
        assertEquals(1, model.pictures().size());
    }

    @Test
    void anAnimatedWebpGivesItsFirstFrameAndSaysSo() throws Exception {
        String json =
                Files.readString(Path.of("../engine/src/test/resources/pictures/pictures.json"));
        String webp =
                JsonParser.parseString(json)
                        .getAsJsonObject()
                        .getAsJsonObject("webp-animated")
                        .get("file")
                        .getAsString();
        byte[] bytes = Base64.getDecoder().decode(webp);
        // The canvas is made larger: the built-in model looks at 128 × 128 pixels or more.
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(24, 127)
                .putShort(27, (short) 127);
        Path file = Files.write(folder.resolve("moving.webp"), bytes);
        robot.interact(() -> Drops.on(view, List.of(file)));
        assertEquals(1, model.pictures().size(), ports.sentences::toString);
        assertEquals(
                "moving.webp is animated: its first frame is used.", chat.text("chat-animated"));
    }

    private void clipboard(ClipboardContent content) {
        robot.interact(() -> Clipboard.getSystemClipboard().setContent(content));
    }

    @Test
    void filesAndPixelsArePastedAndTextStaysText() throws Exception {
        ClipboardContent files = new ClipboardContent();
        files.putFiles(List.of(ChatSamples.png(folder, "a.png", 1).toFile()));
        clipboard(files);
        robot.clickOn("#chat-question").push(KeyCode.CONTROL, KeyCode.V);
        assertEquals(1, model.pictures().size());
        ClipboardContent pixels = new ClipboardContent();
        pixels.putImage(image());
        clipboard(pixels);
        robot.push(KeyCode.CONTROL, KeyCode.V);
        assertEquals(2, model.pictures().size());
        ClipboardContent words = new ClipboardContent();
        words.putString("标题？");
        clipboard(words);
        robot.push(KeyCode.CONTROL, KeyCode.V);
        assertEquals("标题？", robot.lookup("#chat-question").queryAs(TextArea.class).getText());
        robot.interact(view::paste);
        assertEquals(List.of("There is no picture on the clipboard."), ports.sentences);
    }

    private static Image image() {
        WritableImage image = new WritableImage(160, 130);
        for (int x = 0; x < 160; x++) {
            for (int y = 0; y < 130; y++) {
                image.getPixelWriter().setColor(x, y, Color.rgb(200, 10, 90));
            }
        }
        return image;
    }

    @Test
    void aPastedPictureHasTheColoursOfTheClipboard() throws Exception {
        ClipboardContent pixels = new ClipboardContent();
        pixels.putImage(image());
        clipboard(pixels);
        robot.clickOn("#chat-paste");
        Path file = model.pictures().get(0).picture().file();
        Picture read = PictureReader.read(file);
        assertEquals(160, read.width());
        assertEquals(130, read.height());
        assertEquals((byte) 200, read.rgb()[0]);
        assertEquals((byte) 10, read.rgb()[1]);
        assertEquals((byte) 90, read.rgb()[2]);
    }
}
