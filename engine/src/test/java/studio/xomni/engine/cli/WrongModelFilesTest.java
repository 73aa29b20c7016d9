package studio.xomni.engine.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.xomni.engine.Golden;

/** Damaged checkpoints: exit code 4, one sentence that names the file, no picture. */
class WrongModelFilesTest {

    @TempDir Path folder;
    private Path checkpoint;

    @BeforeEach
    void copyCheckpoint() throws IOException {
        checkpoint = folder.resolve("checkpoint");
        Path source = Golden.ZH.checkpoint();
        try (Stream<Path> files = Files.walk(source)) {
            files.forEach(
                    file -> {
                        try {
                            Files.copy(file, checkpoint.resolve(source.relativize(file)));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
    }

    private void refusesPictures(String... words) {
        Path output = folder.resolve("poster.png");
        Xomni.on(
                        checkpoint,
                        "generate",
                        "--prompt",
                        "x",
                        "--image-size",
                        64,
                        "--output-path",
                        output)
                .refuses(4, words);
        assertFalse(Files.exists(output));
    }

    private void refusesChat(String... words) {
        Xomni.on(checkpoint, "chat", "--image-path", Golden.ZH.expected("photo.png"))
                .refuses(4, words);
    }

    private void edit(String file, String old, String replacement) throws IOException {
        Path path = checkpoint.resolve(file);
        String text = Files.readString(path);
        String edited = text.replace(old, replacement);
        assertFalse(text.equals(edited), old);
        Files.writeString(path, edited);
    }

    private void cut(String file, int bytes) throws IOException {
        Path path = checkpoint.resolve(file);
        Files.write(path, Arrays.copyOf(Files.readAllBytes(path), bytes));
    }

    @Test
    void refusesAFolderThatIsNoCheckpoint() {
        checkpoint = folder.resolve("nothing");
        refusesPictures("nothing is not a folder");
        checkpoint = Golden.ZH.flux();
        refusesPictures("is not a checkpoint", "config.json");
        refusesChat("is not a checkpoint");
    }

    @Test
    void refusesAnotherModelsType() throws IOException {
        edit("config.json", "\"x-omni\"", "\"qwen2\"");
        refusesPictures("config.json", "model_type", "qwen2");
    }

    @Test
    void refusesMalformedJson() throws IOException {
        edit("config.json", "\"hidden_size\": 64,", "\"hidden_size\": 64");
        refusesPictures("config.json", "not valid JSON");
    }

    @Test
    void refusesAMissingKey() throws IOException {
        edit("config.json", "\"rope_theta\"", "\"rope_theta_was\"");
        refusesPictures("config.json", "rope_theta is missing");
    }

    @Test
    void refusesAMissingShard() throws IOException {
        Files.delete(checkpoint.resolve("model-00002-of-00003.safetensors"));
        refusesPictures("model-00002-of-00003.safetensors is missing");
        refusesChat("model-00002-of-00003.safetensors is missing");
    }

    @ParameterizedTest
    @CsvSource({"4", "1000", "100000"})
    void refusesAShardThatWasCutShort(int bytes) throws IOException {
        cut("model-00002-of-00003.safetensors", bytes);
        refusesPictures("model-00002-of-00003.safetensors");
    }

    @Test
    void refusesAPickleThatWasCutShortOrIsNone() throws IOException {
        cut("siglip_vit.pt", 5000);
        refusesChat("siglip_vit.pt");
        Files.writeString(checkpoint.resolve("projector.pt"), "no pickle");
        refusesPictures("projector.pt");
    }

    @Test
    void refusesAPickleThatNamesAnotherClass() throws IOException {
        byte[] pickle = "\u0080\u0002cos\nsystem\n)R.".getBytes(StandardCharsets.ISO_8859_1);
        var crc = new CRC32();
        crc.update(pickle);
        var entry = new ZipEntry("archive/data.pkl");
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(pickle.length);
        entry.setCrc(crc.getValue());
        try (var zip =
                new ZipOutputStream(Files.newOutputStream(checkpoint.resolve("projector.pt")))) {
            zip.putNextEntry(entry);
            zip.write(pickle);
            zip.closeEntry();
        }
        refusesPictures("projector.pt", "os.system");
    }

    @Test
    void refusesATensorOfAnotherShape() throws IOException {
        edit("config.json", "\"intermediate_size\": 192", "\"intermediate_size\": 200");
        refusesPictures("mlp", "shape", "200", "192");
    }

    @Test
    void refusesAMissingTensor() throws IOException {
        edit("config.json", "\"num_hidden_layers\": 6", "\"num_hidden_layers\": 7");
        refusesPictures("layers.6", "is missing");
    }

    @Test
    void refusesATensorThatTheModelHasNoPlaceFor() throws IOException {
        edit("config.json", "\"num_hidden_layers\": 6", "\"num_hidden_layers\": 5");
        refusesPictures("layers.5");
    }

    @Test
    void refusesAMissingDecoder() throws IOException {
        edit("config.json", "\"model_path\": \"decoder\"", "\"model_path\": \"elsewhere\"");
        refusesPictures("elsewhere");
    }

    @Test
    void refusesAMissingTokenizer() throws IOException {
        Files.delete(checkpoint.resolve("tokenizer.json"));
        refusesPictures("tokenizer.json is missing");
    }

    @Test
    void refusesAFolderOfFluxThatIsNone() {
        Xomni.run(
                        "generate",
                        "--prompt",
                        "x",
                        "--model_name_or_path",
                        checkpoint,
                        "--flux_model_name_or_path",
                        checkpoint)
                .refuses(4, "scheduler_config.json is missing");
    }

    @Test
    void theEnglishKindWantsItsTextEncodersBeforeAnyWork() {
        Xomni.run(
                        "generate",
                        "--prompt",
                        "x",
                        "--model_name_or_path",
                        Golden.EN.checkpoint(),
                        "--flux_model_name_or_path",
                        Golden.ZH.flux())
                .refuses(4, "text_encoder");
    }

    @Test
    void refusesAWrongGenerationConfig() throws IOException {
        edit("generation_config.json", "\"top_k\": 50", "\"top_k\": -3");
        refusesPictures("generation_config.json", "top_k", "-3");
    }
}
