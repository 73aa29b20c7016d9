package studio.xomni.engine.torch;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.xomni.engine.error.Sentence;
import studio.xomni.engine.error.UsageException;

/** Where tensors live and are computed. */
public sealed interface Device {

    /** The processor, with all of its cores. */
    record Cpu() implements Device {
        @Override
        public String toString() {
            return "cpu";
        }
    }

    /**
     * An NVIDIA card.
     *
     * @param index number of the card, from 0
     */
    record Cuda(int index) implements Device {
        public Cuda {
            if (index < 0) {
                throw new IllegalArgumentException(
                        "A card's number is 0 or more, got " + index + ".");
            }
        }

        @Override
        public String toString() {
            return "cuda:" + index;
        }
    }

    /**
     * Reads {@code cpu}, {@code cuda} or {@code cuda:N}.
     *
     * @throws UsageException when the text names no device
     */
    static Device parse(String text) {
        if (text.equals("cpu")) {
            return new Cpu();
        }
        Matcher cuda = Pattern.compile("cuda(?::(\\d{1,3}))?").matcher(text);
        if (cuda.matches()) {
            return new Cuda(cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1)));
        }
        throw new UsageException(
                Sentence.of("The device must be cpu or cuda:N, got \"%s\".", text));
    }
}
