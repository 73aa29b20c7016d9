/**
 * Makes the packages for end users: a runtime by jlink, the program's image and the system's
 * package by jpackage. Run by the profile {@code dist}; no part of the program.
 */
@NullMarked
package studio.xomni.installer;

import org.jspecify.annotations.NullMarked;
