/** Create: the form that asks for a picture, and the canvas that shows it. */
@NullMarked
package studio.xomni.app.create;

import org.jspecify.annotations.NullMarked;
