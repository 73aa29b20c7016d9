package studio.xomni.app.create;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;

/**
 * A number of the form: a slider with a typed value.
 *
 * @see #value
 */
public final class Setting {

    private final String key;
    private final double standard;
    private final int decimals;
    private final Scale scale;
    private final DoubleProperty value;

    /**
     * @param key its name in texts and drafts
     * @param least the smallest value that can be typed
     * @param most the largest value that can be typed
     * @param standard the model's own
     * @param decimals shown and kept
     * @param scale of the slider
     */
    Setting(String key, double least, double most, double standard, int decimals, Scale scale) {
        this.key = key;
        this.standard = standard;
        this.decimals = decimals;
        this.scale = scale;
        this.value =
                new SimpleDoubleProperty(standard) {
                    @Override
                    public void set(double wanted) {
                        super.set(round(Math.max(least, Math.min(most, wanted))));
                    }
                };
    }

    private double round(double wanted) {
        double unit = Math.pow(10, decimals);
        return Math.rint(wanted * unit) / unit;
    }

    public String key() {
        return key;
    }

    /** The value; anything out of bounds becomes the nearest bound. */
    public DoubleProperty value() {
        return value;
    }

    public double get() {
        return value.get();
    }

    public void set(double wanted) {
        value.set(wanted);
    }

    public int decimals() {
        return decimals;
    }

    public Scale scale() {
        return scale;
    }

    /** Back to the model's own. */
    public void reset() {
        value.set(standard);
    }
}
