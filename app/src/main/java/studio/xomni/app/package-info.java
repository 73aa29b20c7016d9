/** The desktop studio: where it starts and where its parts are put together. */
@NullMarked
package studio.xomni.app;

import org.jspecify.annotations.NullMarked;
