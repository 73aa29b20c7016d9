/**
 * Prompts to ids and ids to text: the language model's tokenizer, the image markup, the chat
 * template, and the tokenizers of the two text encoders.
 *
 * <p>What a person typed is always plain text here: no control token can come out of it. Control
 * tokens enter a sequence only as ids, put there by {@link studio.xomni.engine.text.ImageMarkup}
 * and {@link studio.xomni.engine.text.ChatTemplate}.
 */
@NullMarked
package studio.xomni.engine.text;

import org.jspecify.annotations.NullMarked;
