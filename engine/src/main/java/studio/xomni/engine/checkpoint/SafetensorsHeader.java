package studio.xomni.engine.checkpoint;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import studio.xomni.engine.error.Sentence;
import studio.xomni.engine.torch.DType;

/**
 * The header of one safetensors file: its length in 8 bytes, then JSON that gives each tensor's
 * type, shape and bytes within the data that follows. The data is covered without gap or overlap.
 */
final class SafetensorsHeader {

    /** The format's own limit. */
    private static final int LARGEST_HEADER = 100_000_000;

    private static final int LENGTH_BYTES = 8;

    private static final Map<String, DType> DTYPES =
            Map.of(
                    "BF16", DType.BFLOAT16,
                    "F16", DType.FLOAT16,
                    "F32", DType.FLOAT32,
                    "F64", DType.FLOAT64,
                    "I8", DType.INT8,
                    "I16", DType.INT16,
                    "I32", DType.INT32,
                    "I64", DType.INT64,
                    "U8", DType.UINT8,
                    "BOOL", DType.BOOL);

    private final CheckpointFile file;
    private final JsonReader json;

    /** Where the data begins in the file. */
    private final long dataStart;

    private SafetensorsHeader(CheckpointFile file, JsonReader json, long dataStart) {
        this.file = file;
        this.json = json;
        this.dataStart = dataStart;
    }

    static Map<String, StoredTensor> read(CheckpointFile file) {
        long length = file.read(0, LENGTH_BYTES, Sentence.of("the header's length")).getLong();
        if (length < 2 || length > LARGEST_HEADER) {
            throw file.refuse(
                    ": a safetensors header has 2 to %d bytes, this file claims %s.",
                    LARGEST_HEADER, Long.toUnsignedString(length));
        }
        if (length > file.size() - LENGTH_BYTES) {
            throw file.refuse(
                    ": the header of %d bytes is longer than the file, which has %d.",
                    length, file.size());
        }
        String text;
        try {
            text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(
                                    file.read(
                                            LENGTH_BYTES, (int) length, Sentence.of("the header")))
                            .toString();
        } catch (CharacterCodingException e) {
            throw file.refuse(": the header is not UTF-8 text.");
        }
        JsonReader json = new JsonReader(new StringReader(text));
        json.setStrictness(Strictness.STRICT);
        SafetensorsHeader header = new SafetensorsHeader(file, json, LENGTH_BYTES + length);
        try {
            return header.tensors();
        } catch (IOException e) {
            // Of a reader over a string, so the JSON is at fault.
            throw file.refuse(
                    ": the header is not valid JSON near %s.", Json.place(json.getPath()));
        }
    }

    private Map<String, StoredTensor> tensors() throws IOException {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        begin(JsonToken.BEGIN_OBJECT, Sentence.of("an object of tensors"));
        while (json.hasNext()) {
            String name = json.nextName();
            if (name.equals("__metadata__")) {
                json.skipValue();
            } else if (tensors.put(name, tensor(name)) != null) {
                throw file.refuse(": tensor %s is listed twice.", name);
            }
        }
        json.endObject();
        JsonToken unused = json.peek(); // refuses whatever follows the object
        refuseGapsAndOverlaps(tensors);
        return Collections.unmodifiableMap(tensors);
    }

    private StoredTensor tensor(String name) throws IOException {
        @Nullable DType dtype = null;
        long @Nullable [] shape = null;
        long @Nullable [] range = null;
        begin(JsonToken.BEGIN_OBJECT, Sentence.of("an object for a tensor"));
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "dtype" -> dtype = dtype(name);
                case "shape" -> shape = wholes();
                case "data_offsets" -> range = wholes();
                default -> json.skipValue();
            }
        }
        json.endObject();
        if (dtype == null || shape == null || range == null) {
            throw file.refuse(": tensor %s needs dtype, shape and data_offsets.", name);
        }
        return located(name, dtype, shape, range);
    }

    private StoredTensor located(String name, DType dtype, long[] shape, long[] range) {
        if (range.length != 2 || range[0] > range[1]) {
            throw file.refuse(
                    ": tensor %s needs data_offsets of a begin and an end that follows it.", name);
        }
        long wanted;
        long[] strides;
        try {
            wanted = Math.multiplyExact(StoredTensor.elements(shape), (long) dtype.bytes());
            strides = StoredTensor.rowMajor(shape);
        } catch (ArithmeticException e) {
            throw file.refuse(": the shape of tensor %s is beyond 64 bits.", name);
        }
        if (range[1] - range[0] != wanted) {
            throw file.refuse(
                    ": tensor %s needs %d bytes by its shape, its data_offsets give %d.",
                    name, wanted, range[1] - range[0]);
        }
        if (range[1] > file.size() - dataStart) {
            throw file.refuse(
                    ": tensor %s ends at byte %d of the data, but the file has only %d; it is"
                            + " truncated or damaged.",
                    name, range[1], file.size() - dataStart);
        }
        return new StoredTensor(name, file.path(), dataStart + range[0], dtype, shape, strides);
    }

    /** As the format demands; data that no tensor claims is a sign of damage. */
    private void refuseGapsAndOverlaps(Map<String, StoredTensor> tensors) {
        List<StoredTensor> byOffset = new ArrayList<>(tensors.values());
        byOffset.sort(
                Comparator.comparingLong(StoredTensor::offset)
                        .thenComparingLong(StoredTensor::bytes));
        long end = dataStart;
        for (StoredTensor tensor : byOffset) {
            if (tensor.offset() != end) {
                long begin = tensor.offset() - dataStart;
                throw tensor.offset() < end
                        ? file.refuse(
                                ": tensor %s overlaps another, it begins at byte %d of the data"
                                        + " and the one before it ends at %d.",
                                tensor.name(), begin, end - dataStart)
                        : file.refuse(
                                ": there is a gap before tensor %s, it begins at byte %d of the"
                                        + " data and the one before it ends at %d.",
                                tensor.name(), begin, end - dataStart);
            }
            end += tensor.bytes();
        }
        if (end != file.size()) {
            throw file.refuse(
                    ": its tensors take %d bytes of data, the file has %d.",
                    end - dataStart, file.size() - dataStart);
        }
    }

    private DType dtype(String tensor) throws IOException {
        if (json.peek() != JsonToken.STRING) {
            throw file.refuse(": the dtype of tensor %s must be text.", tensor);
        }
        String name = json.nextString();
        DType dtype = DTYPES.get(name);
        if (dtype == null) {
            throw file.refuse(
                    ": tensor %s is of type %s, which is not read (BF16, F16, F32, F64, I8, I16,"
                            + " I32, I64, U8 and BOOL are).",
                    tensor, name);
        }
        return dtype;
    }

    private long[] wholes() throws IOException {
        begin(JsonToken.BEGIN_ARRAY, Sentence.of("a list of whole numbers"));
        List<Long> wholes = new ArrayList<>();
        while (json.hasNext()) {
            if (json.peek() != JsonToken.NUMBER) {
                throw file.refuse(": %s must be a whole number.", Json.place(json.getPath()));
            }
            String digits = json.nextString();
            try {
                wholes.add(Long.parseLong(digits));
            } catch (NumberFormatException e) {
                throw file.refuse(
                        ": %s must be a whole number of 64 bits, got %s.",
                        Json.place(json.getPreviousPath()), digits);
            }
            if (digits.startsWith("-")) {
                throw file.refuse(
                        ": %s must not be negative, got %s.",
                        Json.place(json.getPreviousPath()), digits);
            }
        }
        json.endArray();
        return wholes.stream().mapToLong(Long::longValue).toArray();
    }

    private void begin(JsonToken wanted, Sentence what) throws IOException {
        if (json.peek() != wanted) {
            throw file.refuse(": the header must hold %s at %s.", what, Json.place(json.getPath()));
        }
        if (wanted == JsonToken.BEGIN_OBJECT) {
            json.beginObject();
        } else {
            json.beginArray();
        }
    }
}
