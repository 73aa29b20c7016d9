package studio.xomni.engine.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.torch.DType;
import studio.xomni.engine.torch.Device;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.torch.Tensor;

/**
 * A cursor over the tensors of a checkpoint: each is asked for by name and shape.
 *
 * <p>On the CPU a tensor that is wanted as it is stored is a view of the mapped file. Any other is
 * read in blocks and converted, so that loading takes little more memory than what is loaded.
 */
public final class Weights {

    /** Bytes that are read at once where a tensor is converted. */
    private static final int BLOCK = 8 << 20;

    private final Ledger ledger;
    private final String prefix;
    private final DType dtype;

    private Weights(Ledger ledger, String prefix, DType dtype) {
        this.ledger = ledger;
        this.prefix = prefix;
        this.dtype = dtype;
    }

    /**
     * @param stored where the tensors lie, by name
     * @param source the file or folder they come from, for messages
     * @param owner owns what is loaded; its device is where it goes
     * @param dtype the type that floating-point tensors are loaded in
     */
    public static Weights of(
            Map<String, StoredTensor> stored, Path source, Scope owner, DType dtype) {
        return new Weights(new Ledger(stored, source, owner), "", dtype);
    }

    /** The cursor one step further: names are then completed by {@code name.}. */
    public Weights at(String name) {
        return new Weights(ledger, prefix + name + ".", dtype);
    }

    /** The same cursor, loading in another type. */
    public Weights in(DType other) {
        return new Weights(ledger, prefix, other);
    }

    public Weights at(int index) {
        return at(Integer.toString(index));
    }

    public boolean has(String name) {
        return ledger.stored.containsKey(prefix + name);
    }

    /** The stored shape of a tensor. */
    public long[] shape(String name) {
        return stored(name).shape().clone();
    }

    /**
     * How many of the names {@code list.0., list.1., …} the checkpoint has.
     *
     * @throws CheckpointException when a number between them is missing
     */
    public int count(String list) {
        Set<Integer> indices = new TreeSet<>();
        String start = prefix + list + ".";
        for (String name : ledger.stored.keySet()) {
            if (name.startsWith(start)) {
                String index = name.substring(start.length()).split("\\.", 2)[0];
                if (index.matches("\\d{1,5}")) {
                    indices.add(Integer.parseInt(index));
                }
            }
        }
        int count = 0;
        while (indices.contains(count)) {
            count++;
        }
        if (count < indices.size()) {
            throw Refusal.of(
                    ledger.source.toString(),
                    ": the tensors %s%d.… are missing, those of a later number are there.",
                    start,
                    count);
        }
        return count;
    }

    /**
     * Loads a tensor.
     *
     * @throws CheckpointException when it is missing or has another shape
     */
    public Tensor read(String name, long... shape) {
        return ledger.load(List.of(wanted(name, shape)), dtype, shape);
    }

    /**
     * Loads tensors stacked along their first dimension.
     *
     * @param rows the first dimension of each
     * @param rest the other dimensions, the same for all
     */
    public Tensor stack(List<String> names, long[] rows, long... rest) {
        return ledger.load(
                pieces(names, rows, rest), dtype, shape(Arrays.stream(rows).sum(), rest));
    }

    /**
     * Loads matrices stacked by rows as int8, symmetric with one scale a row.
     *
     * @param scales the type of the scales
     * @return the int8 matrix and the vector of scales
     */
    public List<Tensor> quantised(List<String> names, long[] rows, long columns, DType scales) {
        return ledger.quantise(pieces(names, rows, columns), columns, scales);
    }

    /** Notes that a tensor is stored but not used by the model. */
    public void leave(String name) {
        ledger.read.add(prefix + name);
    }

    /**
     * Ends the reading.
     *
     * @throws CheckpointException when a stored tensor was neither read nor left
     */
    public void finish() {
        List<String> unread = new ArrayList<>();
        for (String name : new TreeSet<>(ledger.stored.keySet())) {
            if (name.startsWith(prefix) && !ledger.read.contains(name)) {
                unread.add(name);
            }
        }
        if (!unread.isEmpty()) {
            throw Refusal.of(
                    ledger.source.toString(),
                    " holds %d tensors that the model has no place for, the first is %s.",
                    unread.size(),
                    unread.get(0));
        }
    }

    private List<StoredTensor> pieces(List<String> names, long[] rows, long... rest) {
        List<StoredTensor> pieces = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            pieces.add(wanted(names.get(i), shape(rows[i], rest)));
        }
        return pieces;
    }

    private static long[] shape(long first, long... rest) {
        long[] shape = new long[rest.length + 1];
        shape[0] = first;
        System.arraycopy(rest, 0, shape, 1, rest.length);
        return shape;
    }

    private StoredTensor stored(String name) {
        StoredTensor tensor = ledger.stored.get(prefix + name);
        if (tensor == null) {
            throw Refusal.of(
                    ledger.source.toString(), ": the tensor %s is missing.", prefix + name);
        }
        return tensor;
    }

    private StoredTensor wanted(String name, long... shape) {
        StoredTensor tensor = stored(name);
        if (!Arrays.equals(tensor.shape(), shape)) {
            throw Refusal.of(
                    ledger.source.toString(),
                    ": the tensor %s must have the shape %s, it has %s.",
                    tensor.name(),
                    Arrays.toString(shape),
                    Arrays.toString(tensor.shape()));
        }
        if (!tensor.dtype().isFloatingPoint()) {
            throw Refusal.of(
                    ledger.source.toString(),
                    ": the tensor %s must hold floating-point numbers, it holds %s.",
                    tensor.name(),
                    tensor.dtype());
        }
        ledger.read.add(tensor.name());
        return tensor;
    }

    /** A file seen as elements of one type. */
    private record Mapping(Path file, DType dtype) {}

    /** What is shared by all cursors of one checkpoint. */
    private static final class Ledger {
        final Map<String, StoredTensor> stored;
        final Path source;
        final Scope owner;
        final Set<String> read = new HashSet<>();
        final Map<Mapping, Tensor> mapped = new HashMap<>();

        /** Reused for every tensor: direct memory is given back late. */
        ByteBuffer block = Scope.direct(0);

        Ledger(Map<String, StoredTensor> stored, Path source, Scope owner) {
            this.stored = stored;
            this.source = source;
            this.owner = owner;
        }

        Tensor load(List<StoredTensor> pieces, DType dtype, long... shape) {
            StoredTensor only = pieces.get(0);
            boolean onCpu = owner.torch().device() instanceof Device.Cpu;
            if (pieces.size() == 1 && onCpu && only.dtype() == dtype && only.isAligned()) {
                return view(only, shape);
            }
            Tensor target = owner.empty(dtype, shape);
            long start = 0;
            for (StoredTensor piece : pieces) {
                long first = start;
                read(
                        piece,
                        dtype.bytes(),
                        (at, block) -> target.fill(first + at, block, piece.dtype()));
                start += piece.elements();
            }
            return target;
        }

        List<Tensor> quantise(List<StoredTensor> pieces, long columns, DType scales) {
            long rows = pieces.stream().mapToLong(piece -> piece.shape()[0]).sum();
            Tensor target = owner.empty(DType.INT8, rows, columns);
            Tensor scale = owner.empty(scales, rows);
            long start = 0;
            for (StoredTensor piece : pieces) {
                long first = start;
                read(
                        piece,
                        columns * piece.dtype().bytes(),
                        (at, block) ->
                                target.quantise(scale, first + at / columns, block, piece.dtype()));
                start += piece.shape()[0];
            }
            return List.of(target, scale);
        }

        private Tensor view(StoredTensor tensor, long... shape) {
            Tensor file =
                    mapped.computeIfAbsent(
                            new Mapping(tensor.file(), tensor.dtype()),
                            mapping -> {
                                try {
                                    return owner.map(
                                            mapping.file, Files.size(mapping.file), mapping.dtype);
                                } catch (IOException e) {
                                    throw unreadable(mapping.file, e);
                                }
                            });
            return owner.view(
                    file, tensor.offset() / tensor.dtype().bytes(), shape, tensor.strides());
        }

        /** Hands the elements on in row-major order, in blocks of a multiple of so many bytes. */
        private void read(StoredTensor tensor, long granule, Sink sink) {
            if (!tensor.isContiguous()) {
                readStrided(tensor, sink);
                return;
            }
            int size = (int) Math.min(tensor.bytes(), Math.max(granule, BLOCK / granule * granule));
            if (block.capacity() < size) {
                block = Scope.direct(size);
            }
            ByteBuffer buffer = block;
            try (FileChannel file = FileChannel.open(tensor.file(), StandardOpenOption.READ)) {
                for (long done = 0; done < tensor.bytes(); done += size) {
                    buffer.clear().limit((int) Math.min(size, tensor.bytes() - done));
                    while (buffer.hasRemaining()) {
                        if (file.read(buffer, tensor.offset() + done + buffer.position()) < 0) {
                            throw Refusal.of(
                                    tensor.file().toString(), " cannot be read: it ends early.");
                        }
                    }
                    buffer.flip();
                    sink.take(done / tensor.dtype().bytes(), buffer.slice().order(buffer.order()));
                }
            } catch (IOException e) {
                throw unreadable(tensor.file(), e);
            }
        }

        /** State dicts hold few tensors that are not contiguous, and those are small. */
        private void readStrided(StoredTensor tensor, Sink sink) {
            try (FileChannel file = FileChannel.open(tensor.file(), StandardOpenOption.READ)) {
                int bytes = tensor.dtype().bytes();
                ByteBuffer packed = Scope.direct(tensor.bytes());
                long[] index = new long[tensor.shape().length];
                for (long element = 0; element < tensor.elements(); element++) {
                    long position = 0;
                    for (int i = 0; i < index.length; i++) {
                        position += index[i] * tensor.strides()[i];
                    }
                    packed.limit(packed.position() + bytes);
                    if (file.read(packed, tensor.offset() + position * bytes) < bytes) {
                        throw Refusal.of(
                                tensor.file().toString(), " cannot be read: it ends early.");
                    }
                    for (int i = index.length - 1; i >= 0 && ++index[i] == tensor.shape()[i]; i--) {
                        index[i] = 0;
                    }
                }
                packed.flip();
                sink.take(0, packed);
            } catch (IOException e) {
                throw unreadable(tensor.file(), e);
            }
        }

        private static CheckpointException unreadable(Path file, IOException e) {
            return Refusal.of(
                    file.toString(), " cannot be read: %s.", String.valueOf(e.getMessage()));
        }
    }

    /** Takes a block of elements: the index of the first, and their bytes in a direct buffer. */
    private interface Sink {
        void take(long first, ByteBuffer block);
    }
}
