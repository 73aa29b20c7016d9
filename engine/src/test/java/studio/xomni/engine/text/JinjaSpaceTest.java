package studio.xomni.engine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JinjaSpaceTest {

    /** Expected texts: Jinja2 3.1.6 with trim_blocks and lstrip_blocks on, a true, b "B". */
    static Stream<Arguments> templates() {
        return Stream.of(
                Arguments.of("{% if a %}\n  x\n{% endif %}\ny\n", "  x\ny"),
                Arguments.of("x \n  {%- if a -%}  \n y {% endif %}", "xy "),
                Arguments.of("  {% if a %}x{% endif %}", "x"),
                Arguments.of("a {% if a %}x{% endif %}", "a x"),
                Arguments.of("  {%+ if a %}x{% endif +%}\n", "  x"),
                Arguments.of("x\n  {{ b }}\n y", "x\n  B\n y"),
                Arguments.of("x  {{- b -}}  y", "xBy"),
                Arguments.of("{{ '-%}' }}  {{- '{{- ' }}", "-%}{{- "),
                Arguments.of("x {# no -%} #}\n  y", "x   y"),
                Arguments.of("x\n{#- c -#}\n  y", "xy"),
                Arguments.of("{% if a %}\r\nx{% endif %}\r\n", "x"),
                Arguments.of("{{ 'a\\'}}' }} b", "a'}} b"));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void whiteSpaceIsJinjas(String template, String rendered) {
        assertEquals(
                rendered,
                new Jinja(Path.of("t.jinja"), template).render(Map.of("a", true, "b", "B")));
    }
}
