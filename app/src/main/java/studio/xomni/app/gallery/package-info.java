/**
 * The gallery: all pictures of the library, found, sorted, marked, compared and handed to other
 * screens. Models ({@code *Model}, {@link studio.xomni.app.gallery.GalleryCommands}) hold what is
 * shown and what can be done; views draw it.
 */
@NullMarked
package studio.xomni.app.gallery;

import org.jspecify.annotations.NullMarked;
