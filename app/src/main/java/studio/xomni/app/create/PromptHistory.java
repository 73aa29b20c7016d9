package studio.xomni.app.create;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Prompts that were generated from, each once, walked through like a shell's. */
public final class PromptHistory {

    private final List<String> prompts = new ArrayList<>();

    /** What stood in the form before the walk began. */
    private String unsent = "";

    /** Steps back from the form: 0 is the form itself. */
    private int back;

    /**
     * Fills the history.
     *
     * @param latestFirst as it is stored
     */
    public void fill(List<String> latestFirst) {
        prompts.clear();
        prompts.addAll(latestFirst);
        back = 0;
    }

    /** The latest first. */
    public List<String> prompts() {
        return List.copyOf(prompts);
    }

    void add(String prompt) {
        back = 0;
        if (!prompt.isBlank()) {
            prompts.remove(prompt);
            prompts.add(0, prompt);
        }
    }

    Optional<String> older(String inForm) {
        if (back > 0 && !inForm.equals(prompts.get(back - 1))) {
            back = 0; // typed since: the walk begins anew
        }
        if (back == 0) {
            unsent = inForm;
        }
        int next = back;
        while (next < prompts.size() && prompts.get(next).equals(inForm)) {
            next++;
        }
        if (next == prompts.size()) {
            return Optional.empty();
        }
        back = next + 1;
        return Optional.of(prompts.get(next));
    }

    Optional<String> newer() {
        if (back == 0) {
            return Optional.empty();
        }
        back--;
        return Optional.of(back == 0 ? unsent : prompts.get(back - 1));
    }
}
