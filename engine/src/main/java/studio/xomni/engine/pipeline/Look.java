package studio.xomni.engine.pipeline;

import java.util.function.Consumer;
import studio.xomni.engine.diffusion.Painting;
import studio.xomni.engine.vision.ImageTokens;
import studio.xomni.engine.vision.Picture;

/** How a painting is looked at while it is made. */
interface Look {

    /** Not at all: nothing is computed. */
    Look NONE = painting -> new Watch() {};

    /** What watches one painting. */
    interface Watch {

        /** A step was taken. */
        default void step(int picture, Consumer<Progress> progress) {}

        /** All steps were taken, and this is the picture. */
        default void finished(ImageTokens tokens, Picture picture) {}
    }

    /** Begins to watch a painting of which no step is taken. */
    Watch watch(Painting painting);

    /** By previews, after each step; they learn from the finished picture. */
    static Look by(Previews previews) {
        return painting -> new Coarse(previews, painting);
    }

    /** The latents before and after the last step tell where the painting leads. */
    final class Coarse implements Watch {
        private final Previews previews;
        private final Painting painting;
        private float[] values;

        private Coarse(Previews previews, Painting painting) {
            this.previews = previews;
            this.painting = painting;
            this.values = painting.values();
        }

        /**
         * {@inheritDoc}
         *
         * <p>Latents are full of noise until the last step. Shown is where the step leads: the
         * straight line through its two ends, up to where no noise is left.
         */
        @Override
        public void step(int picture, Consumer<Progress> progress) {
            float[] before = values;
            values = painting.values();
            float[] sigmas = painting.schedule().sigmas();
            float from = sigmas[painting.done() - 1];
            float to = sigmas[painting.done()];
            float[] ahead = values.clone();
            for (int i = 0; i < ahead.length; i++) {
                ahead[i] += to / (from - to) * (values[i] - before[i]);
            }
            previews.painting(ahead, 2 * painting.rows(), 2 * painting.columns())
                    .ifPresent(rgb -> progress.accept(new Progress.Preview(picture, rgb)));
        }

        @Override
        public void finished(ImageTokens tokens, Picture picture) {
            previews.learn(tokens, values, picture);
        }
    }
}
