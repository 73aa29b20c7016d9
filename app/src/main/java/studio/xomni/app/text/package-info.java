/** The words that users read, in their language. */
@NullMarked
package studio.xomni.app.text;

import org.jspecify.annotations.NullMarked;
