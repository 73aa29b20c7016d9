/**
 * Semantic vectors to latents: the FLUX-style decoder in its two kinds, its schedule, and the text
 * encoders of the English kind.
 */
@NullMarked
package studio.xomni.engine.diffusion;

import org.jspecify.annotations.NullMarked;
