/** The language model: ids in, image tokens or text ids out. */
@NullMarked
package studio.xomni.engine.language;

import org.jspecify.annotations.NullMarked;
