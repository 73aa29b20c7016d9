package studio.xomni.app.gallery;

/**
 * How the cells of the grid lie in its width.
 *
 * @param columns cells in a row
 * @param cellWidth pixels, the gap around the picture included
 * @param cellHeight pixels, the gap included
 */
record GridGeometry(int columns, double cellWidth, double cellHeight) {

    /** Pixels around the picture in a cell: room for the frame of a selected one. */
    static final double INSET = 5;

    GridGeometry {
        if (columns < 1 || cellWidth <= 0 || cellHeight <= 0) {
            throw new IllegalArgumentException(
                    "A grid needs a column and cells with an area, got %d of %f×%f."
                            .formatted(columns, cellWidth, cellHeight));
        }
    }

    /**
     * Fills a width with cells of about a size.
     *
     * @param width pixels
     * @param wanted pixels of a picture's longer side
     * @param shape width ÷ height of a cell's picture
     */
    static GridGeometry of(double width, double wanted, double shape) {
        double pictureWidth = shape < 1 ? wanted * shape : wanted;
        int columns = (int) Math.max(1, Math.round(width / (pictureWidth + 2 * INSET)));
        // Whole pixels, so that no picture is drawn between two of them.
        double cellWidth = Math.max(2 * INSET + 1, Math.floor(width / columns));
        return new GridGeometry(
                columns, cellWidth, Math.round((cellWidth - 2 * INSET) / shape + 2 * INSET));
    }

    /** Rows that a number of pictures fills. */
    int rows(int pictures) {
        return (pictures + columns - 1) / columns;
    }

    /** Pixels of the longer side of a picture. */
    double longerSide() {
        return Math.max(cellWidth, cellHeight) - 2 * INSET;
    }
}
