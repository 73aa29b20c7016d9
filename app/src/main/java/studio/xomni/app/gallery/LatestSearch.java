package studio.xomni.app.gallery;

import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import studio.xomni.app.work.Background;

/**
 * Searches in the background. Only the latest search that was asked for is told of; those before
 * end without searching where they have not begun. Used on JavaFX's thread.
 */
final class LatestSearch {

    private final Background thread;
    private final Consumer<? super Exception> failed;
    private final AtomicLong latest = new AtomicLong();

    /**
     * @param thread one of its own: a search does not wait for an import
     */
    LatestSearch(Background thread, Consumer<? super Exception> failed) {
        this.thread = thread;
        this.failed = failed;
    }

    /**
     * Searches.
     *
     * @param typed see {@link SearchQuery}
     * @param question number of the question, which the answer has
     * @param found takes what was found, unless something else is asked for meanwhile
     */
    void find(
            Catalogue all,
            String typed,
            Place where,
            Order sorted,
            long question,
            Consumer<Listing> found) {
        long number = latest.incrementAndGet();
        thread.run(
                () ->
                        number == latest.get()
                                ? Optional.of(listing(all, typed, where, sorted, question))
                                : Optional.<Listing>empty(),
                listing -> {
                    if (number == latest.get()) {
                        listing.ifPresent(found);
                    }
                },
                failed);
    }

    private static Listing listing(
            Catalogue all, String typed, Place where, Order sorted, long question) {
        SearchQuery query = SearchQuery.parse(typed, ZoneId.systemDefault());
        return new Listing(all.find(query, where, sorted), question);
    }
}
