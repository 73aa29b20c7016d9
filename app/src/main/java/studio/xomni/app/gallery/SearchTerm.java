package studio.xomni.app.gallery;

import java.time.Instant;
import studio.xomni.app.store.StoredPicture;

/** One condition of a search; texts are folded as {@link Folded} does. */
sealed interface SearchTerm {

    boolean matches(Catalogue.Entry entry);

    /**
     * The words stand anywhere in the prompt, texts, model, settings, boards, file name or chats.
     */
    record Words(String text) implements SearchTerm {
        @Override
        public boolean matches(Catalogue.Entry entry) {
            return entry.text().contains(text) || entry.said().contains(text);
        }
    }

    /** Something was said about it in a chat that contains the text. */
    record Said(String text) implements SearchTerm {
        @Override
        public boolean matches(Catalogue.Entry entry) {
            return !entry.said().isEmpty() && entry.said().contains(text);
        }
    }

    record Seed(long seed) implements SearchTerm {
        @Override
        public boolean matches(Catalogue.Entry entry) {
            return entry.picture().seed() == seed;
        }
    }

    record ModelName(String text) implements SearchTerm {
        @Override
        public boolean matches(Catalogue.Entry entry) {
            return Folded.of(entry.picture().model()).contains(text);
        }
    }

    /** The rating lies between two numbers, both included. */
    record Rating(int least, int most) implements SearchTerm {
        @Override
        public boolean matches(Catalogue.Entry entry) {
            int rating = entry.picture().rating();
            return least <= rating && rating <= most;
        }
    }

    /** A board's name contains the text. */
    record BoardName(String text) implements SearchTerm {
        @Override
        public boolean matches(Catalogue.Entry entry) {
            return entry.picture().boards().stream()
                    .anyMatch(board -> Folded.of(board).contains(text));
        }
    }

    record Favourite(boolean wanted) implements SearchTerm {
        @Override
        public boolean matches(Catalogue.Entry entry) {
            return entry.picture().favourite() == wanted;
        }
    }

    /** Exactly this many pixels. */
    record Size(int width, int height) implements SearchTerm {
        @Override
        public boolean matches(Catalogue.Entry entry) {
            StoredPicture picture = entry.picture();
            return picture.width() == width && picture.height() == height;
        }
    }

    /** One of the texts on the poster contains the text. */
    record PosterText(String text) implements SearchTerm {
        @Override
        public boolean matches(Catalogue.Entry entry) {
            return entry.picture().texts().stream()
                    .anyMatch(poster -> Folded.of(poster).contains(text));
        }
    }

    record Before(Instant end) implements SearchTerm {
        @Override
        public boolean matches(Catalogue.Entry entry) {
            return entry.picture().created().isBefore(end);
        }
    }

    /** At this time or later. */
    record After(Instant start) implements SearchTerm {
        @Override
        public boolean matches(Catalogue.Entry entry) {
            return !entry.picture().created().isBefore(start);
        }
    }

    record Not(SearchTerm term) implements SearchTerm {
        @Override
        public boolean matches(Catalogue.Entry entry) {
            return !term.matches(entry);
        }
    }

    /** A field whose value is still being typed. */
    record Anything() implements SearchTerm {
        @Override
        public boolean matches(Catalogue.Entry entry) {
            return true;
        }
    }
}
