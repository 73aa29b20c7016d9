/**
 * What the studio keeps: pictures as files, everything about them in a database that can be made
 * anew from the files and the journal. No JavaFX; every call may block on the disk and belongs on a
 * background thread.
 */
@NullMarked
package studio.xomni.app.store;

import org.jspecify.annotations.NullMarked;
