package studio.xomni.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorTest {

    @Test
    void findsEverythingAfterABuild() {
        JsonObject found = Xomni.run("doctor", "--json").json();
        for (String key :
                List.of(
                        "xomni",
                        "java",
                        "os",
                        "processor",
                        "memory",
                        "cache",
                        "libtorch",
                        "devices",
                        "builtin")) {
            assertTrue(found.has(key), key);
        }
        assertEquals(0, found.getAsJsonArray("missing").size());
        assertTrue(found.get("devices").getAsString().startsWith("cpu"));
    }

    @Test
    void whatIsMissingIsShownWithWhatMendsIt() {
        var found =
                new Examination(
                        List.of(new Examination.Fact("java", "Java", "17")),
                        List.of(new Examination.Missing("The model is missing.", "mvn package")));
        assertEquals(
                List.of(
                        "Java            17",
                        "",
                        "Missing: The model is missing.",
                        "To mend:  mvn package"),
                found.lines());
        assertEquals(
                "[{\"what\":\"The model is missing.\",\"mend\":\"mvn package\"}]",
                found.json().get("missing").toString());
    }
}
