package studio.xomni.engine.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.diffusion.Condition;
import studio.xomni.engine.diffusion.EncodedText;
import studio.xomni.engine.diffusion.FluxDecoder;
import studio.xomni.engine.diffusion.FluxKind;
import studio.xomni.engine.diffusion.Painting;
import studio.xomni.engine.diffusion.Schedule;
import studio.xomni.engine.diffusion.ScheduleConfig;
import studio.xomni.engine.error.Sentence;
import studio.xomni.engine.error.UsageException;
import studio.xomni.engine.language.ImageWriting;
import studio.xomni.engine.language.LanguageModel;
import studio.xomni.engine.text.ImageMarkup;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.torch.Tensor;
import studio.xomni.engine.vae.Tiles;
import studio.xomni.engine.vision.ImageTokens;
import studio.xomni.engine.vision.Picture;

/** Text to picture: prompt → ids → image tokens → semantic vectors → latents → pixels. */
public final class TextToImage {

    private final Parts parts;
    private final Look look;

    public TextToImage(Parts parts) {
        this(parts, Look.NONE);
    }

    private TextToImage(Parts parts, Look look) {
        this.parts = parts;
        this.look = look;
    }

    /**
     * The same with a {@link Progress.Preview} after each painting step; the previews learn from
     * each picture that is finished.
     */
    public TextToImage withPreviews(Previews previews) {
        return new TextToImage(parts, Look.by(previews));
    }

    /**
     * Writes and paints the pictures of a request.
     *
     * @param progress told of every stage, on this thread
     * @param cancellation asked between tokens and painting steps
     * @return the pictures in the order of their seeds
     */
    public List<GeneratedImage> generate(
            ImageRequest request, Consumer<Progress> progress, Cancellation cancellation) {
        List<ImageTokens> written = write(request, progress, cancellation);
        List<GeneratedImage> images = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            Picture picture = paint(written.get(i), request, i, progress, cancellation);
            images.add(new GeneratedImage(picture, written.get(i), request.seed() + i));
        }
        return images;
    }

    /**
     * Refuses a request that the model has no room for; no weights are needed to know.
     *
     * @throws UsageException when prompt and picture have more tokens than the model has positions
     */
    public void requireRoom(ImageRequest request, Consumer<Progress> progress) {
        int cell = parts.config().cell();
        int rows = request.height() / cell;
        int columns = request.width() / cell;
        int prompt = parts.markup(progress).prompt(request.prompt(), rows, columns).length;
        requireRoom(prompt, Math.multiplyExact(rows, columns), request);
    }

    /** The first half of {@link #generate}: the tokens of each picture. */
    public List<ImageTokens> write(
            ImageRequest request, Consumer<Progress> progress, Cancellation cancellation) {
        return write(request, List.of(), progress, cancellation);
    }

    /**
     * The same, going on from rows that were written before. Prompt and rows are read, and each
     * picture's random stream is brought to where it stood; in float32 the tokens are those of a
     * run that was not interrupted.
     *
     * @param kept empty, or of each picture of the request the same number of finished rows; all
     *     rows are fine
     * @throws UsageException when the rows are not of such pictures
     */
    public List<ImageTokens> write(
            ImageRequest request,
            List<ImageTokens> kept,
            Consumer<Progress> progress,
            Cancellation cancellation) {
        int rows = request.height() / parts.config().cell();
        int columns = request.width() / parts.config().cell();
        int total = Math.multiplyExact(rows, columns);
        ImageMarkup markup = parts.markup(progress);
        int[] prompt = markup.prompt(request.prompt(), rows, columns);
        requireRoom(prompt.length, total, request);
        requireKept(kept, rows, columns, request);
        if (!kept.isEmpty() && kept.get(0).rows() == rows) {
            return List.copyOf(kept);
        }
        parts.enter(Stage.WRITING);
        LanguageModel language = parts.language(progress);
        long[] seeds = LongStream.range(0, request.count()).map(i -> request.seed() + i).toArray();
        try (Scope state = parts.torch().scope()) {
            ImageWriting writing =
                    language.writeImages(
                            state,
                            prompt,
                            markup.prefix(rows, columns),
                            rows,
                            columns,
                            seeds,
                            request.sampling(),
                            markup.specials());
            int[][] codes = new int[seeds.length][total];
            if (kept.isEmpty()) {
                progress.accept(new Progress.Reading(prompt.length));
            } else {
                int[][] before = kept.stream().map(ImageTokens::codes).toArray(int[][]::new);
                progress.accept(new Progress.Reading(prompt.length + before[0].length));
                writing.resume(before, cancellation::check);
                for (int i = 0; i < before.length; i++) {
                    System.arraycopy(before[i], 0, codes[i], 0, before[i].length);
                }
            }
            while (!writing.isComplete()) {
                cancellation.check();
                int row = writing.written() / columns;
                writing.step();
                progress.accept(new Progress.Writing(writing.written(), total));
                for (; (row + 1) * columns <= writing.written(); row++) {
                    readRow(writing, row, columns, codes, progress);
                }
            }
            return Arrays.stream(codes)
                    .map(picture -> new ImageTokens(rows, columns, picture))
                    .toList();
        } finally {
            parts.enter(Stage.RESTING);
        }
    }

    private void requireKept(List<ImageTokens> kept, int rows, int columns, ImageRequest request) {
        if (kept.isEmpty()) {
            return;
        }
        if (kept.size() != request.count()) {
            throw new UsageException(
                    Sentence.of(
                            "Kept rows must be there for each of the %d pictures, got those of %d.",
                            request.count(), kept.size()));
        }
        for (ImageTokens tokens : kept) {
            if (tokens.columns() != columns
                    || tokens.rows() > rows
                    || tokens.rows() != kept.get(0).rows()) {
                throw new UsageException(
                        Sentence.of(
                                "The kept rows of a picture of %d rows of %d tokens must be as long and of each picture as many, got %d rows of %d.",
                                rows, columns, tokens.rows(), tokens.columns()));
            }
            requireKnown(tokens);
        }
    }

    private static void readRow(
            ImageWriting writing,
            int row,
            int columns,
            int[][] codes,
            Consumer<Progress> progress) {
        int from = row * columns;
        int[][] read = writing.read(from, from + columns);
        for (int picture = 0; picture < read.length; picture++) {
            System.arraycopy(read[picture], 0, codes[picture], from, columns);
            progress.accept(new Progress.Row(picture, row, read[picture]));
        }
    }

    private void requireRoom(int prompt, int tokens, ImageRequest request) {
        int positions = parts.config().language().positions();
        if ((long) prompt + tokens > positions) {
            throw new UsageException(
                    Sentence.of(
                            "A picture of %d×%d (height × width) needs %d tokens after a prompt of %d, the model has %d positions; choose a smaller picture or a shorter prompt.",
                            request.height(), request.width(), tokens, prompt, positions));
        }
    }

    /**
     * The second half of {@link #generate}: paints tokens.
     *
     * @param picture index of the picture in the request
     * @throws UsageException when a code is not in the model's codebook
     */
    public Picture paint(
            ImageTokens tokens,
            ImageRequest request,
            int picture,
            Consumer<Progress> progress,
            Cancellation cancellation) {
        requireKnown(tokens);
        try (Scope scope = parts.torch().scope()) {
            parts.enter(Stage.DESCRIBING);
            Condition condition = condition(scope, tokens, request.prompt(), progress);
            parts.enter(Stage.PAINTING);
            Latents latents =
                    latents(scope, condition, tokens, request, picture, progress, cancellation);
            cancellation.check();
            parts.enter(Stage.DECODING);
            Picture painted = decode(scope, latents.values, tokens, picture, progress);
            latents.watch.finished(tokens, painted);
            return painted;
        } finally {
            parts.enter(Stage.RESTING);
        }
    }

    /** Painted latents, and who watched them. */
    private record Latents(Tensor values, Look.Watch watch) {}

    private Latents latents(
            Scope scope,
            Condition condition,
            ImageTokens tokens,
            ImageRequest request,
            int picture,
            Consumer<Progress> progress,
            Cancellation cancellation) {
        FluxDecoder decoder = parts.decoder(progress);
        int steps = request.paint().steps();
        Tensor noise =
                decoder.noise(scope, request.paintSeed(picture), tokens.rows(), tokens.columns());
        Schedule schedule = Schedule.of(scheduleConfig(), steps, tokens.codes().length);
        try (Painting painting =
                decoder.start(condition, noise, schedule, parts.config().guidance())) {
            Look.Watch watch = look.watch(painting);
            progress.accept(new Progress.Painting(picture, 0, steps));
            while (painting.hasNext()) {
                cancellation.check();
                painting.step();
                progress.accept(new Progress.Painting(picture, painting.done(), steps));
                watch.step(picture, progress);
            }
            return new Latents(painting.latents(scope), watch);
        }
    }

    private Picture decode(
            Scope scope,
            Tensor latents,
            ImageTokens tokens,
            int picture,
            Consumer<Progress> progress) {
        var autoencoder = parts.autoencoder(progress);
        progress.accept(new Progress.Decoding(picture));
        byte[] rgb =
                parts.memory().tiles()
                        ? autoencoder.decodeInTiles(latents, Tiles.DEFAULT)
                        : autoencoder.decode(scope, latents).toBytes();
        int cell = parts.config().cell();
        return new Picture(tokens.columns() * cell, tokens.rows() * cell, rgb);
    }

    private void requireKnown(ImageTokens tokens) {
        int size = parts.config().codebook().codebookSize();
        for (int code : tokens.codes()) {
            if (code < 0 || code >= size) {
                throw new UsageException(
                        Sentence.of("Image tokens must be from 0 to %d, got %d.", size - 1, code));
            }
        }
    }

    private ScheduleConfig scheduleConfig() {
        return ScheduleConfig.from(
                Json.read(parts.folder().flux().resolve("scheduler/scheduler_config.json")));
    }

    private Condition condition(
            Scope scope, ImageTokens tokens, String prompt, Consumer<Progress> progress) {
        long[] codes = Arrays.stream(tokens.codes()).asLongStream().toArray();
        Tensor semantic =
                scope.cast(
                        parts.codebook(progress)
                                .decode(
                                        scope,
                                        scope.longs(codes, codes.length),
                                        tokens.rows(),
                                        tokens.columns()),
                        parts.visionPrecision().weights());
        if (parts.kind(progress) instanceof FluxKind.Chinese) {
            return new Condition.Chinese(semantic);
        }
        var tokenizer = parts.tokenizer(progress);
        String text = tokenizer.decode(tokenizer.encode(prompt));
        EncodedText wanted = encode(scope, text, progress);
        EncodedText empty = parts.config().guidance() == 1 ? wanted : encode(scope, "", progress);
        return new Condition.English(semantic, wanted, empty);
    }

    private EncodedText encode(Scope scope, String text, Consumer<Progress> progress) {
        return new EncodedText(
                parts.t5(progress).encode(scope, parts.t5Tokenizer(progress).encode(text)),
                parts.clip(progress).encode(scope, parts.clipTokenizer(progress).encode(text)));
    }
}
