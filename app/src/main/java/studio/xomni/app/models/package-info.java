/** Models: which there are, what they can do, and the one that is open. */
@NullMarked
package studio.xomni.app.models;

import org.jspecify.annotations.NullMarked;
