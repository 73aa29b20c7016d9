package studio.xomni.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.xomni.app.settings.Settings.Language;
import studio.xomni.app.settings.Settings.Theme;
import studio.xomni.app.settings.SettingsFile.Trouble;
import studio.xomni.app.store.ModelSource;
import studio.xomni.engine.pipeline.Memory;

class SettingsFileTest {

    @TempDir Path folder;

    private Path file() {
        return folder.resolve("settings.json");
    }

    private static Settings unusual() {
        ModelSource.Folders model =
                new ModelSource.Folders(Path.of("/m/X-Omni-En"), Path.of("/m/flux"));
        return Settings.STANDARD
                .withTheme(Theme.LIGHT)
                .withLanguage(Language.CHINESE)
                .withPictures(Path.of("/图片/海报"))
                .withDevice("cuda:1")
                .withMemory(Memory.MINIMAL)
                .withPreviews(false)
                .withModel(model);
    }

    @Test
    void withoutAFileTheStandardHolds() {
        SettingsFile read = SettingsFile.in(folder);
        assertEquals(Settings.STANDARD, read.settings());
        assertEquals(Optional.empty(), read.trouble());
        assertFalse(Files.exists(file()), "reading writes nothing");
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        SettingsFile.in(folder).write(unusual());
        SettingsFile read = SettingsFile.in(folder);
        assertEquals(unusual(), read.settings());
        assertEquals(Optional.empty(), read.trouble());
        assertTrue(Files.readString(file()).contains("\n  \"theme\": \"light\""), "is readable");
    }

    @Test
    void theUsualFolderIsNotWrittenDown() throws IOException {
        SettingsFile file = SettingsFile.in(folder);
        file.write(Settings.STANDARD);
        assertFalse(Files.readString(file()).contains("pictures"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1]", "null", "{\"theme\": \"dark\"", "\u0000\u0001"})
    void aDamagedFileIsPutAsideAndTheStandardHolds(String damaged) throws IOException {
        Files.writeString(file(), damaged);
        SettingsFile read = SettingsFile.in(folder);
        assertEquals(Settings.STANDARD, read.settings());
        assertEquals(Optional.of(Trouble.DAMAGED), read.trouble());
        assertEquals(damaged, Files.readString(read.aside()));
    }

    @Test
    void bytesThatAreNoTextAreDamage() throws IOException {
        Files.write(file(), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertEquals(Optional.of(Trouble.DAMAGED), SettingsFile.in(folder).trouble());
    }

    @Test
    void aFolderInItsPlaceIsSaid() throws IOException {
        Files.createDirectory(file());
        SettingsFile read = SettingsFile.in(folder);
        assertEquals(Optional.of(Trouble.UNREADABLE), read.trouble());
        assertThrows(IOException.class, () -> read.write(unusual()));
    }

    @Test
    void ofANewerVersionTheKnownHoldsAndTheRestIsKept() throws IOException {
        Files.writeString(
                file(),
                """
                {"version": 7, "theme": "light", "language": "klingon", "memory": 5,
                 "previews": false, "sound": {"loud": true}, "models": [{"checkpoint": "/a"}, 3]}
                """);
        SettingsFile read = SettingsFile.in(folder);
        assertEquals(Optional.of(Trouble.NEWER), read.trouble());
        assertEquals(Settings.STANDARD.withTheme(Theme.LIGHT).withPreviews(false), read.settings());
        read.write(read.settings().withTheme(Theme.DARK));
        JsonObject json = JsonParser.parseString(Files.readString(file())).getAsJsonObject();
        assertEquals(7, json.get("version").getAsInt());
        assertTrue(json.getAsJsonObject("sound").get("loud").getAsBoolean());
        assertEquals("dark", json.get("theme").getAsString());
    }

    @Test
    void modelsThatWereOpenedAreRememberedTheLatestFirst() {
        Settings settings = Settings.STANDARD;
        for (int i = 0; i < 12; i++) {
            settings =
                    settings.withModel(
                            new ModelSource.Folders(Path.of("/m" + i), Path.of("/flux")));
        }
        settings =
                settings.withModel(new ModelSource.Folders(Path.of("/m9"), Path.of("/flux")))
                        .withModel(new ModelSource.BuiltIn());
        List<String> names =
                settings.models().stream().map(one -> one.checkpoint().toString()).toList();
        assertEquals("/m9", names.get(0));
        assertEquals(8, names.size());
        assertEquals(8, names.stream().distinct().count());
        assertEquals(new ModelSource.BuiltIn(), settings.model());
    }
}
