/** The queue: what is drawn, in which order, and how far it is. */
@NullMarked
package studio.xomni.app.queue;

import org.jspecify.annotations.NullMarked;
