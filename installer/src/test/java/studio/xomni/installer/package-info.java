@NullMarked
package studio.xomni.installer;

import org.jspecify.annotations.NullMarked;
