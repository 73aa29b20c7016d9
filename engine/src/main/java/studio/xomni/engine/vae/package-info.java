/** Latents to pixels and back. */
@NullMarked
package studio.xomni.engine.vae;

import org.jspecify.annotations.NullMarked;
