package studio.xomni.app.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import studio.xomni.app.store.Origin;
import studio.xomni.app.store.PictureMetadata;
import studio.xomni.app.store.Recipe;
import studio.xomni.app.store.Sheet;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.sampling.SamplingSettings;

/** Which values a table of pictures has, from the recipe of one picture. */
public final class SheetOrderModel {

    private static final List<Double> USUAL_MIN_P = List.of(0.0, 0.03, 0.1);
    private static final List<Double> USUAL_GUIDANCE = List.of(1.0, 1.5, 2.0);

    private final PictureMetadata picture;
    private final Orders orders;
    private final StringProperty minP = new SimpleStringProperty();
    private final StringProperty guidance = new SimpleStringProperty();

    /** Takes what was ordered. */
    public interface Orders {

        /** Queues the pictures of a table in their order, and shows the table. */
        void order(List<Recipe> recipes, Origin origin, Sheet sheet);
    }

    /**
     * @param picture whose recipe and seed all have
     */
    public SheetOrderModel(PictureMetadata picture, Orders orders) {
        this.picture = picture;
        this.orders = orders;
        SamplingSettings sampling = picture.recipe().request().sampling();
        minP.set(Axis.MIN_P.proposed(sampling.minP(), USUAL_MIN_P));
        guidance.set(Axis.GUIDANCE.proposed(sampling.guidance(), USUAL_GUIDANCE));
    }

    /** The rows as typed. */
    StringProperty minP() {
        return minP;
    }

    /** The columns as typed. */
    StringProperty guidance() {
        return guidance;
    }

    Axis.Read rows() {
        return Axis.MIN_P.read(minP.get());
    }

    Axis.Read columns() {
        return Axis.GUIDANCE.read(guidance.get());
    }

    /** How many pictures would be queued; 0 where something is wrong. */
    int count() {
        return rows().values().size() * columns().values().size();
    }

    /** Queues a picture for each pair of values. */
    void order() {
        if (count() == 0) {
            return;
        }
        Sheet sheet = new Sheet(UUID.randomUUID().toString(), rows().values(), columns().values());
        ImageRequest made = picture.recipe().request();
        ImageRequest alone = made.withSeed(made.seed() + picture.provenance().position(), 1);
        List<Recipe> recipes = new ArrayList<>();
        for (double row : sheet.minP()) {
            for (double column : sheet.guidance()) {
                SamplingSettings old = made.sampling();
                recipes.add(
                        picture.recipe()
                                .with(
                                        alone.withSampling(
                                                new SamplingSettings(
                                                        column,
                                                        old.temperature(),
                                                        old.topK(),
                                                        old.topP(),
                                                        row,
                                                        old.repetitionPenalty()))));
            }
        }
        orders.order(recipes, new Origin(picture.id(), sheet), sheet);
    }
}
