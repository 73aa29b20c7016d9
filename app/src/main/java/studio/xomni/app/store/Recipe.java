package studio.xomni.app.store;

import studio.xomni.engine.pipeline.ImageRequest;

/**
 * All that was asked for: the same recipe on the same build and device gives the same pictures.
 *
 * @param request prompt, size, seed, count, sampling and painting
 * @param model which model draws
 * @param numbers in which numbers it is run
 */
public record Recipe(ImageRequest request, ModelSource model, NumberType numbers) {

    /** The same for another request. */
    public Recipe with(ImageRequest other) {
        return new Recipe(other, model, numbers);
    }
}
