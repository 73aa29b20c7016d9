package studio.xomni.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.xomni.app.OpenStudio.until;

import atlantafx.base.controls.Notification;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.xomni.app.gallery.Drops;
import studio.xomni.app.store.Folders;
import studio.xomni.app.store.Library;
import studio.xomni.app.store.ModelSource;
import studio.xomni.app.store.NumberType;
import studio.xomni.app.store.Recipe;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.sampling.SamplingSettings;

/** What the engine refuses is said in Chinese in the Chinese window. */
class ChineseRefusalsTest {

    private static final Path GOLDENS = Path.of("../engine/src/test/resources/goldens");

    private static final Pattern WORD = Pattern.compile("[A-Za-z_][\\w.-]*");

    /** The last tensor of the shard that is cut. */
    private static final String TENSOR = "model.layers.4.self_attn.v_proj.weight";

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init") // each test opens it
    private OpenStudio studio;

    @AfterEach
    void close() throws Exception {
        studio.close();
        Locale.setDefault(Locale.Category.DISPLAY, Locale.ENGLISH);
    }

    private void open(JsonObject settings) throws Exception {
        settings.addProperty("language", "chinese");
        studio = new OpenStudio(folder, settings.toString());
    }

    /** The message in the window that names a file. */
    private String notice(String file) throws Exception {
        until(
                "a message names " + file,
                () -> studio.robot.lookup(about(file)).tryQuery().isPresent());
        return studio.robot
                .lookup(about(file))
                .<Notification>tryQuery()
                .map(Notification::getMessage)
                .orElseThrow();
    }

    private static Predicate<Notification> about(String file) {
        return notice -> notice.getMessage().contains(file);
    }

    /** Whether no word but names of files, formats and keys is English. */
    private void assertChinese(String sentence, String... names) {
        String words = sentence.replace(folder.toString(), "");
        List<String> found = WORD.matcher(words).results().map(MatchResult::group).toList();
        assertEquals(
                List.of(),
                found.stream().filter(word -> !List.of(names).contains(word)).toList(),
                sentence);
        assertTrue(sentence.endsWith("。"), sentence);
    }

    /** A copy of the small English checkpoint. */
    private Path checkpoint() throws IOException {
        Path copy = folder.resolve("model");
        Path whole = GOLDENS.resolve("en/checkpoint");
        try (Stream<Path> files = Files.walk(whole)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(whole.relativize(file).toString()));
            }
        }
        return copy;
    }

    private static Path flux() {
        return GOLDENS.resolve("en/flux").toAbsolutePath();
    }

    @Test
    void aDamagedPictureThatIsDroppedOnTheChat() throws Exception {
        open(new JsonObject());
        byte[] whole = Files.readAllBytes(GOLDENS.resolve("builtin/0.png"));
        Path cut = folder.resolve("cut.png");
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
        studio.robot.clickOn("聊天");
        studio.robot.interact(() -> Drops.on(studio.find("chat"), List.of(cut)));
        assertChinese(notice("cut.png"), "PNG", "cut.png");

        Path flat = Files.copy(GOLDENS.resolve("builtin/0.png"), folder.resolve("notes.txt"));
        Files.writeString(flat, "no picture");
        studio.robot.interact(() -> Drops.on(studio.find("chat"), List.of(flat)));
        assertChinese(
                notice("notes.txt"), "notes.txt", "PNG", "JPEG", "WebP", "GIF", "BMP", "TIFF");
    }

    @Test
    void aBrokenCheckpointFolder() throws Exception {
        Path checkpoint = checkpoint();
        Path config = checkpoint.resolve("config.json");
        String broken =
                Files.readString(config)
                        .replaceFirst(
                                "\"num_hidden_layers\": \\d+", "\"num_hidden_layers\": \"many\"");
        Files.writeString(config, broken);
        JsonObject model = new JsonObject();
        model.addProperty("checkpoint", checkpoint.toString());
        model.addProperty("flux", flux().toString());
        JsonObject settings = new JsonObject();
        settings.add("model", model);
        open(settings);
        String said = notice("config.json");
        assertChinese(said, "model", "config.json", "num_hidden_layers", "many");
        assertTrue(said.contains("config.json：num_hidden_layers 应为 32 位整数，实际为 \"many\"。"), said);
    }

    @Test
    void aJobWhoseModelIsDamaged() throws Exception {
        Path checkpoint = checkpoint();
        Path shard = checkpoint.resolve("model-00002-of-00003.safetensors");
        byte[] whole = Files.readAllBytes(shard);
        Files.write(shard, Arrays.copyOf(whole, whole.length - 1));
        var request =
                new ImageRequest(
                        "A sign",
                        64,
                        64,
                        SamplingSettings.DEFAULT,
                        1,
                        1,
                        new ImageRequest.PaintSettings(1, new ImageRequest.PaintSeed.OfTokens()));
        try (Library library =
                Library.open(new Folders(folder.resolve("pictures"), folder.resolve("data")))) {
            var source = new ModelSource.Folders(checkpoint, flux());
            library.jobs().add(new Recipe(request, source, NumberType.FLOAT32), false);
        }
        open(new JsonObject());
        String name = String.valueOf(shard.getFileName());
        assertChinese(notice(name), "model", name, TENSOR);
        studio.robot.clickOn("显示队列");
        until("the job says why", () -> studio.robot.lookup(says(name)).tryQuery().isPresent());
        String why = studio.robot.lookup(says(name)).<Label>query().getText();
        assertChinese(why, "model", name, TENSOR);
        assertTrue(why.contains("文件被截断或已损坏"), why);
    }

    private static Predicate<Label> says(String file) {
        return label -> label.getText() != null && label.getText().contains(file);
    }
}
