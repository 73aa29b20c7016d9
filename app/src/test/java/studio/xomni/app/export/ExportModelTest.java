package studio.xomni.app.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.xomni.app.export.ExportPorts.Word;
import studio.xomni.app.store.Folders;
import studio.xomni.app.store.Library;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.work.Background;
import studio.xomni.engine.vision.Picture;
import studio.xomni.engine.vision.PictureReader;
import studio.xomni.engine.vision.PngWriter;

class ExportModelTest {

    private static final int SIDE = 16;

    @TempDir Path folder;

    private final Ports ports = new Ports();
    private Library library;
    private List<StoredPicture> pictures;
    private Path out;

    /** Writes down what is said and asked. */
    private static final class Ports implements ExportPorts {
        final List<Word> words = new ArrayList<>();
        final List<Runnable> replace = new ArrayList<>();
        final List<Runnable> keep = new ArrayList<>();
        int asked;

        @Override
        public void say(Word word) {
            words.add(word);
        }

        @Override
        public void askToReplace(int files, Runnable yes, Runnable no) {
            asked = files;
            replace.add(yes);
            keep.add(no);
        }

        Word last() {
            return words.get(words.size() - 1);
        }
    }

    @BeforeEach
    void fillALibrary() throws IOException {
        library = Library.open(new Folders(folder.resolve("pictures"), folder.resolve("data")));
        Path source = Files.createDirectories(folder.resolve("source"));
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            byte[] rgb = new byte[3 * SIDE * SIDE];
            Arrays.fill(rgb, (byte) (40 * i + 1));
            Path file = source.resolve("picture" + i + ".png");
            PngWriter.write(new Picture(SIDE, SIDE, rgb), file);
            files.add(file);
        }
        pictures = library.pictures().importFiles(files).added();
        out = folder.resolve("out");
    }

    @AfterEach
    void close() {
        library.close();
    }

    private ExportModel model(Background writing) {
        ExportModel model =
                new ExportModel(
                        library.desk(), library.folders(), Background.inline(), writing, ports);
        model.load();
        model.choose(pictures);
        model.folder().set(out.toString());
        return model;
    }

    private ExportModel model() {
        return model(Background.inline());
    }

    private List<String> written() throws IOException {
        try (Stream<Path> files = Files.list(out)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void writesNumberedFilesAndSaysWhere() throws IOException {
        ExportModel model = model();
        assertEquals("poster-1.png", model.example().orElseThrow());
        model.export();
        assertEquals(List.of("poster-1.png", "poster-2.png", "poster-3.png"), written());
        Word.Done done = assertInstanceOf(Word.Done.class, ports.last());
        assertEquals(3, done.written());
        assertFalse(model.running().get());
        assertTrue(model.isDone());
    }

    @Test
    void neverOverwritesByItself() throws IOException {
        Files.createDirectories(out);
        Files.writeString(out.resolve("poster-2.png"), "mine");
        model().export();
        assertEquals(
                List.of("poster-1.png", "poster-2-2.png", "poster-2.png", "poster-3.png"),
                written());
        assertEquals("mine", Files.readString(out.resolve("poster-2.png")));
    }

    @Test
    void replacesOnlyAfterAskingAndThenNoneOfItsOwn() throws IOException {
        Files.createDirectories(out);
        Files.writeString(out.resolve("x.png"), "mine");
        ExportModel model = model();
        model.pattern().set("x");
        model.clash().set(ExportSettings.Clash.REPLACE);
        model.export();
        assertEquals(3, ports.asked);
        assertEquals("mine", Files.readString(out.resolve("x.png")), "nothing before the answer");
        ports.keep.get(0).run();
        assertEquals("mine", Files.readString(out.resolve("x.png")));
        assertEquals(List.of("x-2.png", "x-3.png", "x-4.png", "x.png"), written());
        model.export();
        ports.replace.get(1).run();
        // The first replaces the file that was there; the other two stand beside it.
        assertEquals(6, written().size());
        assertFalse(
                Files.readString(out.resolve("x.png"), StandardCharsets.ISO_8859_1)
                        .startsWith("mine"));
    }

    @Test
    void theLibraryItselfIsNoPlaceForAnExport() throws IOException {
        ExportModel model = model();
        Path inside = library.folders().pictures().resolve("sub");
        model.folder().set(inside.toString());
        model.export();
        assertInstanceOf(Word.OwnFolder.class, ports.last());
        assertFalse(Files.exists(inside));
        Path link = Files.createSymbolicLink(folder.resolve("link"), library.folders().pictures());
        model.folder().set(link.toString());
        model.export();
        assertInstanceOf(Word.OwnFolder.class, ports.last());
    }

    @Test
    void aFolderThatTakesNoFilesIsOneSentence() {
        // Not even the superuser makes files there.
        Path closed = Path.of("/proc/self");
        Assumptions.assumeTrue(Files.isDirectory(closed));
        ExportModel model = model();
        model.folder().set(closed.toString());
        model.export();
        Word.Unwritable said = assertInstanceOf(Word.Unwritable.class, ports.last());
        assertEquals(0, said.written());
        assertEquals(3, said.all());
        assertFalse(model.running().get());
    }

    @Test
    void whatCannotBePutInItsPlaceLeavesNoPart() throws IOException {
        Files.createDirectories(out.resolve("x.png").resolve("full"));
        ExportModel model = model();
        model.pattern().set("x");
        model.clash().set(ExportSettings.Clash.REPLACE);
        model.export();
        ports.replace.get(0).run();
        assertInstanceOf(Word.Failed.class, ports.last());
        assertEquals(List.of("x.png"), written());
    }

    @Test
    void aFileWhereTheFolderShouldBeIsOneSentence() throws IOException {
        Files.writeString(out, "a file");
        model().export();
        assertInstanceOf(Word.Unwritable.class, ports.last());
        assertEquals("a file", Files.readString(out));
    }

    private static boolean done(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor() == 0;
    }

    /** Where this user may mount a small disk; elsewhere it is passed over. */
    @Test
    void aFullDiskLeavesWholeFilesOnlyAndIsOneSentence() throws Exception {
        String disk = Files.createDirectories(out).toString();
        Assumptions.assumeTrue(
                Files.exists(Path.of("/bin/mount"))
                        && done("/bin/mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", disk));
        try {
            ExportModel model = model();
            model.export();
            Word.DiskFull full = assertInstanceOf(Word.DiskFull.class, ports.last());
            assertEquals(1, full.written());
            assertEquals(List.of("poster-1.png"), written());
            PictureReader.read(out.resolve("poster-1.png"));
        } finally {
            assertTrue(done("/bin/umount", disk));
        }
    }

    @Test
    void aPictureThatIsGoneIsLeftOutAndSaid() throws IOException {
        Files.delete(pictures.get(1).file());
        ExportModel model = model();
        model.export();
        Word.Done done = assertInstanceOf(Word.Done.class, ports.last());
        assertEquals(2, done.written());
        assertEquals(1, done.refused());
        assertTrue(done.why().contains(pictures.get(1).file().toString()), done.why());
        assertFalse(model.isDone());
    }

    @Test
    void aCancelledExportKeepsWhatIsWritten() throws IOException {
        ExportModel[] model = new ExportModel[1];
        Background cancelling =
                new Background() {
                    @Override
                    public <T> void run(
                            Callable<T> work,
                            Consumer<? super T> done,
                            Consumer<? super Exception> failed) {
                        Background.inline().run(work, done, failed);
                    }

                    @Override
                    public void later(Runnable action) {
                        // The first picture is written: now somebody has seen enough.
                        action.run();
                        model[0].cancel();
                    }
                };
        model[0] = model(cancelling);
        model[0].export();
        Word.Cancelled cancelled = assertInstanceOf(Word.Cancelled.class, ports.last());
        assertEquals(1, cancelled.written());
        assertEquals(List.of("poster-1.png"), written());
        model[0].export();
        assertEquals(List.of("poster-1-2.png", "poster-1.png"), written());
    }

    @Test
    void theLastChoicesAreThereNextTimeAndMetadataStayOutUntilChosen() {
        ExportModel model = model();
        assertFalse(model.metadata().get(), "a client gets no prompt by accident");
        model.kind().set(ExportSettings.Kind.JPEG);
        model.quality().set(71);
        model.pattern().set("{seed}");
        model.export();
        ExportModel next =
                new ExportModel(
                        library.desk(),
                        library.folders(),
                        Background.inline(),
                        Background.inline(),
                        ports);
        next.load();
        assertEquals(ExportSettings.Kind.JPEG, next.kind().get());
        assertEquals(71, next.quality().get());
        assertEquals("{seed}", next.pattern().get());
        assertEquals(out.toString(), next.folder().get());
        assertFalse(next.metadata().get());
    }

    @Test
    void keptChoicesThatAreDamagedAreAsUsual() {
        for (String damaged : List.of("", "[]", "{\"kind\":\"TIFF\",\"quality\":900}", "{")) {
            ExportSettings read = ExportSettings.fromJson(damaged);
            assertEquals(ExportSettings.USUAL, read, damaged);
        }
    }

    @Test
    void itIsReadyOnlyWithPicturesAFolderAndASensiblePattern() {
        ExportModel model = model();
        assertTrue(model.isReady());
        model.pattern().set("{sead}");
        assertFalse(model.isReady());
        model.pattern().set("{prompt}");
        assertTrue(model.tellsPromptByName());
        model.metadata().set(true);
        assertFalse(model.tellsPromptByName());
        model.folder().set("  ");
        assertFalse(model.isReady());
        model.export();
        assertEquals(List.of(), ports.words);
    }

    @Test
    void aPngKeepsItsPixels() throws IOException {
        model().export();
        assertArrayEquals(
                PictureReader.read(pictures.get(0).file()).rgb(),
                PictureReader.read(out.resolve("poster-1.png")).rgb());
    }

    @Test
    void whatIsBeingWrittenGoesOnInAnotherWindowAndIsSaidThere() throws IOException {
        Files.createDirectories(out);
        ExportModel model = model();
        model.export();
        model.choose(pictures);
        model.clash().set(ExportSettings.Clash.REPLACE);
        model.export();
        Ports other = new Ports();
        model.moveTo(other);
        ports.replace.get(0).run();
        assertEquals(1, ports.words.size());
        assertTrue(other.last() instanceof ExportPorts.Word.Done, other.words::toString);
        assertEquals(out.toString(), model.folder().get());
    }
}
