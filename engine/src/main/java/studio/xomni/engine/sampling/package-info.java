/**
 * How the next token is chosen: settings and their limits. The filters run inside the language
 * model's program.
 */
@NullMarked
package studio.xomni.engine.sampling;

import org.jspecify.annotations.NullMarked;
