package studio.xomni.engine.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.torch.DType;

/**
 * What the names in a state dict's pickle stand for.
 *
 * <p>Source: {@code torch/_utils.py} and {@code torch/serialization.py}.
 */
final class PickleNames {

    /** More axes than any weight has; keeps damaged shapes short. */
    private static final int MOST_AXES = 16;

    private static final Map<String, Pickled> NAMES =
            Map.ofEntries(
                    Map.entry("collections.OrderedDict", Pickled.Function.ORDERED_DICT),
                    Map.entry("torch._utils._rebuild_tensor_v2", Pickled.Function.REBUILD_TENSOR),
                    Map.entry(
                            "torch._utils._rebuild_parameter", Pickled.Function.REBUILD_PARAMETER),
                    Map.entry("torch.FloatStorage", new Pickled.StorageClass(DType.FLOAT32)),
                    Map.entry("torch.HalfStorage", new Pickled.StorageClass(DType.FLOAT16)),
                    Map.entry("torch.BFloat16Storage", new Pickled.StorageClass(DType.BFLOAT16)),
                    Map.entry("torch.DoubleStorage", new Pickled.StorageClass(DType.FLOAT64)),
                    Map.entry("torch.LongStorage", new Pickled.StorageClass(DType.INT64)),
                    Map.entry("torch.IntStorage", new Pickled.StorageClass(DType.INT32)),
                    Map.entry("torch.ShortStorage", new Pickled.StorageClass(DType.INT16)),
                    Map.entry("torch.CharStorage", new Pickled.StorageClass(DType.INT8)),
                    Map.entry("torch.ByteStorage", new Pickled.StorageClass(DType.UINT8)),
                    Map.entry("torch.BoolStorage", new Pickled.StorageClass(DType.BOOL)));

    private PickleNames() {}

    /**
     * The value that a name stands for.
     *
     * @throws CheckpointException when it is none of a state dict's
     */
    static Pickled named(CheckpointFile file, String module, String name) {
        String full = module + "." + name;
        Pickled known = NAMES.get(full);
        if (known == null) {
            throw file.refuse(": the pickle names %s; only state dicts are read.", full);
        }
        return known;
    }

    /** The storage of a persistent id {@code ("storage", class, key, location, elements)}. */
    static Pickled.Storage storage(CheckpointFile file, Pickled id) {
        if (id instanceof Pickled.Tuple tuple
                && tuple.items().size() == 5
                && tuple.items().get(0) instanceof Pickled.Text tag
                && tag.value().equals("storage")
                && tuple.items().get(1) instanceof Pickled.StorageClass type
                && tuple.items().get(2) instanceof Pickled.Text key
                && tuple.items().get(3) instanceof Pickled.Text
                && tuple.items().get(4) instanceof Pickled.Whole elements
                && elements.value() >= 0) {
            return new Pickled.Storage(type.dtype(), key.value(), elements.value());
        }
        throw file.refuse(": the pickle refers to something outside it that is no storage.");
    }

    /**
     * What a call gives.
     *
     * @throws CheckpointException when the arguments are not those that a state dict passes
     */
    static Pickled call(CheckpointFile file, Pickled.Function function, List<Pickled> arguments) {
        return switch (function) {
            case ORDERED_DICT -> {
                if (!arguments.isEmpty()) {
                    throw wrongArguments(file, "OrderedDict");
                }
                yield new Pickled.Dictionary(new LinkedHashMap<>());
            }
            case REBUILD_PARAMETER -> {
                // (tensor, requires_grad, backward_hooks)
                if (arguments.size() == 3 && arguments.get(0) instanceof Pickled.Tensor tensor) {
                    yield tensor;
                }
                throw wrongArguments(file, "_rebuild_parameter");
            }
            case REBUILD_TENSOR -> tensor(file, arguments);
        };
    }

    /**
     * {@code (storage, offset, shape, strides, requires_grad, backward_hooks[, metadata])}; the
     * metadata would say that the stored values are to be negated or conjugated.
     */
    private static Pickled.Tensor tensor(CheckpointFile file, List<Pickled> arguments) {
        if ((arguments.size() == 6 || arguments.size() == 7 && isEmpty(arguments.get(6)))
                && arguments.get(0) instanceof Pickled.Storage storage
                && arguments.get(1) instanceof Pickled.Whole offset
                && arguments.get(2) instanceof Pickled.Tuple shape
                && arguments.get(3) instanceof Pickled.Tuple strides) {
            return new Pickled.Tensor(
                    storage,
                    offset.value(),
                    wholes(file, shape.items()),
                    wholes(file, strides.items()));
        }
        throw wrongArguments(file, "_rebuild_tensor_v2");
    }

    private static boolean isEmpty(Pickled metadata) {
        return metadata == Pickled.Constant.NONE
                || metadata instanceof Pickled.Dictionary dictionary
                        && dictionary.entries().isEmpty();
    }

    private static long[] wholes(CheckpointFile file, List<Pickled> items) {
        if (items.size() > MOST_AXES) {
            throw file.refuse(
                    ": a tensor has %d axes, at most %d are read.", items.size(), MOST_AXES);
        }
        long[] wholes = new long[items.size()];
        for (int i = 0; i < wholes.length; i++) {
            if (!(items.get(i) instanceof Pickled.Whole whole)) {
                throw wrongArguments(file, "_rebuild_tensor_v2");
            }
            wholes[i] = whole.value();
        }
        return wholes;
    }

    private static CheckpointException wrongArguments(CheckpointFile file, String function) {
        return file.refuse(
                ": the pickle calls %s with other arguments than a state dict does.", function);
    }
}
