package studio.xomni.app.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The desk in the ledger. */
final class StoredDesk implements Desk {

    private final Ledger ledger;

    StoredDesk(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Optional<String> draft() {
        return ledger.read(Fact.DRAFT::get);
    }

    @Override
    public void saveDraft(String json) {
        ledger.record(new DeskChange.Draft(json));
    }

    @Override
    public List<String> history() {
        return ledger.read(
                handle ->
                        handle.createQuery("SELECT prompt FROM prompts ORDER BY used DESC")
                                .mapTo(String.class)
                                .list());
    }

    @Override
    public void addToHistory(String prompt) {
        ledger.record(new DeskChange.Prompt(prompt));
    }

    @Override
    public Map<String, String> snippets() {
        return ledger.read(
                handle -> {
                    Map<String, String> snippets = new LinkedHashMap<>();
                    handle.createQuery("SELECT name, content FROM snippets ORDER BY name")
                            .map(
                                    (row, context) ->
                                            Map.entry(
                                                    row.getString("name"),
                                                    row.getString("content")))
                            .forEach(entry -> snippets.put(entry.getKey(), entry.getValue()));
                    return snippets;
                });
    }

    @Override
    public void saveSnippet(String name, String text) {
        ledger.record(new DeskChange.Snippet(name, text));
    }

    @Override
    public void removeSnippet(String name) {
        ledger.record(new DeskChange.SnippetRemoved(name));
    }

    @Override
    public Optional<String> get(String key) {
        return ledger.read(
                handle ->
                        handle.createQuery("SELECT content FROM settings WHERE name = ?")
                                .bind(0, key)
                                .mapTo(String.class)
                                .findOne());
    }

    @Override
    public void put(String key, String value) {
        ledger.record(new DeskChange.Setting(key, value));
    }
}
