package studio.xomni.app.create;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import studio.xomni.app.models.ModelInfo;
import studio.xomni.app.store.ModelSource;

class SavedPromptsTest {

    private final CreateModel form =
            new CreateModel(
                    ModelInfo.read(new ModelSource.BuiltIn()),
                    new SplittableRandom(1),
                    (recipe, first) -> {});
    private final SavedPromptsModel saved = form.saved();

    private void save(String name, String prompt) {
        form.prompt().set(prompt);
        saved.save(name, false);
    }

    @Test
    void aPromptComesBackAloneOrWithTheWholeForm() {
        form.prompt().set("a \"SALE\"\n茶");
        form.topK().set(7);
        form.seed().set(99);
        saved.save("alone", false);
        saved.save(" whole ", true);
        form.prompt().set("");
        form.topK().set(50);
        form.seed().set(1);
        saved.insert("alone");
        assertEquals("a \"SALE\"\n茶", form.prompt().get());
        assertEquals(50, form.topK().get());
        saved.insert("whole");
        assertEquals(7, form.topK().get());
        assertEquals(99, form.seed().get());
        saved.insert("unknown");
        assertEquals("a \"SALE\"\n茶", form.prompt().get());
    }

    @Test
    void aSearchLooksAtNamesAndPrompts() {
        save("Summer", "a beach");
        save("Winter", "a Mountain with snow");
        save("茶馆", "a teahouse");
        assertEquals(List.of("Summer", "Winter", "茶馆"), List.copyOf(saved.shown()));
        saved.search().set("WITH moun");
        assertEquals(List.of("Winter"), List.copyOf(saved.shown()));
        saved.search().set("茶");
        assertEquals(List.of("茶馆"), List.copyOf(saved.shown()));
        saved.search().set("nothing");
        save("nothing else", "x");
        assertEquals(List.of("nothing else"), List.copyOf(saved.shown()));
    }

    @Test
    void renamingDeletingAndReplacingAreUndone() {
        save("one", "1");
        save("two", "2");
        assertTrue(saved.rename("one", "first"));
        assertFalse(saved.rename("first", "two"), "the name of another");
        saved.delete("two");
        save("first", "other");
        assertEquals("other", saved.find("first").orElseThrow().prompt());
        saved.undo();
        assertEquals("1", saved.find("first").orElseThrow().prompt());
        saved.undo();
        assertEquals(Set.of("first", "two"), saved.all().keySet());
        saved.undo();
        assertEquals(Set.of("one", "two"), saved.all().keySet());
        assertEquals("2", saved.find("two").orElseThrow().prompt());
        assertTrue(saved.undoable().get());
        saved.undo();
        saved.undo();
        assertEquals(Set.of(), saved.all().keySet());
        assertFalse(saved.undoable().get());
        saved.undo();
    }

    @Test
    void aNameIsNeeded() {
        saved.save("  ", false);
        assertEquals(Set.of(), saved.all().keySet());
    }

    @Test
    void itIsTextForTheLibrary() {
        SavedPrompt prompt = new SavedPrompt("水墨 🎋\n\"x\"", "{\"seed\":1}");
        assertEquals(Optional.of(prompt), SavedPrompt.fromJson(prompt.toJson()));
        for (String odd : List.of("", "in bold letters", "[]", "{}", "{\"prompt\":[]}", "null")) {
            assertEquals(Optional.empty(), SavedPrompt.fromJson(odd), odd);
        }
    }
}
