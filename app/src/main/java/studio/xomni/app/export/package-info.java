/** Pictures for other people: files in a folder, with or without what they say of themselves. */
@NullMarked
package studio.xomni.app.export;

import org.jspecify.annotations.NullMarked;
