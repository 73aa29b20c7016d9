package studio.xomni.engine.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import studio.xomni.engine.error.UsageException;
import studio.xomni.engine.pipeline.EngineSettings;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.pipeline.ModelFolder;
import studio.xomni.engine.pipeline.Previews;
import studio.xomni.engine.pipeline.Progress;
import studio.xomni.engine.pipeline.TextToImage;
import studio.xomni.engine.vision.ImageTokens;
import studio.xomni.engine.vision.OutputFile;
import studio.xomni.engine.vision.Picture;
import studio.xomni.engine.vision.PngWriter;

/**
 * Draws orders and says what was written where.
 *
 * @param json whether the result is said as one JSON object
 */
record Drawing(
        Terminal terminal,
        ModelFolder folder,
        EngineSettings engine,
        EffectiveSettings settings,
        boolean json) {

    /**
     * Draws all orders, one after another.
     *
     * @throws UsageException before any work, when a file cannot be written or an order does not
     *     fit the model
     */
    void run(List<Order> orders) {
        orders.forEach(this::requireFiles);
        JsonArray pictures = orders.isEmpty() ? new JsonArray() : draw(orders);
        if (json) {
            var result = new JsonObject();
            result.add("pictures", pictures);
            result.add("settings", settings.json());
            terminal.out().println(result);
        }
    }

    private void requireFiles(Order order) {
        order.pictures().forEach(PngWriter::requireWritable);
        order.tokens().forEach(OutputFile::requireWritable);
        order.previews().forEach(PngWriter::requireWritable);
        if (order.source() instanceof Order.Source.Kept kept) {
            OutputFile.requireWritable(kept.rows());
            RowsFile unused = rows(kept, order);
        }
    }

    private RowsFile rows(Order.Source.Kept kept, Order order) {
        return RowsFile.open(kept.rows(), order.request(), settings.ofTokens());
    }

    private JsonArray draw(List<Order> orders) {
        var timeLeft =
                new TimeLeft(
                        System::nanoTime,
                        orders.stream().mapToInt(Order::tokensToWrite).sum(),
                        orders.stream().mapToInt(Order::stepsToPaint).sum());
        String announcement = json ? "" : settings.line();
        var pictures = new JsonArray();
        try (Work work = Work.open(folder, engine, terminal, timeLeft, announcement)) {
            TextToImage model = work.engine().textToImage();
            orders.forEach(order -> requireRoom(model, order, work));
            for (int i = 0; i < orders.size(); i++) {
                work.requireWanted();
                if (orders.size() > 1) {
                    work.line().title("Picture %d of %d".formatted(i + 1, orders.size()));
                }
                draw(model, orders.get(i), work, pictures);
            }
        }
        return pictures;
    }

    private static void requireRoom(TextToImage model, Order order, Work work) {
        if (!(order.source() instanceof Order.Source.Given)) {
            try {
                model.requireRoom(order.request(), work.progress());
            } catch (UsageException e) {
                throw new UsageException(order.naming(e.sentence()), e);
            }
        }
    }

    private void draw(TextToImage model, Order order, Work work, JsonArray pictures) {
        if (order.source() instanceof Order.Source.Given given) {
            List<ImageTokens> tokens = Collections.nCopies(order.request().count(), given.tokens());
            var looked = look(model, order, tokens, work);
            paint(looked, order, tokens, work, pictures);
        } else if (order.source() instanceof Order.Source.Kept kept) {
            RowsFile rows = rows(kept, order);
            var looked = look(model, order, rows.kept(), work);
            // The rows are kept first: whatever comes after, they are there.
            Consumer<Progress> progress = rows.andThen(looked.progress);
            paint(looked, order, write(model, order, rows.kept(), progress), work, pictures);
            rows.delete();
        } else {
            var looked = look(model, order, List.of(), work);
            var written = write(model, order, List.of(), looked.progress);
            paint(looked, order, written, work, pictures);
        }
    }

    /** A model and its listener, with previews where the order wants them. */
    private record Looked(TextToImage model, Consumer<Progress> progress) {}

    private Looked look(TextToImage model, Order order, List<ImageTokens> kept, Work work) {
        if (order.previews().isEmpty()) {
            return new Looked(model, work.progress());
        }
        Previews previews = Previews.shipped(folder, work.engine().config());
        var files = new PreviewFiles(order.previews(), previews, order.request(), kept);
        return new Looked(model.withPreviews(previews), files.andThen(work.progress()));
    }

    private List<ImageTokens> write(
            TextToImage model, Order order, List<ImageTokens> kept, Consumer<Progress> progress) {
        return model.write(order.request(), kept, progress, terminal.cancellation());
    }

    private void paint(
            Looked looked, Order order, List<ImageTokens> written, Work work, JsonArray pictures) {
        ImageRequest request = order.request();
        for (int i = 0; i < written.size(); i++) {
            ImageTokens tokens = written.get(i);
            Picture picture =
                    looked.model.paint(
                            tokens, request, i, looked.progress, terminal.cancellation());
            Path file = order.pictures().get(i);
            PngWriter.write(picture, file);
            if (!order.tokens().isEmpty()) {
                TokensFile.write(order.tokens().get(i), tokens);
            }
            long seed = request.seed() + i;
            pictures.add(described(file, seed, picture, tokens));
            if (!json) {
                work.say(
                        "Wrote %s (%d×%d, height × width, seed %d, %s)."
                                .formatted(
                                        file,
                                        picture.height(),
                                        picture.width(),
                                        seed,
                                        work.elapsed()));
                if (!order.tokens().isEmpty()) {
                    work.say("Wrote %s, its tokens.".formatted(order.tokens().get(i)));
                }
            }
        }
    }

    private static JsonObject described(Path file, long seed, Picture picture, ImageTokens tokens) {
        var described = new JsonObject();
        described.addProperty("path", file.toString());
        described.addProperty("seed", seed);
        described.addProperty("height", picture.height());
        described.addProperty("width", picture.width());
        described.add("tokens", TokensFile.array(tokens.codes()));
        return described;
    }
}
