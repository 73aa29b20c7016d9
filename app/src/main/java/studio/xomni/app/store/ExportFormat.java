package studio.xomni.app.store;

/** As what kind of file a picture is handed out. */
public sealed interface ExportFormat {

    /** The end of the file's name, without the dot. */
    String ending();

    /** Without loss; a PNG stays what it is, pixel by pixel. */
    record Png() implements ExportFormat {
        @Override
        public String ending() {
            return "png";
        }
    }

    /**
     * Smaller, with a loss.
     *
     * @param quality 1 to 100
     */
    record Jpeg(int quality) implements ExportFormat {

        /** The best quality. */
        public static final int BEST = 100;

        public Jpeg {
            if (quality < 1 || quality > BEST) {
                throw new IllegalArgumentException(
                        "The quality of a JPEG is from 1 to %d, got %d.".formatted(BEST, quality));
            }
        }

        @Override
        public String ending() {
            return "jpg";
        }
    }
}
