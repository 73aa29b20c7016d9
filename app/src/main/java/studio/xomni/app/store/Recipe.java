package studio.xomni.app.store;

import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.pipeline.Memory;

/**
 * All that was asked for: the same recipe on the same build and device gives the same pictures.
 *
 * @param request prompt, size, seed, count, sampling and painting
 * @param model which model draws
 * @param numbers in which numbers it is run; the language model in int8 wherever memory is saved
 * @param memory which of its parts stay loaded
 */
public record Recipe(ImageRequest request, ModelSource model, NumberType numbers, Memory memory) {

    /** With all parts at hand. */
    public Recipe(ImageRequest request, ModelSource model, NumberType numbers) {
        this(request, model, numbers, Memory.FULL);
    }

    /** The same with another request. */
    public Recipe with(ImageRequest other) {
        return new Recipe(other, model, numbers, memory);
    }

    /** The same with less or more at hand. */
    public Recipe with(Memory other) {
        return new Recipe(request, model, numbers, other);
    }
}
