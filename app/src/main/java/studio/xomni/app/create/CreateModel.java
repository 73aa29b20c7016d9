package studio.xomni.app.create;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;
import studio.xomni.app.models.ModelInfo;
import studio.xomni.app.store.ModelSource;
import studio.xomni.app.store.NumberType;
import studio.xomni.app.store.PictureMetadata;
import studio.xomni.app.store.Recipe;
import studio.xomni.app.text.QuotedTexts;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.pipeline.Memory;
import studio.xomni.engine.pipeline.ModelCard;
import studio.xomni.engine.sampling.SamplingSettings;

/** The form: what is asked for, and the commands on it. */
public final class CreateModel {

    /** The largest seed: 2³² − 1. */
    public static final long MOST_SEED = 0xFFFF_FFFFL;

    /** Seeds of the dice and the slider: easy to remember. */
    public static final int DICE = 10_000;

    private final StringProperty prompt = new SimpleStringProperty("");
    private final ObservableList<String> texts = FXCollections.observableArrayList();
    private final IntegerProperty width = new SimpleIntegerProperty();
    private final IntegerProperty height = new SimpleIntegerProperty();
    private final LongProperty seed = new SimpleLongProperty(1234);
    private final BooleanProperty seedLocked = new SimpleBooleanProperty();
    private final LongProperty paintSeed = new SimpleLongProperty();
    private final BooleanProperty paintSeedFollows = new SimpleBooleanProperty(true);
    private final IntegerProperty count = new SimpleIntegerProperty(1);
    private final ObjectProperty<NumberType> numbers =
            new SimpleObjectProperty<>(NumberType.BFLOAT16);
    private final ObjectProperty<Memory> memory = new SimpleObjectProperty<>(Memory.FULL);
    private final ObjectProperty<ModelInfo> model;

    private final Setting minP = new Setting("min-p", 0, 0.5, 0.03, 3, new Scale.SquareRoot(0.5));
    private final Setting guidance = new Setting("cfg", 1, 10, 1, 1, new Scale.Linear(1, 10));
    private final Setting temperature =
            new Setting("temperature", 0.1, 2, 1, 2, new Scale.Linear(0.1, 2));
    private final Setting topP = new Setting("top-p", 0.01, 1, 1, 2, new Scale.Linear(0.01, 1));
    private final Setting topK = new Setting("top-k", 0, 2000, 50, 0, new Scale.Logarithmic(2000));
    private final Setting steps = new Setting("steps", 1, 100, 10, 0, new Scale.Linear(1, 100));

    private final ObservableMap<String, String> styles =
            FXCollections.observableMap(new TreeMap<>());
    private final StringProperty madeFrom = new SimpleStringProperty("");
    private final PromptHistory history = new PromptHistory();
    private final ObservableList<ModelSource> models = FXCollections.observableArrayList();
    private BiConsumer<ModelSource, Runnable> choosing = (source, then) -> {};
    private final SavedPromptsModel saved = new SavedPromptsModel(this);
    private final RandomGenerator random;
    private final BiConsumer<Recipe, Boolean> enqueue;

    /**
     * @param info the model that is drawn with at first
     * @param random rolls the dice
     * @param enqueue queues a recipe, first or last
     */
    public CreateModel(
            ModelInfo info, RandomGenerator random, BiConsumer<Recipe, Boolean> enqueue) {
        this.model = new SimpleObjectProperty<>(info);
        this.random = random;
        this.enqueue = enqueue;
        prompt.addListener((property, before, now) -> texts.setAll(QuotedTexts.texts(now)));
        // Nothing of the other picture is left then.
        prompt.addListener(
                (property, before, now) -> {
                    if (now.isBlank()) {
                        madeFrom.set("");
                    }
                });
        useModel(info);
    }

    /** Takes another model: its sizes and settings become the standard. */
    public void useModel(ModelInfo info) {
        model.set(info);
        setSize(info.card().defaultSize());
        steps.set(info.steps());
    }

    /** Models that can be chosen. */
    public ObservableList<ModelSource> models() {
        return models;
    }

    /** Gives the command that looks at a model and takes it, and does something then. */
    public void onChooseModel(BiConsumer<ModelSource, Runnable> command) {
        choosing = command;
    }

    /** Asks for another model; {@link #model} changes when it is taken. */
    public void chooseModel(ModelSource source) {
        if (!source.equals(model.get().source())) {
            choosing.accept(source, () -> {});
        }
    }

    public StringProperty prompt() {
        return prompt;
    }

    /** The texts that the prompt wants on the poster, kept equal to it. */
    public ObservableList<String> texts() {
        return texts;
    }

    /** Changes one of the texts, in the prompt. */
    public void changeText(int index, String text) {
        if (!texts.get(index).equals(text)) {
            prompt.set(QuotedTexts.replace(prompt.get(), index, text));
        }
    }

    /** Adds a text to the end of the prompt. */
    public void addText(String text) {
        prompt.set(QuotedTexts.append(prompt.get(), text));
    }

    /** Puts a word or phrase at the end of the prompt, set off by a comma. */
    public void addPhrase(String phrase) {
        String old = prompt.get().stripTrailing();
        boolean open = old.isEmpty() || old.endsWith(",") || old.endsWith(" ");
        prompt.set(old + (open ? "" : ",") + (old.isEmpty() ? "" : " ") + phrase);
    }

    /** Phrases that the user keeps by name. */
    public ObservableMap<String, String> styles() {
        return styles;
    }

    /** Id of the picture whose prompt was taken into the form; empty where it was typed. */
    public StringProperty madeFrom() {
        return madeFrom;
    }

    /** Prompts that the user keeps by name. */
    public SavedPromptsModel saved() {
        return saved;
    }

    public IntegerProperty width() {
        return width;
    }

    public IntegerProperty height() {
        return height;
    }

    public void setSize(ModelCard.Size size) {
        width.set(size.width());
        height.set(size.height());
    }

    /** Tokens of a picture of the size. */
    public int tokens() {
        return (width.get() / ImageRequest.CELL) * (height.get() / ImageRequest.CELL);
    }

    public LongProperty seed() {
        return seed;
    }

    public BooleanProperty seedLocked() {
        return seedLocked;
    }

    /** Rolls another seed. */
    public void rollSeed() {
        seed.set(random.nextInt(DICE));
    }

    public LongProperty paintSeed() {
        return paintSeed;
    }

    /** Whether the painting's noise takes the picture's own seed. */
    public BooleanProperty paintSeedFollows() {
        return paintSeedFollows;
    }

    public IntegerProperty count() {
        return count;
    }

    public ObjectProperty<NumberType> numbers() {
        return numbers;
    }

    /** Which parts of the model stay loaded: a setting of the studio's, shown in the form. */
    public ObjectProperty<Memory> memory() {
        return memory;
    }

    public ObjectProperty<ModelInfo> model() {
        return model;
    }

    public Setting minP() {
        return minP;
    }

    public Setting guidance() {
        return guidance;
    }

    public Setting temperature() {
        return temperature;
    }

    public Setting topP() {
        return topP;
    }

    public Setting topK() {
        return topK;
    }

    public Setting steps() {
        return steps;
    }

    public List<Setting> settings() {
        return List.of(minP, guidance, temperature, topP, topK, steps);
    }

    /** What the form asks for. */
    public Recipe recipe() {
        var sampling =
                new SamplingSettings(
                        guidance.get(),
                        temperature.get(),
                        (int) topK.get(),
                        topP.get(),
                        minP.get());
        var painting =
                new ImageRequest.PaintSettings(
                        (int) steps.get(),
                        paintSeedFollows.get()
                                ? new ImageRequest.PaintSeed.OfTokens()
                                : new ImageRequest.PaintSeed.Own(paintSeed.get()));
        return new Recipe(
                new ImageRequest(
                        prompt.get(),
                        height.get(),
                        width.get(),
                        sampling,
                        seed.get(),
                        count.get(),
                        painting),
                model.get().source(),
                numbers.get(),
                memory.get());
    }

    /** Queues what the form asks for; an unlocked seed is rolled for the next one. */
    public void generate(boolean first) {
        Recipe recipe = recipe();
        history.add(recipe.request().prompt());
        enqueue.accept(recipe, first);
        if (!seedLocked.get()) {
            rollSeed();
        }
    }

    /** Takes what a picture was asked for with into the form. */
    public void recall(PictureMetadata picture, Part part) {
        Recipe recipe = picture.recipe();
        ImageRequest request = recipe.request();
        if (part != Part.SEED) {
            prompt.set(request.prompt());
            madeFrom.set(picture.id());
        }
        if (part == Part.ALL || part == Part.ALL_BUT_SEED) {
            take(recipe);
            if (!recipe.model().equals(model.get().source())) {
                choosing.accept(recipe.model(), () -> take(recipe));
            }
            count.set(1);
        }
        if (part == Part.ALL || part == Part.SEED) {
            seed.set((request.seed() + picture.provenance().position()) & MOST_SEED);
            seedLocked.set(true);
        }
    }

    /** Takes size and settings of a recipe. */
    void take(Recipe recipe) {
        ImageRequest request = recipe.request();
        width.set(request.width());
        height.set(request.height());
        guidance.set(request.sampling().guidance());
        temperature.set(request.sampling().temperature());
        topP.set(request.sampling().topP());
        topK.set(request.sampling().topK());
        minP.set(request.sampling().minP());
        steps.set(request.paint().steps());
        numbers.set(recipe.numbers());
        OptionalLong own =
                request.paint().seed() instanceof ImageRequest.PaintSeed.Own fixed
                        ? OptionalLong.of(fixed.value())
                        : OptionalLong.empty();
        paintSeedFollows.set(own.isEmpty());
        own.ifPresent(paintSeed::set);
    }

    /** The form as text, for {@link #restore}. */
    public String draft() {
        return Draft.of(this);
    }

    /** Takes a saved form. */
    public void restore(String draft) {
        Draft.into(this, draft);
    }

    /** Calls the listener whenever anything of the form changes. */
    public void onChange(Runnable listener) {
        List<Observable> all =
                new ArrayList<>(
                        List.of(
                                prompt,
                                width,
                                height,
                                seed,
                                seedLocked,
                                paintSeed,
                                paintSeedFollows,
                                count,
                                madeFrom,
                                numbers));
        settings().forEach(setting -> all.add(setting.value()));
        all.forEach(property -> property.addListener(changed -> listener.run()));
    }

    public PromptHistory history() {
        return history;
    }

    /** Puts the prompt before the one that is shown into the form. */
    public void older() {
        history.older(prompt.get()).ifPresent(prompt::set);
    }

    /** Puts the prompt after the one that is shown into the form. */
    public void newer() {
        history.newer().ifPresent(prompt::set);
    }

    /** The letters of the texts that the model cannot write, each once. */
    public List<String> unknownLetters() {
        String letters = model.get().card().letters();
        List<String> unknown = new ArrayList<>();
        if (!letters.isEmpty()) {
            texts.stream()
                    .flatMapToInt(String::codePoints)
                    .mapToObj(Character::toString)
                    .filter(letter -> !letters.contains(letter))
                    .distinct()
                    .forEach(unknown::add);
        }
        return unknown;
    }
}
