/** The only threads of the studio, and the only way back to JavaFX's own. */
@NullMarked
package studio.xomni.app.work;

import org.jspecify.annotations.NullMarked;
