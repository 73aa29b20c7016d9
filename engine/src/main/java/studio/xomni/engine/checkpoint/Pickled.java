package studio.xomni.engine.checkpoint;

import java.util.List;
import java.util.Map;
import studio.xomni.engine.error.Sentence;
import studio.xomni.engine.torch.DType;

/** What the pickle of a state dict can hold. */
sealed interface Pickled {

    /** Words for messages. */
    Sentence kind();

    /** A number or truth value, or none: settings of modules, which no tensor needs. */
    enum Constant implements Pickled {
        NONE,
        TRUE,
        FALSE;

        @Override
        public Sentence kind() {
            return this == NONE ? Sentence.of("None") : Sentence.of("a truth value");
        }
    }

    /** Functions and classes that a state dict calls. */
    enum Function implements Pickled {
        ORDERED_DICT,
        REBUILD_TENSOR,
        REBUILD_PARAMETER;

        @Override
        public Sentence kind() {
            return Sentence.of("a function");
        }
    }

    record Whole(long value) implements Pickled {
        @Override
        public Sentence kind() {
            return Sentence.of("a number");
        }
    }

    record Text(String value) implements Pickled {
        @Override
        public Sentence kind() {
            return Sentence.of("text");
        }
    }

    record Tuple(List<Pickled> items) implements Pickled {
        @Override
        public Sentence kind() {
            return Sentence.of("a tuple");
        }
    }

    /** A list; the pickle grows it. */
    record Sequence(List<Pickled> items) implements Pickled {
        @Override
        public Sentence kind() {
            return Sentence.of("a list");
        }
    }

    /** A dictionary, ordered or not; the pickle grows it. */
    record Dictionary(Map<String, Pickled> entries) implements Pickled {
        @Override
        public Sentence kind() {
            return Sentence.of("a dictionary");
        }
    }

    /** A class of typed storages, such as {@code torch.FloatStorage}. */
    record StorageClass(DType dtype) implements Pickled {
        @Override
        public Sentence kind() {
            return Sentence.of("a class");
        }
    }

    /** Elements in the archive's entry {@code data/key}, shared by any number of tensors. */
    record Storage(DType dtype, String key, long elements) implements Pickled {
        @Override
        public Sentence kind() {
            return Sentence.of("a bare storage");
        }
    }

    /**
     * A view of a storage, not yet checked against it.
     *
     * @param offset elements before the first one
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Tensor(Storage storage, long offset, long[] shape, long[] strides) implements Pickled {
        @Override
        public Sentence kind() {
            return Sentence.of("a tensor");
        }
    }
}
