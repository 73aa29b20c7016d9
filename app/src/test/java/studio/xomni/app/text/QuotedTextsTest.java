package studio.xomni.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import studio.xomni.app.text.QuotedTexts.Span;

class QuotedTextsTest {

    @Test
    void findsTheTextsOfAllFourPairs() {
        assertEquals(
                List.of("SALE", "50 %", "你好", "世界"),
                QuotedTexts.texts("a poster \"SALE\" with “50 %” and 「你好」, 『世界』"));
    }

    @Test
    void aSpanReachesFromQuoteToQuote() {
        assertEquals(List.of(new Span(2, 6, "ab", true)), QuotedTexts.find("x \"ab\" y"));
    }

    @Test
    void anApostropheIsNoQuote() {
        assertEquals(List.of(), QuotedTexts.find("the dog's 'best' friend’s"));
    }

    @Test
    void aTextMayHoldOtherPairs() {
        assertEquals(List.of("他说『你好』"), QuotedTexts.texts("「他说『你好』」"));
    }

    @Test
    void anUnclosedQuoteIsMarkedToTheEndOfItsLineAndIsNoText() {
        assertEquals(
                List.of(new Span(0, 3, "ab", false), new Span(4, 7, "c", true)),
                QuotedTexts.find("“ab\n\"c\""));
        assertEquals(List.of("c"), QuotedTexts.texts("“ab\n\"c\""));
    }

    @Test
    void anUnclosedQuoteEndsWhereTheNextOpens() {
        assertEquals(
                List.of(new Span(0, 4, "ab ", false), new Span(4, 7, "c", true)),
                QuotedTexts.find("“ab \"c\""));
    }

    @Test
    void replacingKeepsThePair() {
        assertEquals("「新」 and \"b\"", QuotedTexts.replace("「旧」 and \"b\"", 0, "新"));
    }

    @Test
    void aTextThatHoldsItsQuoteTakesAnotherPair() {
        assertEquals("“the \"best\" tea”", QuotedTexts.replace("\"tea\"", 0, "the \"best\" tea"));
        assertEquals("\"“\"", QuotedTexts.replace("“a”", 0, "“"));
    }

    @Test
    void replacingDoesNotCountUnclosedQuotes() {
        assertEquals("“open \"new\"", QuotedTexts.replace("“open \"old\"", 0, "new"));
    }

    @Test
    void appendingDoesNotCloseAnUnclosedQuote() {
        String prompt = QuotedTexts.append("say \"hello", "tea");
        assertEquals("say \"hello “tea”", prompt);
        assertEquals(List.of("tea"), QuotedTexts.texts(prompt));
    }

    @Test
    void appendingTakesThePairOfTheLastText() {
        assertEquals("「茶」 「水」", QuotedTexts.append("「茶」", "水"));
    }

    @Test
    void quotesBecomeApostrophesWhereNoPairIsLeft() {
        assertEquals("\"a''''b\"", QuotedTexts.append("", "a\"”」』b"));
    }

    @Test
    void aTextThatIsNotThereCannotBeReplaced() {
        assertThrows(
                IndexOutOfBoundsException.class, () -> QuotedTexts.replace("\"a\" “b", 1, "c"));
    }

    @Property(tries = 2000)
    void aListOfTextsSurvivesThePrompt(@ForAll("lists") List<String> list) {
        String prompt = "";
        for (String text : list) {
            prompt = QuotedTexts.append(prompt, text);
        }
        assertEquals(list, QuotedTexts.texts(prompt));
    }

    @Property(tries = 2000)
    void replacingChangesOneTextAndNoOther(
            @ForAll("lists") List<String> list,
            @ForAll("texts") String text,
            @ForAll("indices") int index) {
        if (list.isEmpty()) {
            return;
        }
        String prompt = "a poster";
        for (String each : list) {
            prompt = QuotedTexts.append(prompt, each);
        }
        List<String> wanted = new ArrayList<>(list);
        wanted.set(index % list.size(), text);
        assertEquals(
                wanted, QuotedTexts.texts(QuotedTexts.replace(prompt, index % list.size(), text)));
    }

    @Property(tries = 2000)
    void spansOfAnyPromptLieInOrderAndShowTheirText(@ForAll("prompts") String prompt) {
        int end = 0;
        for (Span span : QuotedTexts.find(prompt)) {
            assertEquals(true, span.start() >= end, "spans overlap");
            int last = span.closed() ? span.end() - 1 : span.end();
            assertEquals(span.text(), prompt.substring(span.start() + 1, last));
            end = span.end();
        }
    }

    @Provide
    Arbitrary<List<String>> lists() {
        return texts().list().ofMaxSize(6);
    }

    /** Texts that at least one pair can hold: each lacks one of the closing quotes. */
    @Provide
    Arbitrary<String> texts() {
        return prompts()
                .filter(
                        text ->
                                List.of("\"", "”", "」", "』").stream()
                                        .anyMatch(quote -> !text.contains(quote)));
    }

    @Provide
    Arbitrary<String> prompts() {
        return Arbitraries.of(
                        "a", "B", " ", "\n", "'", "\"", "“", "”", "「", "」", "『", "』", "茶", "🍵")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<Integer> indices() {
        return Arbitraries.integers().between(0, 100);
    }
}
