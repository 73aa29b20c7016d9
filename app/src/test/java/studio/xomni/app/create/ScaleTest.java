package studio.xomni.app.create;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

class ScaleTest {

    @Property
    void everyPlaceOfTheSliderIsThePlaceOfItsValue(
            @ForAll("scales") Scale scale, @ForAll @DoubleRange(min = 0, max = 1) double place) {
        assertEquals(place, scale.place(scale.value(place)), 1e-9);
    }

    @Property
    void theEndsAreTheBounds(@ForAll("scales") Scale scale) {
        assertEquals(0, scale.place(scale.value(0)), 1e-12);
        assertEquals(1, scale.place(scale.value(1)), 1e-12);
    }

    @Provide
    Arbitrary<Scale> scales() {
        return Arbitraries.of(
                new Scale.Linear(0.1, 2), new Scale.SquareRoot(0.5), new Scale.Logarithmic(2000));
    }
}
