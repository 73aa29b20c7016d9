package studio.xomni.engine.text;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Arrays;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.error.Sentence;

/**
 * T5's tokenizer: {@code tokenizer.json} of a FLUX folder's {@code tokenizer_2/}. Source: {@code
 * T5TokenizerFast} of transformers, and {@code max_sequence_length} of the FLUX pipeline in
 * diffusers.
 */
public final class T5Tokenizer implements AutoCloseable {

    /** The positions that the image decoder's text stream has. */
    public static final int LENGTH = 512;

    private final NativeTokenizer pieces;
    private final int end;
    private final int pad;

    private T5Tokenizer(NativeTokenizer pieces, int end, int pad) {
        this.pieces = pieces;
        this.end = end;
        this.pad = pad;
    }

    /**
     * Reads the tokenizer.
     *
     * @throws CheckpointException where the file is missing or is not what it should be
     */
    public static T5Tokenizer open(Path folder) {
        TokenizerFile file = TokenizerFile.read(folder.resolve("tokenizer.json"));
        JsonObject config = JsonFile.objectIfPresent(folder.resolve("tokenizer_config.json"));
        int end = id(file, JsonFile.token(config, "eos_token").orElse("</s>"));
        int pad = id(file, JsonFile.token(config, "pad_token").orElse("<pad>"));
        return new T5Tokenizer(NativeTokenizer.of(file.plain(), file.path()), end, pad);
    }

    /**
     * The {@link #LENGTH} ids of a typed prompt: text, end, padding. A longer text is cut; control
     * tokens in it stay text.
     */
    public int[] encode(String typed) {
        int[] text = pieces.encode(typed);
        int kept = Math.min(text.length, LENGTH - 1);
        int[] ids = Arrays.copyOf(text, LENGTH);
        Arrays.fill(ids, kept + 1, LENGTH, pad);
        ids[kept] = end;
        return ids;
    }

    @Override
    public void close() {
        pieces.close();
    }

    private static int id(TokenizerFile file, String token) {
        TokenizerFile.AddedToken found = file.added().get(token);
        if (found == null) {
            throw new CheckpointException(Sentence.of("%s has no token %s.", file.path(), token));
        }
        return found.id();
    }
}
