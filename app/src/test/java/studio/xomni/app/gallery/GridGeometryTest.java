package studio.xomni.app.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GridGeometryTest {

    @Test
    void aTabHoldsThreePostersBesideEachOther() {
        assertEquals(3, GridGeometry.of(330, 138, 0.75).columns());
    }

    @Property
    void cellsFillTheWidthAndNeverMore(
            @ForAll @DoubleRange(min = 1, max = 4000) double width,
            @ForAll @DoubleRange(min = 72, max = 256) double wanted,
            @ForAll @DoubleRange(min = 0.75, max = 1.34) double shape) {
        GridGeometry geometry = GridGeometry.of(width, wanted, shape);
        double used = geometry.columns() * geometry.cellWidth();
        assertTrue(used <= Math.max(width, 2 * GridGeometry.INSET + 1), geometry.toString());
        assertTrue(width - used < geometry.columns(), geometry.toString());
    }

    @Property
    void everyPictureHasARow(@ForAll @IntRange(max = 60_000) int pictures) {
        GridGeometry geometry = GridGeometry.of(330, 138, 0.75);
        int room = geometry.rows(pictures) * geometry.columns();
        assertTrue(room >= pictures && room < pictures + geometry.columns());
    }
}
