package studio.xomni.engine.pipeline;

import java.util.Arrays;
import java.util.Comparator;

/** Whether a machine has the memory for a model, told before any weights are loaded. */
public sealed interface Fit {

    /**
     * What a memory mode needs.
     *
     * @param bytes about
     */
    record Need(Memory memory, long bytes) {}

    /** What was asked for. */
    Need wanted();

    /** The machine that was asked about. */
    Machine machine();

    /** It fits as it was asked for. */
    record Fits(Need wanted, Machine machine) implements Fit {}

    /**
     * It does not, but another mode does.
     *
     * @param smaller of those that fit, the mode that keeps most at hand
     */
    record FitsIn(Need wanted, Need smaller, Machine machine) implements Fit {}

    /**
     * No mode fits.
     *
     * @param smallest what the mode that needs least needs
     */
    record TooLarge(Need wanted, Need smallest, Machine machine) implements Fit {}

    /**
     * Asks about a model on a machine.
     *
     * @param wanted the mode that is asked for
     */
    static Fit of(Footprint footprint, Memory wanted, Machine machine) {
        Need need = new Need(wanted, footprint.bytes(wanted));
        if (need.bytes <= machine.available()) {
            return new Fits(need, machine);
        }
        return Arrays.stream(Memory.values())
                .map(memory -> new Need(memory, footprint.bytes(memory)))
                .filter(other -> other.bytes <= machine.available())
                .findFirst()
                .<Fit>map(smaller -> new FitsIn(need, smaller, machine))
                .orElseGet(
                        () ->
                                Arrays.stream(Memory.values())
                                        .map(memory -> new Need(memory, footprint.bytes(memory)))
                                        .min(Comparator.comparingLong(Need::bytes))
                                        .<Fit>map(smallest -> new TooLarge(need, smallest, machine))
                                        .orElseThrow());
    }
}
