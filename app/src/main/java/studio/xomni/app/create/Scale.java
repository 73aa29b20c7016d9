package studio.xomni.app.create;

/** How a slider's way, 0 to 1, is shared out among values. */
public sealed interface Scale {

    /** The value at a place of the slider. */
    double value(double place);

    /** The place of a value. */
    double place(double value);

    /** Even steps. */
    record Linear(double least, double most) implements Scale {
        @Override
        public double value(double place) {
            return least + place * (most - least);
        }

        @Override
        public double place(double value) {
            return (value - least) / (most - least);
        }
    }

    /** Finer near zero: the value is the square of the way, from 0. */
    record SquareRoot(double most) implements Scale {
        @Override
        public double value(double place) {
            return most * place * place;
        }

        @Override
        public double place(double value) {
            return Math.sqrt(value / most);
        }
    }

    /** Even ratios, with 0 at the left end. */
    record Logarithmic(double most) implements Scale {
        @Override
        public double value(double place) {
            return Math.expm1(place * Math.log1p(most));
        }

        @Override
        public double place(double value) {
            return Math.log1p(value) / Math.log1p(most);
        }
    }
}
