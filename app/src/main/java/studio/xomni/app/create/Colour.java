package studio.xomni.app.create;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A colour of a picture, in sRGB.
 *
 * @param rgb red, green and blue, 8 bits each
 */
record Colour(int rgb) {

    private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{6}");

    /** The light that CIE 1931 calls D65: X, Y and Z of white. */
    private static final double[] WHITE = {0.95047, 1, 1.08883};

    /** From linear sRGB to CIE XYZ (IEC 61966-2-1). */
    private static final double[][] XYZ = {
        {0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}
    };

    Colour {
        rgb &= 0xffffff;
    }

    /** Such as {@code #1a2b3c}. */
    String hex() {
        return String.format(Locale.ROOT, "#%06x", rgb);
    }

    /** A colour as it is written; empty where it is not six digits after a #. */
    static Optional<Colour> parse(String hex) {
        return HEX.matcher(hex).matches()
                ? Optional.of(new Colour(Integer.parseInt(hex.substring(1), 16)))
                : Optional.empty();
    }

    /**
     * The name of the colour that looks most like this one.
     *
     * @param palette colours as {@code #rrggbb} by name
     */
    Optional<String> nearest(Map<String, String> palette) {
        return palette.entrySet().stream()
                .filter(entry -> parse(entry.getValue()).isPresent())
                .min(
                        Comparator.comparingDouble(
                                entry -> distance(parse(entry.getValue()).orElseThrow())))
                .map(Map.Entry::getKey);
    }

    /** How different two colours look: ΔE*ab of CIE 1976. */
    double distance(Colour other) {
        double[] one = lab();
        double[] two = other.lab();
        return Math.sqrt(
                Math.pow(one[0] - two[0], 2)
                        + Math.pow(one[1] - two[1], 2)
                        + Math.pow(one[2] - two[2], 2));
    }

    private double[] lab() {
        double[] linear = {linear(rgb >> 16), linear(rgb >> 8 & 0xff), linear(rgb & 0xff)};
        double[] f = new double[3];
        for (int i = 0; i < 3; i++) {
            double sum = 0;
            for (int j = 0; j < 3; j++) {
                sum += XYZ[i][j] * linear[j];
            }
            double t = sum / WHITE[i];
            f[i] = t > Math.pow(6.0 / 29, 3) ? Math.cbrt(t) : t * 841 / 108 + 4.0 / 29;
        }
        return new double[] {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
    }

    private static double linear(int value) {
        double v = value / 255.0;
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }
}
