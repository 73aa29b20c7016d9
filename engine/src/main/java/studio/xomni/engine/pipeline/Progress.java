package studio.xomni.engine.pipeline;

import studio.xomni.engine.vision.Picture;

/** What running work tells its listener, on the thread that works. */
public sealed interface Progress {

    /**
     * A part of the model is being loaded.
     *
     * @param part its name, such as "language model"
     */
    record Loading(String part) implements Progress {}

    /**
     * The prompt or the picture is being read.
     *
     * @param ids how many ids it has
     */
    record Reading(int ids) implements Progress {}

    /**
     * Tokens are being written.
     *
     * @param done tokens of each picture so far
     * @param total tokens of each picture
     */
    record Writing(int done, int total) implements Progress {}

    /**
     * A row of a picture is written and was read back from the device.
     *
     * @param picture index of the picture in its batch
     * @param row index of the row
     * @param codes the row's image codes, from 0
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Row(int picture, int row, int[] codes) implements Progress {}

    /**
     * A picture is being painted.
     *
     * @param picture index of the picture in its batch
     * @param done steps taken
     * @param total all steps
     */
    record Painting(int picture, int done, int total) implements Progress {}

    /**
     * A coarse picture of a painting after a step, where {@link TextToImage#withPreviews} asks for
     * it.
     *
     * @param picture index of the picture in its batch
     * @param rgb one pixel for each latent, an eighth of the picture's sides
     */
    record Preview(int picture, Picture rgb) implements Progress {}

    /**
     * A painted picture's latents are being turned into pixels.
     *
     * @param picture index of the picture in its batch
     */
    record Decoding(int picture) implements Progress {}
}
