/** The window around the screens: what every screen may say or ask through it. */
@NullMarked
package studio.xomni.app.shell;

import org.jspecify.annotations.NullMarked;
