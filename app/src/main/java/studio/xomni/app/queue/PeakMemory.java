package studio.xomni.app.queue;

import studio.xomni.app.store.Desk;
import studio.xomni.app.store.Recipe;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.pipeline.Machine;

/** The most memory that this program held while a job ran; looked at four times a second. */
public final class PeakMemory {

    private static final double EVERY = 0.25;

    private double lastLook = Double.NEGATIVE_INFINITY;
    private long peak;

    /** Looks, where it is time. */
    void look(double seconds) {
        if (seconds - lastLook >= EVERY) {
            lastLook = seconds;
            peak = Math.max(peak, Machine.resident());
        }
    }

    void keep(Desk desk, Recipe recipe) {
        if (peak > 0) {
            desk.put(key(recipe), Long.toString(peak));
        }
    }

    /** Bytes at the peak of the last job of this kind; 0 where none ran. */
    public static long kept(Desk desk, Recipe recipe) {
        return desk.get(key(recipe)).map(Long::parseLong).orElse(0L);
    }

    private static String key(Recipe recipe) {
        ImageRequest request = recipe.request();
        return "peak %s %s %s %d×%d"
                .formatted(
                        recipe.model(),
                        recipe.numbers().key(),
                        recipe.memory(),
                        request.width(),
                        request.height());
    }
}
