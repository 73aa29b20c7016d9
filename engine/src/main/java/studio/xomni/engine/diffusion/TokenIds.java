package studio.xomni.engine.diffusion;

/** Ids that a text encoder is given: outside its vocabulary libtorch would read strange memory. */
final class TokenIds {

    private TokenIds() {}

    static void check(int[] ids, int vocabulary) {
        if (ids.length == 0) {
            throw new IllegalArgumentException("A text encoder wants 1 or more tokens, got 0.");
        }
        for (int id : ids) {
            if (id < 0 || id >= vocabulary) {
                throw new IllegalArgumentException(
                        "A token's id must be from 0 to %d, got %d.".formatted(vocabulary - 1, id));
            }
        }
    }
}
