/** Guide: help inside the window, from {@code guide/guide_LANGUAGE.md} in {@code assets}. */
@NullMarked
package studio.xomni.app.guide;

import org.jspecify.annotations.NullMarked;
