package studio.xomni.app.queue;

import com.google.gson.Gson;
import com.google.gson.JsonSyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import studio.xomni.app.store.Recipe;
import studio.xomni.engine.pipeline.Memory;

/**
 * How long the stages of a job take, learned from those that ran: by model, numbers, memory mode,
 * size and count.
 *
 * @param token seconds to write one token of each picture of the batch, with an empty cache
 * @param growth seconds that a token takes longer for each token before it
 * @param step seconds of one painting step of one picture
 * @param decode seconds from the last step to the pixels
 */
public record Pace(double token, double growth, double step, double decode) {

    /** The weight of the latest run in what is kept. */
    private static final double LATEST = 0.5;

    /** Before anything ran: the proportions of the built-in model on a processor. */
    static final Pace UNKNOWN = new Pace(0.004, 0.000002, 0.25, 0.7);

    /** Seconds that writing takes from one token to another. */
    double writing(int from, int to) {
        return token * (to - from) + growth * ((double) to * to - (double) from * from) / 2;
    }

    /** Seconds that painting one picture takes. */
    double painting(int steps) {
        return step * steps + decode;
    }

    /** This pace after one more run. */
    Pace learned(Pace run) {
        if (equals(UNKNOWN)) {
            return run;
        }
        return new Pace(
                mix(token, run.token),
                mix(growth, run.growth),
                mix(step, run.step),
                mix(decode, run.decode));
    }

    private static double mix(double old, double latest) {
        return old + LATEST * (latest - old);
    }

    /** What a pace is learned for. */
    static String key(Recipe recipe) {
        return "pace %s %s%s %d×%d ×%d"
                .formatted(
                        recipe.model(),
                        recipe.numbers().key(),
                        recipe.memory() == Memory.FULL ? "" : " " + recipe.memory(),
                        recipe.request().width(),
                        recipe.request().height(),
                        recipe.request().count());
    }

    String toJson() {
        return new Gson().toJson(Map.of("t", token, "g", growth, "s", step, "d", decode));
    }

    /** Empty where the text is none of ours. */
    static Optional<Pace> fromJson(String json) {
        try {
            Map<?, ?> values = new Gson().fromJson(json, HashMap.class);
            if (values == null) {
                return Optional.empty();
            }
            return Optional.of(
                    new Pace(
                            number(values, "t"),
                            number(values, "g"),
                            number(values, "s"),
                            number(values, "d")));
        } catch (JsonSyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static double number(Map<?, ?> values, String key) {
        if (values.get(key) instanceof Double number && number >= 0) {
            return number;
        }
        throw new IllegalArgumentException(key + " is no duration");
    }
}
