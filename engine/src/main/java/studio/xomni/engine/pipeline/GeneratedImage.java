package studio.xomni.engine.pipeline;

import studio.xomni.engine.vision.ImageTokens;
import studio.xomni.engine.vision.Picture;

/**
 * A picture with the tokens it was painted from.
 *
 * @param picture the pixels
 * @param tokens the tokens
 * @param seed the seed that the tokens were drawn with
 */
public record GeneratedImage(Picture picture, ImageTokens tokens, long seed) {}
