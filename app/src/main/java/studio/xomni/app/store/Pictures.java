package studio.xomni.app.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.xomni.engine.vision.Picture;

/** The pictures of the library. For any thread; calls block on the disk. */
public interface Pictures {

    /**
     * Keeps a finished picture: first its PNG (temporary name, fsync, atomic move), then its row,
     * then the checkpoint, then the journal.
     *
     * @throws StoreException when it cannot be written; nothing is left behind then
     */
    StoredPicture add(Picture picture, PictureMetadata metadata);

    /** The newest pictures first, at most so many: what is shown at once. */
    List<StoredPicture> newest(int most);

    /** All pictures, the newest first. */
    List<StoredPicture> all();

    Optional<StoredPicture> find(String id);

    /** JPEG or PNG bytes of at most 256 × 256 pixels; empty for an unknown id. */
    Optional<byte[]> thumbnail(String id);

    /** What the picture's file says of itself; empty where it says nothing. */
    Optional<PictureMetadata> metadata(String id);

    /** What was said about pictures in chats, by their ids: for the search. */
    default Map<String, String> said() {
        return Map.of();
    }

    void rate(Collection<String> ids, int rating);

    void setFavourite(Collection<String> ids, boolean favourite);

    /** Names of all boards, sorted. */
    List<String> boards();

    /** Puts pictures on a board, which is made where there is none of that name. */
    void addToBoard(Collection<String> ids, String board);

    void removeFromBoard(Collection<String> ids, String board);

    /** Gives a board another name; with that of another board both become one. */
    void renameBoard(String board, String name);

    /** Takes a board away. Its pictures stay; those in the trash come back with it. */
    void removeBoard(String board);

    /** Moves files to the trash; {@link #restore} undoes it for 30 days. */
    void trash(Collection<String> ids);

    /** What lies in the trash, the latest first. */
    List<Trashed> trashed();

    /** Brings pictures back from the trash with rating, marks and boards. */
    void restore(Collection<String> ids);

    /**
     * Copies pictures into the library; one that is there already (by SHA-256 or id) is not
     * doubled. What is no picture is refused alone.
     *
     * @param files pictures, or folders whose pictures are meant
     */
    Imported importFiles(List<Path> files);

    /** How many pictures {@link #importFiles} would look at. */
    int countImportable(List<Path> files);

    /**
     * A picture in the trash.
     *
     * @param picture with its file where it lies now
     * @param since when it went there
     * @param until when it is deleted, at the first start after
     */
    record Trashed(StoredPicture picture, Instant since, Instant until) {}

    /**
     * What an import did.
     *
     * @param added new pictures
     * @param known pictures that were there already
     * @param refused one plain sentence for each file that was not taken
     */
    record Imported(List<StoredPicture> added, List<StoredPicture> known, List<String> refused) {

        public Imported {
            added = List.copyOf(added);
            known = List.copyOf(known);
            refused = List.copyOf(refused);
        }
    }
}
