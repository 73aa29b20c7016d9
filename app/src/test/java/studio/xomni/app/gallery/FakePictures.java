package studio.xomni.app.gallery;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import studio.xomni.app.store.PictureMetadata;
import studio.xomni.app.store.Pictures;
import studio.xomni.app.store.StoreException;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.engine.pipeline.Memory;
import studio.xomni.engine.vision.Picture;

/** A library in memory: a test double. */
final class FakePictures implements Pictures {

    final Map<String, StoredPicture> trashed = new LinkedHashMap<>();

    /** Thumbnails that were asked for. */
    final AtomicInteger thumbnailsRead = new AtomicInteger();

    /** What an import says that it was given. */
    final List<Path> imported = new ArrayList<>();

    private final Map<String, StoredPicture> pictures = new LinkedHashMap<>();
    private final TreeSet<String> boards = new TreeSet<>();
    private Function<String, Optional<byte[]>> thumbnails = id -> Optional.empty();
    private Map<String, String> said = Map.of();
    private @Nullable Memory paintedIn;
    private boolean broken;
    private int importable = 1;

    FakePictures(List<StoredPicture> all) {
        all.forEach(picture -> pictures.put(picture.id(), picture));
        all.forEach(picture -> boards.addAll(picture.boards()));
    }

    /** From now on every change fails. */
    void breakDown() {
        broken = true;
    }

    void setThumbnails(Function<String, Optional<byte[]>> source) {
        thumbnails = source;
    }

    /** Lets all pictures say that another memory mode painted them than they were to have. */
    void setPaintedIn(Memory mode) {
        paintedIn = mode;
    }

    void setSaid(Map<String, String> texts) {
        said = texts;
    }

    @Override
    public Map<String, String> said() {
        return said;
    }

    void setImportable(int count) {
        importable = count;
    }

    synchronized void put(StoredPicture picture) {
        pictures.put(picture.id(), picture);
    }

    synchronized void forget(String id) {
        pictures.remove(id);
    }

    @Override
    public StoredPicture add(Picture picture, PictureMetadata metadata) {
        throw new UnsupportedOperationException("not needed by the gallery");
    }

    @Override
    public synchronized List<StoredPicture> newest(int most) {
        return all().stream().limit(most).toList();
    }

    @Override
    public synchronized List<StoredPicture> all() {
        List<StoredPicture> all = new ArrayList<>(pictures.values());
        all.sort((one, other) -> other.created().compareTo(one.created()));
        return all;
    }

    @Override
    public synchronized Optional<StoredPicture> find(String id) {
        return Optional.ofNullable(pictures.get(id));
    }

    @Override
    public Optional<byte[]> thumbnail(String id) {
        thumbnailsRead.incrementAndGet();
        return thumbnails.apply(id);
    }

    @Override
    public synchronized Optional<PictureMetadata> metadata(String id) {
        return find(id).map(picture -> Samples.metadata(picture, paintedIn));
    }

    @Override
    public void rate(Collection<String> ids, int rating) {
        change(ids, picture -> Marks.rated(picture, rating));
    }

    @Override
    public void setFavourite(Collection<String> ids, boolean favourite) {
        change(ids, picture -> Marks.favourite(picture, favourite));
    }

    @Override
    public synchronized List<String> boards() {
        return List.copyOf(boards);
    }

    @Override
    public synchronized void addToBoard(Collection<String> ids, String board) {
        change(ids, picture -> Marks.onBoard(picture, board));
        boards.add(board);
    }

    @Override
    public synchronized void removeFromBoard(Collection<String> ids, String board) {
        change(ids, picture -> Marks.offBoard(picture, board));
    }

    @Override
    public synchronized void renameBoard(String board, String name) {
        refuseWhenBroken();
        boards.remove(board);
        boards.add(name);
        pictures.replaceAll(
                (id, picture) ->
                        picture.boards().contains(board)
                                ? Marks.onBoard(Marks.offBoard(picture, board), name)
                                : picture);
    }

    @Override
    public synchronized void removeBoard(String board) {
        refuseWhenBroken();
        boards.remove(board);
        pictures.replaceAll((id, picture) -> Marks.offBoard(picture, board));
    }

    @Override
    public synchronized List<Trashed> trashed() {
        return trashed.values().stream()
                .map(
                        picture ->
                                new Trashed(
                                        picture,
                                        Instant.now(),
                                        Instant.now().plus(Duration.ofDays(12))))
                .toList();
    }

    @Override
    public synchronized void trash(Collection<String> ids) {
        refuseWhenBroken();
        for (String id : ids) {
            StoredPicture picture = pictures.remove(id);
            if (picture != null) {
                trashed.put(id, picture);
            }
        }
    }

    @Override
    public synchronized void restore(Collection<String> ids) {
        refuseWhenBroken();
        for (String id : ids) {
            StoredPicture picture = trashed.remove(id);
            if (picture != null) {
                pictures.put(id, picture);
            }
        }
    }

    @Override
    public synchronized Imported importFiles(List<Path> files) {
        refuseWhenBroken();
        imported.addAll(files);
        StoredPicture added = Samples.picture(1_000_000 + imported.size(), "imported");
        put(added);
        return new Imported(List.of(added), List.of(), List.of("notes.txt is not a picture."));
    }

    @Override
    public int countImportable(List<Path> files) {
        return importable;
    }

    private synchronized void change(Collection<String> ids, UnaryOperator<StoredPicture> change) {
        refuseWhenBroken();
        ids.forEach(id -> pictures.computeIfPresent(id, (key, picture) -> change.apply(picture)));
    }

    private void refuseWhenBroken() {
        if (broken) {
            throw new StoreException(
                    StoreException.Kind.FOLDER, "The pictures folder is gone; nothing was lost.");
        }
    }
}
