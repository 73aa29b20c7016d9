/**
 * Where the stages meet: text to picture, chat about pictures, pictures to tokens; progress and
 * cancelling.
 */
@NullMarked
package studio.xomni.engine.pipeline;

import org.jspecify.annotations.NullMarked;
