package studio.xomni.app.store;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.xomni.app.store.StoreException.Kind;

/**
 * The file {@code library.mv.db} in the data folder: opened, migrated after a backup, or set aside
 * when it cannot be used.
 */
final class DatabaseFile {

    static final String NAME = "library" + Database.SUFFIX;

    /** Holds the version of the tables as a number. */
    private static final String VERSION = "library.version";

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseFile.class);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private static final int BACKUPS = 5;

    private final Path folder;
    private final Path file;
    private final Schema schema;
    private final Consumer<String> notices;

    /**
     * @param folder the data folder
     * @param notices takes sentences for the user
     */
    DatabaseFile(Path folder, Schema schema, Consumer<String> notices) {
        this.folder = folder;
        this.file = folder.resolve(NAME);
        this.schema = schema;
        this.notices = notices;
    }

    /**
     * A database with the right tables.
     *
     * @param fresh whether it is new and empty
     */
    record Opened(Database database, boolean fresh) {}

    /**
     * Opens the database.
     *
     * @throws StoreException NEWER, DISK_FULL or FOLDER
     */
    Opened open() {
        boolean fresh = Files.notExists(file);
        if (!fresh && notedVersion() > schema.version()) {
            throw newer();
        }
        try {
            Opened opened = fresh ? made() : opened();
            noteVersion(Schema.of(opened.database()));
            return opened;
        } catch (RuntimeException e) {
            if (Failures.isNewerFormat(e)) {
                throw newer();
            }
            if (fresh || !Failures.isDamage(e)) {
                throw Failures.of(e, folder, Say.of("kept.nothing"));
            }
            LOG.warn("The database is damaged.", e);
            return replaced();
        }
    }

    private Opened made() {
        Database database = Database.open(file);
        try {
            schema.migrate(database);
        } catch (RuntimeException e) {
            database.abandon();
            throw e;
        }
        return new Opened(database, true);
    }

    private Opened opened() {
        Database database = Database.open(file);
        int version;
        try {
            version = Schema.of(database);
        } catch (RuntimeException e) {
            database.abandon();
            throw e;
        }
        if (version == schema.version()) {
            return new Opened(database, false);
        }
        database.close();
        if (version > schema.version()) {
            throw newer();
        }
        // A version of 0: cut down to nothing, or never finished.
        return version == 0 ? replaced() : migrated(version);
    }

    /** What {@link #noteVersion} noted; 0 where it noted nothing. */
    private int notedVersion() {
        try {
            return Integer.parseInt(Files.readString(folder.resolve(VERSION)).trim());
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    /**
     * Notes the version beside the database: an older program sees it without opening the file,
     * which would change it.
     */
    private void noteVersion(int version) {
        if (notedVersion() != version) {
            try {
                Files.writeString(folder.resolve(VERSION), version + "\n");
            } catch (IOException e) {
                throw Failures.of(e, folder, Say.of("kept.database"));
            }
        }
    }

    Path folder() {
        return folder;
    }

    /** Sets a damaged database aside and begins an empty one. */
    Opened replaced() {
        Path aside = setAside("damaged");
        notices.accept(Say.of("database.damaged", aside.getFileName()));
        return open();
    }

    /**
     * Renames the file.
     *
     * @param why becomes a part of the name
     */
    Path setAside(String why) {
        String name =
                "library-%s-%s"
                        .formatted(why, LocalDateTime.now(ZoneId.systemDefault()).format(TIME));
        Path aside = folder.resolve(name + Database.SUFFIX);
        for (int i = 2; Files.exists(aside); i++) {
            aside = folder.resolve(name + "-" + i + Database.SUFFIX);
        }
        try {
            Files.move(file, aside);
        } catch (IOException e) {
            throw Failures.of(e, folder, Say.of("kept.database"));
        }
        return aside;
    }

    private StoreException newer() {
        return new StoreException(Kind.NEWER, Say.of("database.newer", folder));
    }

    private Opened migrated(int from) {
        Path backup = backup(from);
        Database database = Database.open(file);
        try {
            schema.migrate(database);
            return new Opened(database, false);
        } catch (FlywayException e) {
            LOG.warn("The migration failed.", e);
            database.abandon();
            restore(backup);
        }
        if (from < Schema.CURRENT.version()) {
            Path aside = setAside("not-migrated");
            notices.accept(Say.of("database.remade", from, schema.version(), aside.getFileName()));
            return open();
        }
        notices.accept(Say.of("database.old", schema.version(), from, backup.getFileName()));
        return new Opened(Database.open(file), false);
    }

    private Path backup(int version) {
        Path backups = folder.resolve("backups");
        String name =
                "library-%d-%s"
                        .formatted(version, LocalDateTime.now(ZoneId.systemDefault()).format(TIME));
        Path backup = backups.resolve(name + ".zip");
        try {
            Files.createDirectories(backups);
            for (int i = 2; Files.exists(backup); i++) {
                backup = backups.resolve(name + "-" + i + ".zip");
            }
            Path partial = backups.resolve(backup.getFileName() + ".part");
            try (FileOutputStream out = new FileOutputStream(partial.toFile())) {
                ZipOutputStream zip = new ZipOutputStream(out);
                zip.putNextEntry(new ZipEntry(NAME));
                Files.copy(file, zip);
                zip.finish();
                out.getFD().sync();
            }
            Disk.replace(partial, backup);
            dropOldBackups(backups);
            return backup;
        } catch (IOException e) {
            throw Failures.of(e, folder, Say.of("kept.library"));
        }
    }

    private static void dropOldBackups(Path backups) throws IOException {
        try (Stream<Path> files = Files.list(backups)) {
            List<Path> newestFirst =
                    files.filter(path -> path.toString().endsWith(".zip"))
                            .sorted(
                                    Comparator.comparing(DatabaseFile::modified)
                                            .thenComparing(path -> path)
                                            .reversed())
                            .toList();
            for (Path old : newestFirst.stream().skip(BACKUPS).toList()) {
                Files.delete(old);
            }
        }
    }

    private static long modified(Path path) {
        return path.toFile().lastModified();
    }

    private void restore(Path backup) {
        Path partial = folder.resolve(NAME + ".part");
        try (InputStream in = Files.newInputStream(backup);
                ZipInputStream zip = new ZipInputStream(in);
                FileOutputStream out = new FileOutputStream(partial.toFile())) {
            if (zip.getNextEntry() == null) {
                throw new IOException("The backup is empty.");
            }
            zip.transferTo(out);
            out.getFD().sync();
        } catch (IOException e) {
            throw Failures.of(e, folder, Say.of("kept.backup", backup));
        }
        try {
            Disk.replace(partial, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
