package studio.xomni.engine.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever the engine can say is there in Chinese, with the same arguments. What only the command
 * line says ({@code cli}, {@code bench}) stays English: no window shows it.
 */
class TranslationsTest {

    private static final Path SOURCES = Path.of("src/main/java/studio/xomni/engine");

    private static final Path CHINESE =
            Path.of("src/main/resources/studio/xomni/engine/error/sentences_zh.json");

    private static final List<Path> ONLY_ENGLISH =
            List.of(SOURCES.resolve("cli"), SOURCES.resolve("bench"));

    /** As {@link java.util.Formatter} reads them: index, all else, conversion. */
    private static final Pattern PLACE =
            Pattern.compile("%(?:(\\d+)\\$)?([-#+ 0,(.\\d]*[a-zA-Z%])");

    private static PatternsInSources english;
    private static Map<String, String> chinese;

    @BeforeAll
    static void read() throws IOException {
        List<Path> files = PatternsInSources.javaFiles(SOURCES);
        english = PatternsInSources.of(files, TranslationsTest::isTranslated);
        chinese = entries(Files.readString(CHINESE));
    }

    private static boolean isTranslated(Path file) {
        return ONLY_ENGLISH.stream().noneMatch(file::startsWith);
    }

    private static Map<String, String> entries(String json) {
        return new Gson().fromJson(json, new TypeToken<Map<String, String>>() {});
    }

    @Test
    void everyPatternIsAConstantAndNoArgumentIsWords() {
        assertEquals(List.of(), english.wrong);
    }

    @Test
    void everyPatternIsThereInChinese() {
        Map<String, String> missing = new TreeMap<>(english.patterns);
        missing.keySet().removeAll(chinese.keySet());
        assertEquals(Map.of(), missing, "add them to " + CHINESE);
    }

    @Test
    void noChineseIsLeftOver() {
        Set<String> left = new TreeSet<>(chinese.keySet());
        left.removeAll(english.patterns.keySet());
        assertEquals(Set.of(), left, "take them out of " + CHINESE);
    }

    @Test
    void bothLanguagesPutInTheSameArguments() {
        chinese.forEach((one, other) -> assertEquals(arguments(one), arguments(other), other));
    }

    @Test
    void chineseHasItsOwnPunctuationAndNoOtherWordsThanNames() {
        Pattern latinPunctuation = Pattern.compile("[,;:!?](\\s|$)|\\.$|[\\p{IsHan}][,;:()]");
        Pattern word = Pattern.compile("[A-Za-z_][\\w.-]*");
        chinese.forEach(
                (one, other) -> {
                    assertFalse(latinPunctuation.matcher(other).find(), other);
                    assertEquals(one.endsWith("."), other.endsWith("。"), other);
                    word.matcher(PLACE.matcher(other).replaceAll(""))
                            .results()
                            .map(MatchResult::group)
                            .forEach(name -> assertTrue(one.contains(name), other));
                });
    }

    @Test
    void theFileIsSorted() throws IOException {
        List<String> keys =
                Files.readAllLines(CHINESE).stream()
                        .filter(line -> line.startsWith("  \""))
                        .map(line -> entries("{" + line.replaceFirst(",$", "") + "}"))
                        .flatMap(entry -> entry.keySet().stream())
                        .toList();
        assertEquals(chinese.size(), keys.size(), "one entry a line, none twice");
        assertEquals(keys.stream().sorted().toList(), keys);
    }

    @Test
    void aPatternThatIsNotWrittenWhereItIsSaidIsFound(@TempDir Path folder) throws IOException {
        Path source = folder.resolve("Sample.java");
        Files.writeString(
                source,
                """
                import studio.xomni.engine.error.Sentence;

                class Sample {
                    private static final String NAME = "A %s" + " b.";

                    Object[] said(String given, boolean both) {
                        return new Object[] {
                            Sentence.of("One " + "%s.", given),
                            Sentence.of(NAME, 1),
                            Sentence.of("Two " + given),
                            Sentence.of(given, 2),
                            Sentence.of("It holds %s.", both ? "both" : "neither")
                        };
                    }
                }
                """);
        PatternsInSources found = PatternsInSources.of(List.of(source), file -> true);
        assertEquals(Set.of("One %s.", "A %s b.", "It holds %s."), found.patterns.keySet());
        assertEquals(
                List.of(
                        "Sample.java:10: the pattern is no constant: \"Two \" + given",
                        "Sample.java:11: the pattern is no constant: given",
                        "Sample.java:12: words are an argument: \"both\"",
                        "Sample.java:12: words are an argument: \"neither\""),
                found.wrong);
    }

    /** The arguments that a pattern puts in, each with its conversion. */
    private static Set<String> arguments(String pattern) {
        Matcher places = PLACE.matcher(pattern);
        List<String> found = new ArrayList<>();
        int ordinary = 0;
        while (places.find()) {
            if (!places.group(2).equals("%")) {
                String index = places.group(1) == null ? "" + ++ordinary : places.group(1);
                found.add(index + " " + places.group(2));
            }
        }
        return found.stream().collect(Collectors.toCollection(TreeSet::new));
    }
}
