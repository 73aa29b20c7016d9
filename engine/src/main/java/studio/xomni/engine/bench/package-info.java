/** Measurements of speed and memory. Nothing else depends on them. */
@NullMarked
package studio.xomni.engine.bench;

import org.jspecify.annotations.NullMarked;
