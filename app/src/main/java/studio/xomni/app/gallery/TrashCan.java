package studio.xomni.app.gallery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import studio.xomni.app.store.Pictures;
import studio.xomni.app.store.StoredPicture;

/** The pictures in the trash and how long each is kept. Never changes. */
final class TrashCan {

    static final TrashCan EMPTY = new TrashCan(Catalogue.EMPTY, Map.of());

    private final Catalogue pictures;
    private final Map<String, Instant> until;

    private TrashCan(Catalogue pictures, Map<String, Instant> until) {
        this.pictures = pictures;
        this.until = until;
    }

    static TrashCan of(List<Pictures.Trashed> trashed) {
        Map<String, Instant> until = new HashMap<>();
        trashed.forEach(one -> until.put(one.picture().id(), one.until()));
        return new TrashCan(
                Catalogue.of(trashed.stream().map(Pictures.Trashed::picture).toList()), until);
    }

    TrashCan without(Collection<String> ids) {
        return new TrashCan(pictures.without(ids), until);
    }

    Catalogue pictures() {
        return pictures;
    }

    /** Days that a picture is still kept, begun ones counted; empty where it is not here. */
    OptionalInt daysLeft(StoredPicture picture, Clock clock) {
        Instant end = until.get(picture.id());
        if (end == null) {
            return OptionalInt.empty();
        }
        Duration left = Duration.between(clock.instant(), end);
        return OptionalInt.of((int) Math.max(0, left.plusDays(1).minusMillis(1).toDays()));
    }
}
