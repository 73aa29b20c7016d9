package studio.xomni.app.store;

import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/**
 * Changes of {@link Pictures}. Marks and boards are kept by the picture's id, whether or not its
 * file is there.
 */
sealed interface PictureChange extends Change {

    /** A picture's file and row are there. Its row is made from the file, not from this line. */
    record Added(String id, String file) implements PictureChange {
        public Added {
            Objects.requireNonNull(id);
            Objects.requireNonNull(file);
        }

        @Override
        public void apply(Handle handle) {}
    }

    /** Pictures got a rating, 0 to 5. */
    record Rated(List<String> ids, int rating) implements PictureChange {
        public Rated {
            ids = List.copyOf(ids);
            if (rating < 0 || rating > StoredPicture.MOST_STARS) {
                throw new IllegalArgumentException(
                        "A rating is from 0 to %d, got %d."
                                .formatted(StoredPicture.MOST_STARS, rating));
            }
        }

        @Override
        public void apply(Handle handle) {
            for (String id : ids) {
                handle.execute(
                        "MERGE INTO marks (picture, rating) KEY (picture) VALUES (?, ?)",
                        id,
                        rating);
            }
        }
    }

    /** Pictures were marked as favourites, or not. */
    record Favourite(List<String> ids, boolean favourite) implements PictureChange {
        public Favourite {
            ids = List.copyOf(ids);
        }

        @Override
        public void apply(Handle handle) {
            for (String id : ids) {
                handle.execute(
                        "MERGE INTO marks (picture, favourite) KEY (picture) VALUES (?, ?)",
                        id,
                        favourite);
            }
        }
    }

    /** Pictures were put on a board, or a board was made. */
    record OnBoard(List<String> ids, String board) implements PictureChange {
        public OnBoard {
            ids = List.copyOf(ids);
            if (board.isBlank()) {
                throw new IllegalArgumentException("A board needs a name.");
            }
        }

        @Override
        public void apply(Handle handle) {
            handle.execute("MERGE INTO boards (name) KEY (name) VALUES (?)", board);
            for (String id : ids) {
                handle.execute(
                        "MERGE INTO board_pictures (board, picture) KEY (board, picture)"
                                + " VALUES (?, ?)",
                        board,
                        id);
            }
        }
    }

    /** Pictures were taken from a board; the last one takes the board with it. */
    record OffBoard(List<String> ids, String board) implements PictureChange {
        public OffBoard {
            ids = List.copyOf(ids);
            Objects.requireNonNull(board);
        }

        @Override
        public void apply(Handle handle) {
            for (String id : ids) {
                handle.execute(
                        "DELETE FROM board_pictures WHERE board = ? AND picture = ?", board, id);
            }
            handle.execute(
                    "DELETE FROM boards WHERE name = ?"
                            + " AND NOT EXISTS (SELECT 1 FROM board_pictures WHERE board = ?)",
                    board,
                    board);
        }
    }

    /** A board got another name; where a board of that name is there already, both become one. */
    record BoardRenamed(String board, String name) implements PictureChange {
        public BoardRenamed {
            Objects.requireNonNull(board);
            if (name.isBlank()) {
                throw new IllegalArgumentException("A board needs a name.");
            }
        }

        @Override
        public void apply(Handle handle) {
            List<String> pictures =
                    handle.createQuery("SELECT picture FROM board_pictures WHERE board = ?")
                            .bind(0, board)
                            .mapTo(String.class)
                            .list();
            int known = handle.execute("DELETE FROM boards WHERE name = ?", board);
            handle.execute("DELETE FROM board_pictures WHERE board = ?", board);
            if (known > 0) {
                new OnBoard(pictures, name).apply(handle);
            }
        }
    }

    /** A board was taken away; its pictures stay. */
    record BoardRemoved(String board) implements PictureChange {
        public BoardRemoved {
            Objects.requireNonNull(board);
        }

        @Override
        public void apply(Handle handle) {
            handle.execute("DELETE FROM board_pictures WHERE board = ?", board);
            handle.execute("DELETE FROM boards WHERE name = ?", board);
        }
    }

    /** Pictures went to the trash. */
    record Trashed(List<String> ids, long time) implements PictureChange {
        public Trashed {
            ids = List.copyOf(ids);
        }

        @Override
        public void apply(Handle handle) {
            for (String id : ids) {
                handle.execute("UPDATE pictures SET trashed = ? WHERE id = ?", time, id);
            }
        }
    }

    /** A picture came back from the trash with what was known of it. */
    record Restored(String id, boolean favourite, int rating, List<String> boards)
            implements PictureChange {
        public Restored {
            Objects.requireNonNull(id);
            boards = List.copyOf(boards);
        }

        @Override
        public void apply(Handle handle) {
            handle.execute("UPDATE pictures SET trashed = NULL WHERE id = ?", id);
            new Rated(List.of(id), rating).apply(handle);
            new Favourite(List.of(id), favourite).apply(handle);
            for (String board : boards) {
                new OnBoard(List.of(id), board).apply(handle);
            }
        }
    }

    /** Pictures left the trash for good. */
    record Purged(List<String> ids) implements PictureChange {
        public Purged {
            ids = List.copyOf(ids);
        }

        @Override
        public void apply(Handle handle) {
            for (String id : ids) {
                handle.execute("DELETE FROM pictures WHERE id = ?", id);
                handle.execute("DELETE FROM thumbnails WHERE picture = ?", id);
                handle.execute("DELETE FROM marks WHERE picture = ?", id);
                handle.execute("DELETE FROM board_pictures WHERE picture = ?", id);
            }
        }
    }
}
