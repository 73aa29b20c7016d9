package studio.xomni.engine.vision;

/**
 * Resizes pictures bit for bit as Pillow's {@code Image.resize(size, BICUBIC)} does.
 *
 * <p>Two passes, columns first, each a weighted sum in integers with the result rounded to 8 bits.
 * When a side shrinks, the filter widens with it (antialiasing). Source: Pillow, {@code
 * src/libImaging/Resample.c}.
 */
final class PillowResize {

    /** Fractional bits of a weight: 8 bits are left for the sample and 2 for overshoot. */
    private static final int PRECISION = 32 - 8 - 2;

    /** The parameter of Keys' cubic convolution. */
    private static final double A = -0.5;

    /** How far the filter reaches to each side, in source pixels when enlarging. */
    private static final double SUPPORT = 2;

    private PillowResize() {}

    /** The picture in the given size; the picture itself where that is its size. */
    static Picture bicubic(Picture picture, int width, int height) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "A picture cannot be resized to %d×%d (width × height)."
                            .formatted(width, height));
        }
        Picture wide = width == picture.width() ? picture : resizeRows(picture, width);
        return height == picture.height() ? wide : resizeColumns(wide, height);
    }

    private static Picture resizeRows(Picture picture, int width) {
        Weights weights = Weights.of(picture.width(), width);
        byte[] from = picture.rgb();
        byte[] rgb = new byte[Math.multiplyExact(3 * width, picture.height())];
        for (int y = 0; y < picture.height(); y++) {
            int row = 3 * y * picture.width();
            for (int x = 0; x < width; x++) {
                int at = row + 3 * weights.first[x];
                int to = 3 * (y * width + x);
                for (int c = 0; c < 3; c++) {
                    rgb[to + c] = weights.sum(x, from, at + c, 3);
                }
            }
        }
        return new Picture(width, picture.height(), rgb);
    }

    private static Picture resizeColumns(Picture picture, int height) {
        Weights weights = Weights.of(picture.height(), height);
        int stride = 3 * picture.width();
        byte[] rgb = new byte[Math.multiplyExact(stride, height)];
        for (int y = 0; y < height; y++) {
            int at = weights.first[y] * stride;
            for (int i = 0; i < stride; i++) {
                rgb[y * stride + i] = weights.sum(y, picture.rgb(), at + i, stride);
            }
        }
        return new Picture(picture.width(), height, rgb);
    }

    private static double filter(double offset) {
        double x = Math.abs(offset);
        if (x < 1) {
            return ((A + 2) * x - (A + 3)) * x * x + 1;
        }
        if (x < 2) {
            return (((x - 5) * x + 8) * x - 4) * A;
        }
        return 0;
    }

    /** For every output position of one side: where its source samples start, and their weights. */
    private static final class Weights {

        final int[] first;
        private final int[][] weights;

        private Weights(int size) {
            first = new int[size];
            weights = new int[size][];
        }

        static Weights of(int inSize, int outSize) {
            Weights result = new Weights(outSize);
            double scale = (double) inSize / outSize;
            double filterScale = Math.max(scale, 1);
            double support = SUPPORT * filterScale;
            for (int i = 0; i < outSize; i++) {
                double center = (i + 0.5) * scale;
                int first = Math.max((int) (center - support + 0.5), 0);
                int end = Math.min((int) (center + support + 0.5), inSize);
                result.first[i] = first;
                result.weights[i] = normalised(first, end, center, 1 / filterScale);
            }
            return result;
        }

        private static int[] normalised(int first, int end, double center, double step) {
            double[] values = new double[end - first];
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                values[i] = filter((i + first - center + 0.5) * step);
                sum += values[i];
            }
            int[] fixed = new int[values.length];
            for (int i = 0; i < values.length; i++) {
                double value = (sum == 0 ? values[i] : values[i] / sum) * (1 << PRECISION);
                fixed[i] = (int) (value < 0 ? value - 0.5 : value + 0.5);
            }
            return fixed;
        }

        /** The weighted sum for output position {@code i} of every {@code stride}-th byte. */
        byte sum(int i, byte[] bytes, int at, int stride) {
            int sum = 1 << (PRECISION - 1);
            int place = at;
            for (int weight : weights[i]) {
                sum += (bytes[place] & 255) * weight;
                place += stride;
            }
            return (byte) SampleColours.clip(sum >> PRECISION);
        }
    }
}
