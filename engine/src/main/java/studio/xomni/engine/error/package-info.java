/** The few errors of the engine. */
@NullMarked
package studio.xomni.engine.error;

import org.jspecify.annotations.NullMarked;
