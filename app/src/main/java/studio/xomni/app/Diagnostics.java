package studio.xomni.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import studio.xomni.app.queue.Build;
import studio.xomni.app.settings.Settings;
import studio.xomni.app.settings.SettingsFile;
import studio.xomni.app.store.Job;
import studio.xomni.app.store.Library;
import studio.xomni.engine.pipeline.Machine;

/**
 * One file for a report of trouble: versions, the machine, settings, logs, the queue's states. What
 * users write, their prompts, is in it only when they say so.
 */
final class Diagnostics {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss", Locale.ROOT);

    private Diagnostics() {}

    /**
     * Writes the file into the data folder.
     *
     * @param library whose queue is told of, when it is open
     * @param withPrompts whether prompts are told, too
     * @return where it is
     */
    static Path write(
            Path data,
            Settings settings,
            SettingsFile file,
            List<Library> library,
            boolean withPrompts)
            throws IOException {
        Path folder = data.resolve("diagnostics");
        Files.createDirectories(folder);
        Path zip = folder.resolve("xomni-studio-" + NAME.format(LocalDateTime.now()) + ".zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(out)) {
            put(entries, "versions.txt", lines(versions(settings)));
            if (Files.isRegularFile(file.file())) {
                put(entries, "settings.json", Files.readString(file.file()));
            }
            for (Library open : library) {
                put(entries, "queue.txt", queue(open));
                if (withPrompts) {
                    put(entries, "prompts.txt", prompts(open));
                }
            }
            for (Path log : Logs.files(data)) {
                put(entries, "logs/" + log.getFileName(), Files.readString(log));
            }
        }
        return zip;
    }

    private static Map<String, Object> versions(Settings settings) {
        Runtime runtime = Runtime.getRuntime();
        Machine machine = Machine.here();
        Map<String, Object> versions = new LinkedHashMap<>();
        versions.put("X-Omni Studio", Build.version());
        versions.put(
                "Java",
                System.getProperty("java.runtime.version")
                        + " "
                        + System.getProperty("java.vendor"));
        versions.put("JavaFX", System.getProperty("javafx.runtime.version"));
        versions.put(
                "system",
                System.getProperty("os.name")
                        + " "
                        + System.getProperty("os.version")
                        + " "
                        + System.getProperty("os.arch"));
        versions.put("desktop", System.getenv().getOrDefault("XDG_CURRENT_DESKTOP", "?"));
        versions.put("processors", runtime.availableProcessors());
        versions.put("memory", machine.total() + " bytes, " + machine.available() + " available");
        versions.put("held", Machine.resident() + " bytes");
        versions.put("heap", runtime.totalMemory() + " of " + runtime.maxMemory() + " bytes");
        versions.put("device", settings.device());
        versions.put("memory mode", settings.memory());
        versions.put("locale", Locale.getDefault());
        return versions;
    }

    private static String lines(Map<String, Object> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + ": " + value.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private static String queue(Library library) {
        return library.jobs().all().stream()
                .map(
                        job ->
                                "%d %s %s %d×%d ×%d %s %s%n"
                                        .formatted(
                                                job.id(),
                                                job.state(),
                                                job.message(),
                                                job.recipe().request().width(),
                                                job.recipe().request().height(),
                                                job.recipe().request().count(),
                                                job.recipe().numbers(),
                                                job.recipe().memory()))
                .collect(Collectors.joining());
    }

    private static String prompts(Library library) {
        return library.jobs().all().stream()
                        .map((Job job) -> job.id() + " " + job.recipe().request().prompt() + "\n")
                        .collect(Collectors.joining())
                + library.desk().history().stream()
                        .map(prompt -> prompt + "\n")
                        .collect(Collectors.joining());
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
