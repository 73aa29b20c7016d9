package studio.xomni.app.store;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Pictures of one recipe with one seed that differ in two settings: a table of rows and columns.
 * Each of them says which table it belongs to.
 *
 * @param id of the table, as a picture's id
 * @param minP the rows
 * @param guidance the columns
 */
public record Sheet(String id, List<Double> minP, List<Double> guidance) {

    /** Its name among the fields of {@link PictureMetadata#unknown}. */
    static final String FIELD = "sheet";

    /** More in a row or column is a typing error more likely than a wish. */
    public static final int MOST = 8;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public Sheet {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "A sheet's id is 1 to 64 letters, digits, - and _, got " + id);
        }
        minP = List.copyOf(minP);
        guidance = List.copyOf(guidance);
        if (minP.isEmpty() || guidance.isEmpty() || minP.size() > MOST || guidance.size() > MOST) {
            throw new IllegalArgumentException(
                    "A sheet has 1 to %d rows and columns, got %d and %d."
                            .formatted(MOST, minP.size(), guidance.size()));
        }
    }

    String toJson() {
        JsonObject json = new JsonObject();
        json.addProperty("id", id);
        json.add("min_p", JsonText.GSON.toJsonTree(minP));
        json.add("guidance", JsonText.GSON.toJsonTree(guidance));
        return JsonText.of(json);
    }

    /** Reads a sheet; empty where the text is none. */
    static Optional<Sheet> fromJson(String text) {
        try {
            JsonObject json = JsonText.object(text);
            return Optional.of(
                    new Sheet(
                            json.get("id").getAsString(),
                            numbers(json.getAsJsonArray("min_p")),
                            numbers(json.getAsJsonArray("guidance"))));
        } catch (JsonParseException
                | NullPointerException
                | ClassCastException
                | IllegalStateException
                | IllegalArgumentException
                | UnsupportedOperationException e) {
            return Optional.empty(); // of another program or a later version
        }
    }

    private static List<Double> numbers(JsonArray array) {
        List<Double> numbers = new ArrayList<>();
        for (JsonElement element : array) {
            numbers.add(element.getAsDouble());
        }
        return numbers;
    }
}
