package studio.xomni.engine.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.xomni.engine.error.CheckpointException;

/**
 * The pickle machine, cut down to what {@code torch.save} writes for a state dict. It runs nothing:
 * a name either stands for one of a few known values or is refused, as is any other opcode.
 *
 * <p>Every opcode takes at least a byte and adds at most one value, so memory is bounded by the
 * pickle's length.
 *
 * <p>Source: Python's {@code pickletools}, protocols 2 to 4.
 */
final class Unpickler {

    private final CheckpointFile file;
    private final ByteBuffer in;
    private final List<Pickled> stack = new ArrayList<>();

    /** Heights of the stack at the marks that are not yet taken. */
    private final Deque<Integer> marks = new ArrayDeque<>();

    private final Map<Integer, Pickled> memo = new HashMap<>();

    private Unpickler(CheckpointFile file, ByteBuffer pickle) {
        this.file = file;
        this.in = pickle;
    }

    /**
     * Reads one pickled value.
     *
     * @throws CheckpointException when the pickle is damaged or holds anything a state dict does
     *     not
     */
    static Pickled read(CheckpointFile file, ByteBuffer pickle) {
        Unpickler machine = new Unpickler(file, pickle);
        try {
            return machine.run();
        } catch (BufferUnderflowException e) {
            throw file.refuse(": the pickle is truncated at byte %d.", pickle.limit());
        }
    }

    private Pickled run() {
        while (true) {
            int at = in.position();
            int opcode = unsigned(in.get());
            switch (opcode) {
                case '.' -> {
                    return last();
                }
                case 0x80 -> protocol();
                case 0x95 -> frame();
                case '(' -> marks.push(stack.size());
                case 'N' -> push(Pickled.Constant.NONE);
                case 0x88 -> push(Pickled.Constant.TRUE);
                case 0x89 -> push(Pickled.Constant.FALSE);
                case 'J' -> push(new Pickled.Whole(in.getInt()));
                case 'K' -> push(new Pickled.Whole(unsigned(in.get())));
                case 'M' -> push(new Pickled.Whole(in.getChar()));
                case 0x8a -> push(new Pickled.Whole(longOfBytes(unsigned(in.get()))));
                case 'X' -> push(new Pickled.Text(text(in.getInt())));
                case 0x8c -> push(new Pickled.Text(text(unsigned(in.get()))));
                case ')' -> push(new Pickled.Tuple(List.of()));
                case 't' -> push(new Pickled.Tuple(popToMark()));
                case 0x85 -> push(new Pickled.Tuple(pop(1)));
                case 0x86 -> push(new Pickled.Tuple(pop(2)));
                case 0x87 -> push(new Pickled.Tuple(pop(3)));
                case ']' -> push(new Pickled.Sequence(new ArrayList<>(0)));
                case 'a' -> append(pop(1));
                case 'e' -> append(popToMark());
                case '}' -> push(new Pickled.Dictionary(new LinkedHashMap<>()));
                case 's' -> setItems(pop(2));
                case 'u' -> setItems(popToMark());
                case 'q' -> memo.put(unsigned(in.get()), top());
                case 'r' -> memo.put(in.getInt(), top());
                case 0x94 -> memo.put(memo.size(), top());
                case 'h' -> push(remembered(unsigned(in.get())));
                case 'j' -> push(remembered(in.getInt()));
                case 'c' -> push(PickleNames.named(file, line(), line()));
                case 0x93 -> pushNamed(pop(2));
                case 'Q' -> push(PickleNames.storage(file, pop(1).get(0)));
                case 'R' -> call(pop(2));
                case 'b' -> build(pop(1).get(0));
                default ->
                        throw file.refuse(
                                ": the pickle's opcode 0x%02x at byte %d is none that a state dict"
                                        + " needs; only state dicts are read.",
                                opcode, at);
            }
        }
    }

    private void protocol() {
        int version = unsigned(in.get());
        if (version < 2 || version > 4) {
            throw file.refuse(": pickle protocols 2 to 4 are read, got %d.", version);
        }
    }

    private void frame() {
        long length = in.getLong();
        if (length < 0 || length > in.remaining()) {
            throw file.refuse(
                    ": a frame of the pickle claims %s bytes, %d are left.",
                    Long.toUnsignedString(length), in.remaining());
        }
    }

    private void pushNamed(List<Pickled> moduleAndName) {
        if (moduleAndName.get(0) instanceof Pickled.Text module
                && moduleAndName.get(1) instanceof Pickled.Text name) {
            push(PickleNames.named(file, module.value(), name.value()));
        } else {
            throw file.refuse(": the pickle names something by other than text.");
        }
    }

    private void call(List<Pickled> functionAndArguments) {
        if (functionAndArguments.get(0) instanceof Pickled.Function function
                && functionAndArguments.get(1) instanceof Pickled.Tuple arguments) {
            push(PickleNames.call(file, function, arguments.items()));
        } else {
            throw file.refuse(
                    ": the pickle calls %s with %s; only state dicts are read.",
                    functionAndArguments.get(0).kind(), functionAndArguments.get(1).kind());
        }
    }

    private void append(List<Pickled> items) {
        if (top() instanceof Pickled.Sequence sequence) {
            sequence.items().addAll(items);
        } else {
            throw file.refuse(": the pickle appends to %s.", top().kind());
        }
    }

    private void setItems(List<Pickled> keysAndValues) {
        if (!(top() instanceof Pickled.Dictionary dictionary) || keysAndValues.size() % 2 != 0) {
            throw file.refuse(
                    ": the pickle sets %d keys and values of %s.",
                    keysAndValues.size(), top().kind());
        }
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            if (!(keysAndValues.get(i) instanceof Pickled.Text key)) {
                throw file.refuse(
                        ": a key of a state dict must be text, got %s.",
                        keysAndValues.get(i).kind());
            }
            dictionary.entries().put(key.value(), keysAndValues.get(i + 1));
        }
    }

    /** The only state that a state dict carries is {@code _metadata}, which no tensor needs. */
    private void build(Pickled state) {
        if (!(top() instanceof Pickled.Dictionary)) {
            throw file.refuse(": the pickle gives a state to %s.", top().kind());
        }
        if (!(state instanceof Pickled.Dictionary attributes)) {
            throw file.refuse(": the state of a state dict must not be %s.", state.kind());
        }
        for (String name : attributes.entries().keySet()) {
            if (!name.equals("_metadata")) {
                throw file.refuse(
                        ": the pickle sets the attribute %s; only state dicts are read.", name);
            }
        }
    }

    private Pickled last() {
        if (stack.size() != 1 || !marks.isEmpty()) {
            throw file.refuse(": the pickle ends with %d values, it must be one.", stack.size());
        }
        return stack.get(0);
    }

    private void push(Pickled value) {
        stack.add(value);
    }

    private Pickled top() {
        if (stack.size() <= floor()) {
            throw file.refuse(": the pickle takes a value from an empty stack.");
        }
        return stack.get(stack.size() - 1);
    }

    private List<Pickled> pop(int count) {
        return popTo(stack.size() - count);
    }

    private List<Pickled> popToMark() {
        if (marks.isEmpty()) {
            throw file.refuse(": the pickle goes back to a mark that it never set.");
        }
        return popTo(marks.pop());
    }

    private List<Pickled> popTo(int height) {
        if (height < floor()) {
            throw file.refuse(": the pickle takes a value from an empty stack.");
        }
        List<Pickled> popped = stack.subList(height, stack.size());
        List<Pickled> values = List.copyOf(popped);
        popped.clear();
        return values;
    }

    /** Values below the last mark can only be taken together with it. */
    private int floor() {
        return marks.isEmpty() ? 0 : marks.peek();
    }

    private Pickled remembered(int key) {
        Pickled value = memo.get(key);
        if (value == null) {
            throw file.refuse(
                    ": the pickle recalls value %s, which it never stored.",
                    Integer.toUnsignedString(key));
        }
        return value;
    }

    private String text(int length) {
        if (length < 0 || length > in.remaining()) {
            throw file.refuse(
                    ": a text of the pickle claims %s bytes, %d are left.",
                    Integer.toUnsignedString(length), in.remaining());
        }
        try {
            String text = UTF_8.newDecoder().decode(in.slice(in.position(), length)).toString();
            in.position(in.position() + length);
            return text;
        } catch (CharacterCodingException e) {
            throw file.refuse(": a text of the pickle at byte %d is not UTF-8.", in.position());
        }
    }

    private String line() {
        int start = in.position();
        while (in.get() != '\n') {}
        int length = in.position() - 1 - start;
        in.position(start);
        String line = text(length);
        in.get(); // the line's end
        return line;
    }

    /** Two's complement, little-endian, of any length to 8 bytes. */
    private long longOfBytes(int length) {
        if (length > Long.BYTES) {
            throw file.refuse(
                    ": the pickle holds a number of %d bytes, at most 8 are read.", length);
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            value |= (long) unsigned(in.get()) << (8 * i);
        }
        int unused = Long.SIZE - 8 * length;
        return length == 0 ? 0 : value << unused >> unused;
    }

    private static int unsigned(byte value) {
        return value & 0xff;
    }
}
