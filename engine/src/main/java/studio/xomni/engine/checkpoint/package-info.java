/**
 * What a model's files say: configuration values, and where each tensor lies. No tensor is made
 * here.
 */
@NullMarked
package studio.xomni.engine.checkpoint;

import org.jspecify.annotations.NullMarked;
