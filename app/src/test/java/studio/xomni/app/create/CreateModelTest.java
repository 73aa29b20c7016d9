package studio.xomni.app.create;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.xomni.app.models.ModelInfo;
import studio.xomni.app.store.ModelSource;
import studio.xomni.app.store.NumberType;
import studio.xomni.app.store.PictureMetadata;
import studio.xomni.app.store.Provenance;
import studio.xomni.app.store.Recipe;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.pipeline.Memory;
import studio.xomni.engine.sampling.SamplingSettings;
import studio.xomni.engine.vision.ImageTokens;

class CreateModelTest {

    private final List<Recipe> queued = new ArrayList<>();
    private final List<Boolean> first = new ArrayList<>();
    private final CreateModel form =
            new CreateModel(
                    ModelInfo.read(new ModelSource.BuiltIn()),
                    new SplittableRandom(7),
                    (recipe, ahead) -> {
                        queued.add(recipe);
                        first.add(ahead);
                    });

    @Test
    void startsWithTheModelsOwnSettings() {
        assertEquals(384, form.width().get());
        assertEquals(512, form.height().get());
        assertEquals(768, form.tokens());
        assertEquals(10, form.steps().get());
        assertEquals(SamplingSettings.DEFAULT, form.recipe().request().sampling());
    }

    @Test
    void listsTheQuotedTextsOfThePrompt() {
        form.prompt().set("A poster with \"SUMMER SALE\" and 「夏天」 and an \"open end");
        assertEquals(List.of("SUMMER SALE", "夏天"), form.texts());
    }

    @Test
    void changesATextWhereItStandsInThePrompt() {
        form.prompt().set("with \"OLD\" and \"KEPT\"");
        form.changeText(0, "NEW");
        assertEquals("with \"NEW\" and \"KEPT\"", form.prompt().get());
        assertEquals(List.of("NEW", "KEPT"), form.texts());
    }

    @Test
    void addsATextToTheEndOfThePrompt() {
        form.prompt().set("A poster");
        form.addText("Doors 8 PM");
        assertEquals(List.of("Doors 8 PM"), form.texts());
        assertTrue(form.prompt().get().startsWith("A poster"));
    }

    @Test
    void setsAPhraseOffByAComma() {
        form.addPhrase("a red heart");
        assertEquals("a red heart", form.prompt().get());
        form.addPhrase("on a cream background");
        assertEquals("a red heart, on a cream background", form.prompt().get());
    }

    @Test
    void namesTheLettersThatTheModelCannotWrite() {
        form.prompt().set("é in the prompt, \"Café 夏\" on the poster");
        assertEquals(List.of("é", "夏"), form.unknownLetters());
    }

    @Test
    void rollsAnotherSeedAfterEachPictureUnlessItIsLocked() {
        form.seed().set(77);
        form.generate(false);
        assertEquals(77, queued.get(0).request().seed());
        assertTrue(form.seed().get() != 77 && form.seed().get() < CreateModel.DICE);
        long rolled = form.seed().get();
        form.seedLocked().set(true);
        form.generate(true);
        assertEquals(rolled, form.seed().get());
        assertEquals(List.of(false, true), first);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 0.6, Double.POSITIVE_INFINITY})
    void aValueOutOfBoundsBecomesTheNearestBound(double typed) {
        form.minP().set(typed);
        assertEquals(typed < 0 ? 0 : 0.5, form.minP().get());
    }

    @Test
    void walksThroughEarlierPromptsAndBack() {
        form.history().fill(List.of("latest", "older"));
        form.prompt().set("unsent");
        form.older();
        assertEquals("latest", form.prompt().get());
        form.older();
        form.older();
        assertEquals("older", form.prompt().get());
        form.newer();
        form.newer();
        assertEquals("unsent", form.prompt().get());
    }

    @Test
    void keepsAPromptOnceInItsHistory() {
        form.prompt().set("one");
        form.generate(false);
        form.prompt().set("two");
        form.generate(false);
        form.prompt().set("one");
        form.generate(false);
        assertEquals(List.of("one", "two"), form.history().prompts());
    }

    @Test
    void aDraftBringsTheWholeFormBack() {
        form.prompt().set("A \"夏\" 🍉\nposter");
        form.setSize(new studio.xomni.engine.pipeline.ModelCard.Size(256, 256));
        form.seed().set(CreateModel.MOST_SEED);
        form.seedLocked().set(true);
        form.paintSeedFollows().set(false);
        form.paintSeed().set(5);
        form.count().set(4);
        form.numbers().set(NumberType.INT8);
        form.minP().set(0.125);
        form.guidance().set(2.5);
        form.topK().set(0);
        CreateModel other =
                new CreateModel(form.model().get(), new SplittableRandom(1), (recipe, ahead) -> {});
        other.restore(form.draft());
        assertEquals(form.recipe(), other.recipe());
        assertEquals(form.draft(), other.draft());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "null",
                "{\"seed\": \"many\", \"width\": {}, \"numbers\": \"float8\", \"prompt\": 3}"
            })
    void aDamagedDraftLeavesTheFormUsable(String draft) {
        form.restore(draft);
        assertEquals(384, form.recipe().request().width());
    }

    @ParameterizedTest
    @EnumSource
    void recallsWhatIsAskedFor(Part part) {
        form.prompt().set("mine");
        form.seed().set(1);
        form.recall(picture(), part);
        boolean prompt = part != Part.SEED;
        boolean seed = part == Part.ALL || part == Part.SEED;
        boolean settings = part == Part.ALL || part == Part.ALL_BUT_SEED;
        assertEquals(prompt ? "theirs" : "mine", form.prompt().get());
        assertEquals(seed ? 42 : 1, form.seed().get());
        assertEquals(settings ? 256 : 384, form.width().get());
        assertEquals(settings ? 0.2 : 0.03, form.minP().get());
        assertEquals(settings ? NumberType.FLOAT32 : NumberType.BFLOAT16, form.numbers().get());
    }

    @Test
    void aRecalledPictureOfABatchIsAskedForAlone() {
        form.recall(picture(), Part.ALL);
        assertEquals(42, form.recipe().request().seed());
        assertEquals(1, form.recipe().request().count());
        assertTrue(form.seedLocked().get());
    }

    @Test
    void whatIsRecalledIsLinkedUntilItsPromptIsGone() {
        form.recall(picture(), Part.SEED);
        assertEquals("", form.madeFrom().get(), "a seed alone is no picture");
        form.recall(picture(), Part.PROMPT);
        assertEquals("id", form.madeFrom().get());
        form.prompt().set("theirs, and more");
        assertEquals("id", form.madeFrom().get());
        String draft = form.draft();
        form.prompt().set("  ");
        assertEquals("", form.madeFrom().get());
        form.restore(draft);
        assertEquals("id", form.madeFrom().get());
    }

    @Test
    void recallAsksForThePicturesModelAndKeepsItsSettingsWhenItIsTaken() {
        var theirs = new ModelSource.Folders(Path.of("/m/X-Omni"), Path.of("/m/flux"));
        List<ModelSource> wanted = new ArrayList<>();
        form.onChooseModel(
                (source, then) -> {
                    wanted.add(source);
                    form.useModel(ModelInfo.read(new ModelSource.BuiltIn())); // its own sizes
                    then.run();
                });
        PictureMetadata mine = picture();
        form.recall(mine, Part.ALL);
        assertEquals(List.of(), wanted, "the model is in use");
        Recipe recipe = mine.recipe();
        PictureMetadata other =
                new PictureMetadata(
                        "other",
                        Instant.EPOCH,
                        new Recipe(recipe.request(), theirs, recipe.numbers()),
                        mine.provenance(),
                        mine.tokens(),
                        Map.of());
        form.recall(other, Part.PROMPT);
        assertEquals(List.of(), wanted, "a prompt alone asks for no model");
        form.recall(other, Part.ALL_BUT_SEED);
        assertEquals(List.of(theirs), wanted);
        assertEquals(256, form.width().get(), "the picture's size, not the model's");
    }

    @Test
    void theMemoryModeGoesIntoTheRecipe() {
        form.memory().set(Memory.LEAN);
        assertEquals(Memory.LEAN, form.recipe().memory());
    }

    @Test
    void tellsOfEveryChange() {
        int[] changes = new int[1];
        form.onChange(() -> changes[0]++);
        form.prompt().set("new");
        form.topP().set(0.5);
        form.seedLocked().set(true);
        assertFalse(changes[0] < 3);
    }

    /** The third picture of a batch from seed 40 on. */
    private static PictureMetadata picture() {
        var request =
                new ImageRequest(
                        "theirs",
                        256,
                        256,
                        new SamplingSettings(1, 1, 50, 1, 0.2),
                        40,
                        4,
                        new ImageRequest.PaintSettings(10, new ImageRequest.PaintSeed.OfTokens()));
        return new PictureMetadata(
                "id",
                Instant.EPOCH,
                new Recipe(request, new ModelSource.BuiltIn(), NumberType.FLOAT32),
                new Provenance(2, "1", "Built-in", "cpu", 2, List.of(), ""),
                new ImageTokens(16, 16, new int[256]),
                Map.of());
    }
}
