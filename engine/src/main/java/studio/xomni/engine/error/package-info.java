/** The few errors of the engine, and the sentences that they say. */
@NullMarked
package studio.xomni.engine.error;

import org.jspecify.annotations.NullMarked;
