package studio.xomni.engine.checkpoint;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import studio.xomni.engine.error.CheckpointException;

/**
 * Reads where the tensors of a state dict lie in a file of {@code torch.save}, without running the
 * pickle in it.
 */
public final class TorchPickle {

    private final CheckpointFile file;
    private final TorchArchive archive;
    private final Map<Pickled.Storage, Long> offsets = new HashMap<>();

    private TorchPickle(CheckpointFile file, TorchArchive archive) {
        this.file = file;
        this.archive = archive;
    }

    /**
     * The tensors of a state dict, in its order. Tensors may share a storage and be strided.
     *
     * @throws CheckpointException when the file is missing, truncated, malformed, or holds anything
     *     but a flat state dict
     */
    public static Map<String, StoredTensor> read(Path file) {
        try (CheckpointFile open = CheckpointFile.open(file)) {
            TorchArchive archive = TorchArchive.read(open);
            Pickled value = Unpickler.read(open, archive.pickle());
            if (!(value instanceof Pickled.Dictionary dictionary)) {
                throw open.refuse(": the pickle holds %s, not a state dict.", value.kind());
            }
            return new TorchPickle(open, archive).tensors(dictionary);
        }
    }

    private Map<String, StoredTensor> tensors(Pickled.Dictionary dictionary) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        dictionary
                .entries()
                .forEach(
                        (name, value) -> {
                            if (!(value instanceof Pickled.Tensor tensor)) {
                                throw file.refuse(
                                        ": %s is %s, not a tensor; only flat state dicts are"
                                                + " read.",
                                        name, value.kind());
                            }
                            tensors.put(name, located(name, tensor));
                        });
        return Collections.unmodifiableMap(tensors);
    }

    private StoredTensor located(String name, Pickled.Tensor tensor) {
        Pickled.Storage storage = tensor.storage();
        long[] shape = tensor.shape();
        long[] strides = tensor.strides();
        if (shape.length != strides.length) {
            throw file.refuse(
                    ": tensor %s has %d axes and %d strides.", name, shape.length, strides.length);
        }
        if (tensor.offset() < 0) {
            throw file.refuse(": tensor %s begins at element %d.", name, tensor.offset());
        }
        for (int axis = 0; axis < shape.length; axis++) {
            if (shape[axis] < 0 || strides[axis] < 0) {
                throw file.refuse(
                        ": axis %d of tensor %s has size %d and stride %d, neither may be"
                                + " negative.",
                        axis, name, shape[axis], strides[axis]);
            }
        }
        long storageOffset = offsets.computeIfAbsent(storage, archive::offset);
        long first = firstElement(name, tensor);
        return new StoredTensor(
                name,
                file.path(),
                storageOffset + first * storage.dtype().bytes(),
                storage.dtype(),
                shape,
                strides);
    }

    /** The checked offset within the storage, in elements. An empty tensor reads none of it. */
    private long firstElement(String name, Pickled.Tensor tensor) {
        long elements = tensor.storage().elements();
        try {
            long[] shape = tensor.shape();
            long count = StoredTensor.elements(shape);
            Math.multiplyExact(count, (long) tensor.storage().dtype().bytes());
            if (count == 0) {
                return 0;
            }
            long last = tensor.offset();
            for (int axis = 0; axis < shape.length; axis++) {
                last =
                        Math.addExact(
                                last, Math.multiplyExact(shape[axis] - 1, tensor.strides()[axis]));
            }
            if (last >= elements) {
                throw file.refuse(
                        ": tensor %s reads element %d of storage %s, which has %d.",
                        name, last, tensor.storage().key(), elements);
            }
            return tensor.offset();
        } catch (ArithmeticException e) {
            throw file.refuse(": the shape or strides of tensor %s are beyond 64 bits.", name);
        }
    }
}
