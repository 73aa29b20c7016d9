package studio.xomni.engine.text;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import java.nio.file.Path;
import java.util.Map;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.error.Sentence;

/**
 * One Jinja template of a checkpoint. It comes from outside: it reads no files, calls no Java and
 * its output is bounded.
 */
final class Jinja {

    // A chat of 1000 turns renders to far less.
    private static final int MOST_CHARACTERS = 1 << 20;
    private static final int MOST_ROUNDS = 10_000;

    private final Path source;
    private final String template;
    private final Jinjava jinjava;

    Jinja(Path source, String template) {
        this.source = source;
        this.template = JinjaSpace.settle(template);
        this.jinjava =
                new Jinjava(
                        JinjavaConfig.newBuilder()
                                .withNestedInterpretationEnabled(false)
                                .withMaxOutputSize(MOST_CHARACTERS)
                                .withMaxStringLength(MOST_CHARACTERS)
                                .withMaxListSize(MOST_ROUNDS)
                                .withMaxMapSize(MOST_ROUNDS)
                                .withRangeLimit(MOST_ROUNDS)
                                .build());
        jinjava.setResourceLocator(
                (name, encoding, interpreter) -> {
                    throw new CheckpointException(
                            Sentence.of("A chat template reads no files: %s", name));
                });
        jinjava.registerFunction(
                new ELFunctionDefinition(
                        "", "raise_exception", Jinja.class, "raiseException", String.class));
    }

    /** What templates call to refuse a chat. Public because the template engine calls it. */
    public static String raiseException(String message) {
        throw new IllegalArgumentException(message);
    }

    String render(Map<String, Object> variables) {
        RenderResult result;
        try {
            result = jinjava.renderForResult(template, variables);
        } catch (RuntimeException | StackOverflowError e) {
            throw failure(e);
        }
        for (TemplateError error : result.getErrors()) {
            throw failure(
                    error.getException() == null
                            ? new IllegalArgumentException(error.getMessage())
                            : error.getException());
        }
        return result.getOutput();
    }

    private CheckpointException failure(Throwable e) {
        Throwable first = e;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return new CheckpointException(
                Sentence.of("%s: the chat template fails: %s", source, reason(first)), e);
    }

    /** A library's own words are cut to a line. */
    private static Object reason(Throwable e) {
        return e instanceof CheckpointException ours
                ? ours.sentence()
                : String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
