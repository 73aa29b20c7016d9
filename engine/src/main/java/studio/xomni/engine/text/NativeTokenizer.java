package studio.xomni.engine.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.LibUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.error.Sentence;

/** The tokenizers library with everything switched off that it would add, cut or pad by itself. */
final class NativeTokenizer implements AutoCloseable {

    private static final Map<String, String> PLAIN =
            Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

    static {
        // Left alone, DJL asks a cloud's metadata address for the machine's name at the first use,
        // and on a machine with a GPU downloads another build of the library.
        defaultProperty("OPT_OUT_TRACKING");
        defaultProperty("ai.djl.offline");
    }

    private final HuggingFaceTokenizer tokenizer;
    private final Path source;

    private NativeTokenizer(HuggingFaceTokenizer tokenizer, Path source) {
        this.tokenizer = tokenizer;
        this.source = source;
    }

    /**
     * @param json a tokenizer in the {@code tokenizer.json} format
     * @param source the file to name when the library refuses it
     */
    static NativeTokenizer of(String json, Path source) {
        LibUtils.checkStatus();
        try (InputStream text = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))) {
            return new NativeTokenizer(HuggingFaceTokenizer.newInstance(text, PLAIN), source);
        } catch (IOException | RuntimeException e) {
            throw new CheckpointException(
                    Sentence.of("%s cannot be used as a tokenizer: %s", source, reason(e)), e);
        }
    }

    int[] encode(String text) {
        try {
            long[] ids = tokenizer.encode(wellFormed(text), false, false).getIds();
            return Arrays.stream(ids).mapToInt(Math::toIntExact).toArray();
        } catch (RuntimeException e) {
            throw new CheckpointException(
                    Sentence.of("%s has no ids for a text: %s", source, reason(e)), e);
        }
    }

    /** Ids without a token are skipped; bytes that are not UTF-8 become U+FFFD. */
    String decode(int[] ids) {
        return tokenizer.decode(Arrays.stream(ids).asLongStream().toArray(), false);
    }

    @Override
    public void close() {
        tokenizer.close();
    }

    /** Half surrogate pairs have no UTF-8 form, which is what the library works on. */
    private static String wellFormed(String text) {
        byte[] utf16 = text.getBytes(StandardCharsets.UTF_16BE);
        return new String(utf16, StandardCharsets.UTF_16BE);
    }

    private static String reason(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static void defaultProperty(String name) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, "true");
        }
    }
}
