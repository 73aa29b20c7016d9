/** Pictures in: reading, resizing, the vision transformer and the codebook. */
@NullMarked
package studio.xomni.engine.vision;

import org.jspecify.annotations.NullMarked;
