package studio.xomni.engine.vision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.checkpoint.Safetensors;
import studio.xomni.engine.checkpoint.StoredTensor;
import studio.xomni.engine.checkpoint.TorchPickle;
import studio.xomni.engine.checkpoint.Weights;
import studio.xomni.engine.torch.DType;
import studio.xomni.engine.torch.Device;
import studio.xomni.engine.torch.Precision;
import studio.xomni.engine.torch.Precision.Matrices;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.torch.Tensor;
import studio.xomni.engine.torch.Torch;

/** The checkpoints of these tests: the reference cases, the built-in model, and tiny made ones. */
final class VisionFixtures {

    static final Path GOLDENS = Path.of("src/test/resources/goldens");
    static final Path BUILTIN = Path.of("../assets/builtin/checkpoint");
    static final String GIANT = "siglip2_giant_patch16_384";
    static final Precision EXACT = new Precision(DType.FLOAT32, DType.FLOAT32, Matrices.PLAIN);
    static final Precision HALVED = new Precision(DType.BFLOAT16, DType.BFLOAT16, Matrices.PLAIN);

    private VisionFixtures() {}

    static Path checkpoint(String kind) {
        return GOLDENS.resolve(kind).resolve("checkpoint");
    }

    static Map<String, StoredTensor> stored(Path checkpoint, String file) {
        return new HashMap<>(TorchPickle.read(checkpoint.resolve(file)));
    }

    static VisionEncoder encoder(Scope scope, Path checkpoint, Precision precision) {
        return encoder(scope, stored(checkpoint, "siglip_vit.pt"), GIANT, precision);
    }

    static VisionEncoder encoder(
            Scope scope, Map<String, StoredTensor> stored, String name, Precision precision) {
        return VisionEncoder.load(scope.torch(), weights(scope, stored), name, precision);
    }

    static Codebook codebook(Scope scope, Path checkpoint) {
        return codebook(scope, stored(checkpoint, "projector.pt"), config(checkpoint));
    }

    static Codebook codebook(Scope scope, Map<String, StoredTensor> stored, CodebookConfig config) {
        return Codebook.load(scope.torch(), weights(scope, stored), config);
    }

    static Weights weights(Scope scope, Map<String, StoredTensor> stored) {
        return Weights.of(stored, Path.of("weights.pt"), scope, DType.BFLOAT16);
    }

    static CodebookConfig config(Path checkpoint) {
        return CodebookConfig.read(encoderJson(checkpoint));
    }

    static Json encoderJson(Path checkpoint) {
        return Json.read(checkpoint.resolve("config.json"))
                .object("vision_config")
                .object("encoder");
    }

    static Json expected(String kind) {
        return Json.read(GOLDENS.resolve(kind).resolve("expected/expected.json"));
    }

    static Tensor expected(Scope scope, String kind, String name, long... shape) {
        Path file = GOLDENS.resolve(kind).resolve("expected/tensors.safetensors");
        return Weights.of(Safetensors.read(file), file, scope, DType.FLOAT32).read(name, shape);
    }

    static Tensor photo(Scope scope, String kind) {
        return expected(scope, kind, "preprocessed", 3, 144, 192);
    }

    static long[] longs(List<Integer> numbers) {
        return numbers.stream().mapToLong(Integer::longValue).toArray();
    }

    /** The largest difference, as a share of the largest wanted absolute value. */
    static double difference(float[] wanted, float[] got) {
        if (wanted.length != got.length) {
            throw new AssertionError(wanted.length + " numbers wanted, got " + got.length);
        }
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < wanted.length; i++) {
            largest = Math.max(largest, Math.abs(wanted[i]));
            difference = Math.max(difference, Math.abs(wanted[i] - got[i]));
        }
        return difference / largest;
    }

    static Torch cpu() {
        return Torch.start(new Device.Cpu());
    }

    /** The same elements under another shape; fewer than are stored where it is smaller. */
    static StoredTensor reshaped(StoredTensor tensor, long... shape) {
        long[] strides = new long[shape.length];
        long next = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            strides[axis] = next;
            next *= shape[axis];
        }
        return new StoredTensor(
                tensor.name(), tensor.file(), tensor.offset(), tensor.dtype(), shape, strides);
    }

    /** Adds a float32 tensor in a file of its own; all elements are 0 where none are given. */
    static void put(
            Map<String, StoredTensor> stored,
            Path folder,
            String name,
            float[] elements,
            long... shape) {
        int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        ByteBuffer bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (float element : elements) {
            bytes.putFloat(element);
        }
        Path file = folder.resolve(name);
        try {
            Files.write(file, bytes.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        stored.put(
                name,
                reshaped(
                        new StoredTensor(
                                name, file, 0, DType.FLOAT32, new long[] {}, new long[] {}),
                        shape));
    }
}
