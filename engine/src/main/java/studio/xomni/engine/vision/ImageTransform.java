package studio.xomni.engine.vision;

import studio.xomni.engine.error.ArgumentException;
import studio.xomni.engine.error.Sentence;
import studio.xomni.engine.error.UsageException;

/**
 * How a picture is brought to a size that the vision transformer takes, {@code
 * vision_config.transform} of a checkpoint's config.
 *
 * <p>Source: X-Omni, {@code create_anyres_preprocess} in {@code modeling_siglip_tokenizer.py}. Its
 * {@code random_ratio} serves training only.
 *
 * @param minShortSize pictures with a shorter short side are refused, pixels
 * @param shortSize pictures are enlarged until the short side has this length, pixels
 * @param longSize then reduced until the long side has this length, pixels
 * @param maxAspectRatio pictures with a larger ratio of long side to short side are refused
 * @param patchSize both sides become multiples of this, pixels
 * @param filtering whether {@code minShortSize} and {@code maxAspectRatio} are applied
 */
public record ImageTransform(
        int minShortSize,
        int shortSize,
        int longSize,
        double maxAspectRatio,
        int patchSize,
        boolean filtering) {

    private static final float MEAN = 0.5f;
    private static final float DEVIATION = 0.5f;
    private static final float[] NORMALISED = normalised();

    public ImageTransform {
        if (minShortSize < 0) {
            throw new ArgumentException(
                    Sentence.of("min_short_size must be at least 0, got %d.", minShortSize));
        }
        if (patchSize < 1) {
            throw new ArgumentException(
                    Sentence.of("patch_size must be at least 1, got %d.", patchSize));
        }
        if (shortSize < 1) {
            throw new ArgumentException(
                    Sentence.of("short_size must be at least 1, got %d.", shortSize));
        }
        if (longSize < patchSize) {
            throw new ArgumentException(
                    Sentence.of(
                            "long_size must be at least patch_size %d, got %d.",
                            patchSize, longSize));
        }
        if (!(maxAspectRatio >= 1)) {
            throw new ArgumentException(
                    Sentence.of("max_aspect_ratio must be at least 1, got %s.", maxAspectRatio));
        }
    }

    /**
     * A picture's size in pixels.
     *
     * @param width pixels in a row
     * @param height rows
     */
    public record Size(int width, int height) {}

    /**
     * The size that a picture is resized to, both sides multiples of {@link #patchSize}.
     *
     * @param width the picture's width in pixels
     * @param height its height
     * @throws UsageException where the picture is too small or too long
     */
    public Size targetSize(int width, int height) {
        requireUsable(width, height);
        double targetWidth = width;
        double targetHeight = height;
        double shortSide = Math.min(targetWidth, targetHeight);
        if (shortSide < shortSize) {
            targetWidth *= shortSize / shortSide;
            targetHeight *= shortSize / shortSide;
        }
        double longSide = Math.max(targetWidth, targetHeight);
        if (longSide > longSize) {
            targetWidth *= longSize / longSide;
            targetHeight *= longSize / longSide;
        }
        Size size = new Size(inPatches(targetWidth), inPatches(targetHeight));
        if (size.width < 1 || size.height < 1) {
            throw new UsageException(
                    Sentence.of(
                            "A picture of %d×%d pixels (width × height) is too long: reduced to a long side of %d, less than half a patch of %d is left of its short side.",
                            width, height, longSize, patchSize));
        }
        return size;
    }

    /**
     * The picture resized and normalised, float32.
     *
     * @throws UsageException where the picture is too small or too long
     */
    public Pixels apply(Picture picture) {
        Size size = targetSize(picture.width(), picture.height());
        byte[] rgb = PillowResize.bicubic(picture, size.width, size.height).rgb();
        int plane = size.width * size.height;
        float[] values = new float[3 * plane];
        for (int i = 0; i < plane; i++) {
            for (int c = 0; c < 3; c++) {
                values[c * plane + i] = NORMALISED[rgb[3 * i + c] & 255];
            }
        }
        return new Pixels(size.height, size.width, values);
    }

    private void requireUsable(int width, int height) {
        if (!filtering) {
            return;
        }
        int shortSide = Math.min(width, height);
        int longSide = Math.max(width, height);
        if (shortSide < minShortSize) {
            throw new UsageException(
                    Sentence.of(
                            "A picture of %d×%d pixels (width × height) is too small: its short side must have at least %d.",
                            width, height, minShortSize));
        }
        if ((double) longSide / shortSide > maxAspectRatio) {
            throw new UsageException(
                    Sentence.of(
                            "A picture of %d×%d pixels (width × height) is too long: its long side may be at most %s times its short side.",
                            width, height, maxAspectRatio));
        }
    }

    /** Halves go to the even number, as Python's {@code round} has it. */
    private int inPatches(double length) {
        return (int) Math.rint(length / patchSize) * patchSize;
    }

    /** What torchvision's ToTensor and Normalize make of each byte, in their float32 arithmetic. */
    private static float[] normalised() {
        float[] values = new float[256];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i / 255f - MEAN) / DEVIATION;
        }
        return values;
    }
}
