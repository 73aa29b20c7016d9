/** Tables of pictures that differ in two settings: ordered, looked at, exported as one picture. */
@NullMarked
package studio.xomni.app.sheet;

import org.jspecify.annotations.NullMarked;
