package studio.xomni.engine.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import studio.xomni.engine.error.UsageException;
import studio.xomni.engine.pipeline.EngineSettings;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.pipeline.ModelFolder;
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
        orders.forEach(Drawing::requireWritable);
        JsonArray pictures = orders.isEmpty() ? new JsonArray() : draw(orders);
        if (json) {
            var result = new JsonObject();
            result.add("pictures", pictures);
            result.add("settings", settings.json());
            terminal.out().println(result);
        }
    }

    private static void requireWritable(Order order) {
        order.pictures().forEach(PngWriter::requireWritable);
        order.tokens().forEach(OutputFile::requireWritable);
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
        if (order.source() instanceof Order.Source.Written) {
            try {
                model.requireRoom(order.request(), work.progress());
            } catch (UsageException e) {
                throw new UsageException(order.naming(String.valueOf(e.getMessage())), e);
            }
        }
    }

    private void draw(TextToImage model, Order order, Work work, JsonArray pictures) {
        ImageRequest request = order.request();
        List<ImageTokens> written =
                order.source() instanceof Order.Source.Given given
                        ? Collections.nCopies(request.count(), given.tokens())
                        : model.write(request, work.progress(), terminal.cancellation());
        for (int i = 0; i < written.size(); i++) {
            ImageTokens tokens = written.get(i);
            Picture picture =
                    model.paint(tokens, request, i, work.progress(), terminal.cancellation());
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
