package studio.xomni.app.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file {@code journal.jsonl} in the pictures folder: one JSON object a line, each fsynced
 * before {@link #append} returns. The first line names the library. A line that is no JSON, such as
 * one torn by a crash, is passed over.
 *
 * <p>Not for several threads at once.
 */
final class Journal {

    static final String NAME = "journal.jsonl";

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private static final String TYPE = "journal";
    private static final int VERSION = 1;

    private final Path file;

    /** Whether the file may end inside a line; the next one then begins with a line break. */
    private boolean torn = true;

    Journal(Path folder) {
        this.file = folder.resolve(NAME);
    }

    /**
     * The first line.
     *
     * @param library stays the same for as long as the library lives
     * @param copy of this very file: another after each {@link #rewrite}
     */
    record Header(String library, String copy) {}

    boolean exists() {
        return Files.isRegularFile(file);
    }

    long length() throws IOException {
        return Files.size(file);
    }

    /** The first line; empty when the file is missing or begins otherwise. */
    Optional<Header> header() throws IOException {
        if (!exists()) {
            return Optional.empty();
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return parse(new String(line(in), UTF_8))
                    .filter(json -> json.has("library") && json.has("copy"))
                    .map(
                            json ->
                                    new Header(
                                            json.get("library").getAsString(),
                                            json.get("copy").getAsString()));
        }
    }

    /**
     * Hands out the lines from a place on, in their order.
     *
     * @param from bytes to skip, the end of a line
     */
    void forEach(long from, Consumer<JsonObject> reader) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.skipNBytes(from);
            byte[] line = line(in);
            while (line.length > 0) {
                parse(new String(line, UTF_8)).ifPresent(reader);
                line = line(in);
            }
        }
    }

    /**
     * Adds lines and waits until they are on the disk.
     *
     * @return length of the file now
     */
    long append(String lines) throws IOException {
        // Not a channel: an interrupted thread would close it.
        long before = length();
        try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
            out.write(((torn ? "\n" : "") + lines + "\n").getBytes(UTF_8));
            out.getFD().sync();
            torn = false;
        } catch (IOException e) {
            takeBack(before);
            throw e;
        }
        return length();
    }

    /** A full disk may have taken a part of the lines; what is not taken back is passed over. */
    private void takeBack(long length) {
        torn = true;
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(length);
        } catch (IOException e) {
            LOG.warn("The journal may have a line of a change that was not made.", e);
        }
    }

    /**
     * Puts a new file in the place of the old one, in one step.
     *
     * @return its first line
     */
    Header rewrite(String library, Iterator<String> lines) throws IOException {
        Header header = new Header(library, UUID.randomUUID().toString());
        Path partial = file.resolveSibling("." + UUID.randomUUID() + ".part");
        try (FileOutputStream out = new FileOutputStream(partial.toFile())) {
            var buffered = new BufferedOutputStream(out);
            JsonObject first = new JsonObject();
            first.addProperty("type", TYPE);
            first.addProperty("version", VERSION);
            first.addProperty("library", header.library());
            first.addProperty("copy", header.copy());
            buffered.write((JsonText.of(first) + "\n").getBytes(UTF_8));
            while (lines.hasNext()) {
                buffered.write((lines.next() + "\n").getBytes(UTF_8));
            }
            buffered.flush();
            out.getFD().sync();
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(partial);
            throw e;
        }
        Disk.replace(partial, file);
        torn = false;
        return header;
    }

    private static Optional<JsonObject> parse(String line) {
        try {
            return line.isBlank() ? Optional.empty() : Optional.of(JsonText.object(line));
        } catch (JsonParseException e) {
            return Optional.empty();
        }
    }

    /** The next line with its line break; empty at the end. */
    private static byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0) {
            line.write(next);
            if (next == '\n') {
                break;
            }
            next = in.read();
        }
        return line.toByteArray();
    }
}
