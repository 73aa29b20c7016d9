package studio.xomni.app.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ports to the desktop, with real child processes in place of the desktop's programs. */
class DesktopTest {

    @TempDir Path folder;

    @BeforeEach
    void onlyWhereThereIsAShell() {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
    }

    private Programs programs() {
        return new Programs(List.of(folder, Path.of("/bin"), Path.of("/usr/bin")));
    }

    /** A program that writes down its arguments, one a line, and goes on with a line of a shell. */
    private void put(String name, String then) throws IOException {
        Path program = folder.resolve(name);
        Files.writeString(
                program,
                """
                #!/bin/sh
                printf '%%s\\n' "$@" > "%s.part"
                mv "%s.part" "%s.arguments"
                %s
                """
                        .formatted(program, program, program, then));
        assertTrue(program.toFile().setExecutable(true));
    }

    private List<String> arguments(String name) throws Exception {
        Path written = folder.resolve(name + ".arguments");
        for (int i = 0; i < 1000 && !Files.exists(written); i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return Files.readAllLines(written);
    }

    @Test
    void aNoteIsGivenWordForWord() throws Exception {
        put("notify-send", "");
        DesktopNotes.of(programs(), "X-Omni Studio").show("--urgent $(id) 完成", "a;b 'c'");
        assertEquals(
                List.of("--app-name=X-Omni Studio", "--", "--urgent $(id) 完成", "a;b 'c'"),
                arguments("notify-send"));
    }

    @Test
    void withoutAProgramNothingHappens() {
        Programs none = new Programs(List.of(folder));
        DesktopNotes.of(none, "X").show("a", "b");
        try (StayAwake awake = new StayAwake(none, "X", "work")) {
            awake.begin();
            awake.end();
        }
    }

    private static long children(String words) {
        return ProcessHandle.current()
                .descendants()
                .filter(child -> child.info().commandLine().orElse("").contains(words))
                .count();
    }

    @Test
    void theSystemIsKeptAwakeFromTheBeginningToTheEnd() throws Exception {
        put("systemd-inhibit", "shift 4; \"$@\"; echo ended > \"$0.ended\"");
        Path program = folder.resolve("systemd-inhibit");
        try (StayAwake awake = new StayAwake(programs(), "X-Omni Studio", "Pictures are made")) {
            awake.begin();
            assertEquals(
                    List.of(
                            "--what=sleep:idle",
                            "--who=X-Omni Studio",
                            "--why=Pictures are made",
                            "--mode=block",
                            "/bin/cat"),
                    arguments("systemd-inhibit"));
            awake.begin();
            assertEquals(1, children(program.toString()), "a second job starts no second one");
            assertFalse(Files.exists(Path.of(program + ".ended")));
            awake.end();
            assertTrue(Files.exists(Path.of(program + ".ended")), "it ended by itself");
            assertEquals(0, children(program.toString()));
            awake.begin();
        }
        assertEquals(0, children(program.toString()), "closing ends it as well");
    }

    @Test
    void aProgramThatFailsOrHangsDoesNotStopTheWork() throws Exception {
        put("systemd-inhibit", "exec sleep 654321");
        try (StayAwake awake = new StayAwake(programs(), "X", "work")) {
            awake.begin();
            arguments("systemd-inhibit");
        }
        assertEquals(0, children("sleep 654321"));
        put("systemd-inhibit", "exit 1");
        try (StayAwake awake = new StayAwake(programs(), "X", "work")) {
            awake.begin();
            awake.end();
        }
    }

    @Test
    void gnomeIsAskedWhereThereIsNoSystemd() throws Exception {
        put("gnome-session-inhibit", "shift 4; exec \"$@\"");
        Path cat = Files.createSymbolicLink(folder.resolve("cat"), Path.of("/bin/cat"));
        try (StayAwake awake =
                new StayAwake(new Programs(List.of(folder)), "X-Omni Studio", "Pictures")) {
            awake.begin();
            assertEquals(
                    List.of("--inhibit", "suspend:idle", "--reason", "Pictures", cat.toString()),
                    arguments("gnome-session-inhibit"));
        }
    }
}
