package studio.xomni.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginTest {

    private static final Sheet SHEET =
            new Sheet("a-table", List.of(0.0, 0.03), List.of(1.0, 1.5, 2.0));

    @TempDir Path folder;

    private Library open() {
        return Library.open(Samples.folders(folder));
    }

    private void deleteDatabase() throws IOException {
        Files.delete(folder.resolve("data").resolve(DatabaseFile.NAME));
    }

    private static PictureMetadata made(Origin origin) {
        PictureMetadata plain = Samples.metadata("a", 1);
        Provenance provenance = plain.provenance();
        return new PictureMetadata(
                plain.id(),
                plain.created(),
                plain.recipe(),
                new Provenance(
                        0,
                        provenance.build(),
                        provenance.modelName(),
                        provenance.device(),
                        2,
                        List.of(),
                        origin.madeFrom()),
                plain.tokens(),
                origin.fields());
    }

    @Test
    void aJobKeepsWhatItComesFromThroughEveryWayBack() throws IOException {
        Origin origin = new Origin("p1", SHEET);
        try (Library library = open()) {
            Job job = library.jobs().add(Samples.recipe("a", 1), false, origin);
            library.jobs().duplicate(job.id());
            library.jobs().add(Samples.recipe("b", 2), false);
            assertEquals(origin, job.origin());
        }
        try (Library library = open()) {
            library.rebuild();
            List<Job> jobs = library.jobs().all();
            assertEquals(origin, jobs.get(0).origin());
            assertEquals(origin, jobs.get(1).origin());
            assertEquals(Origin.NONE, jobs.get(2).origin());
        }
        deleteDatabase();
        try (Library library = open()) {
            assertEquals(origin, library.jobs().all().get(1).origin());
            assertEquals("a", library.jobs().all().get(1).recipe().request().prompt());
        }
    }

    @Test
    void aJournalThatIsWrittenAnewHoldsWhatAJobComesFrom() throws IOException {
        Origin origin = new Origin("p1", SHEET);
        try (Library library = open()) {
            library.jobs().add(Samples.recipe("a", 1), false, origin);
        }
        Files.delete(folder.resolve("pictures").resolve(Journal.NAME));
        open().close();
        deleteDatabase();
        try (Library library = open()) {
            assertEquals(origin, library.jobs().all().get(0).origin());
        }
    }

    @Test
    void aPictureTellsItsSheetAndOriginAlsoWhenTheDatabaseIsNew() throws IOException {
        Origin origin = new Origin("p1", SHEET);
        StoredPicture added;
        try (Library library = open()) {
            added = library.pictures().add(Samples.picture(1), made(origin));
        }
        deleteDatabase();
        try (Library library = open()) {
            StoredPicture picture = library.pictures().find(added.id()).orElseThrow();
            assertEquals(Optional.of("p1"), picture.madeFrom());
            assertEquals(Optional.of("a-table"), picture.sheet());
            assertEquals(0.03, picture.number("min-p"));
            assertEquals(1, picture.number("cfg"));
            assertTrue(Double.isNaN(picture.number("speed")));
            assertTrue(picture.plainSettings().endsWith("numbers=float32"));
            assertEquals(
                    SHEET, library.pictures().metadata(added.id()).orElseThrow().sheet().get());
        }
    }

    @Test
    void aPictureThatStandsAloneHasNoLinks() {
        try (Library library = open()) {
            StoredPicture picture = library.pictures().add(Samples.picture(1), made(Origin.NONE));
            assertEquals(Optional.empty(), picture.madeFrom());
            assertEquals(Optional.empty(), picture.sheet());
            assertEquals(picture.settings(), picture.plainSettings());
        }
    }

    @Test
    void anOriginThatIsNoIdIsKeptInTheFileAndMakesNoLink() {
        try (Library library = open()) {
            StoredPicture picture =
                    library.pictures()
                            .add(Samples.picture(1), made(Origin.of("x sheet=forged rating=5")));
            assertEquals(Optional.empty(), picture.madeFrom());
            assertEquals(Optional.empty(), picture.sheet());
        }
    }

    @Test
    void aSheetThatIsNoneIsPassedOver() {
        for (String odd :
                List.of("{}", "{\"id\":\"a b\",\"min_p\":[1],\"guidance\":[1]}", "{\"id\":1}")) {
            assertEquals(Optional.empty(), Sheet.fromJson(odd), odd);
        }
        assertEquals(Optional.of(SHEET), Sheet.fromJson(SHEET.toJson()));
        assertThrows(IllegalArgumentException.class, () -> new Sheet("a", List.of(), List.of(1.0)));
    }
}
