package studio.xomni.app.gallery;

import studio.xomni.app.store.StoredPicture;

/** Which part of the library the gallery shows. */
public sealed interface Place {

    boolean holds(StoredPicture picture);

    /** The whole library. */
    record Everything() implements Place {
        @Override
        public boolean holds(StoredPicture picture) {
            return true;
        }
    }

    /** The pictures that are marked as favourites. */
    record Favourites() implements Place {
        @Override
        public boolean holds(StoredPicture picture) {
            return picture.favourite();
        }
    }

    /** The pictures that were deleted and can still be brought back. */
    record Trash() implements Place {
        @Override
        public boolean holds(StoredPicture picture) {
            return true;
        }
    }

    /** The pictures on a board. */
    record Board(String name) implements Place {
        @Override
        public boolean holds(StoredPicture picture) {
            return picture.boards().contains(name);
        }
    }
}
