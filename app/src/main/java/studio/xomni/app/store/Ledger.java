package studio.xomni.app.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal and the database that follows it. A change goes to the journal first, fsynced, and
 * then to the database, which knows up to which byte it has read; so a database that lags behind,
 * lost its end or is damaged catches up by reading. For any thread: one changes at a time, any
 * number read.
 */
final class Ledger implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    /** A shorter journal is not written anew: reading it takes a moment only. */
    private static final long LARGE = 8L << 20;

    /** A journal is written anew when it has grown so many times. */
    private static final int GROWN = 4;

    private final Path pictures;
    private final Journal journal;
    private final DatabaseFile file;
    private final FolderScan scan;
    private final Consumer<String> notices;

    private volatile Database database;
    private boolean attached;

    /** Whether the journal has changes that the database has not. */
    private boolean behind;

    private volatile boolean closed;

    private Ledger(
            Path pictures,
            DatabaseFile file,
            Database database,
            FolderScan scan,
            Consumer<String> notices) {
        this.pictures = pictures;
        this.journal = new Journal(pictures);
        this.file = file;
        this.database = database;
        this.scan = scan;
        this.notices = notices;
    }

    /**
     * Opens both and lets the database catch up. Where the pictures folder of an old library is not
     * there, only reading works until it is back.
     *
     * @param afterCrash looks for picture files without a row
     * @throws StoreException NEWER, FOLDER or DISK_FULL
     */
    static Ledger open(
            Path pictures,
            DatabaseFile file,
            FolderScan scan,
            boolean afterCrash,
            Consumer<String> notices) {
        DatabaseFile.Opened opened = file.open();
        Ledger ledger = new Ledger(pictures, file, opened.database(), scan, notices);
        try {
            String before = ledger.read(Fact.FOLDER::get).orElse("");
            if (before.equals(pictures.toString()) && !Files.isDirectory(pictures)) {
                notices.accept(Say.of("folder.vanished", pictures));
                return ledger;
            }
            Files.createDirectories(pictures);
            ledger.guarded(
                    used -> {
                        if (afterCrash) {
                            PictureRows.verify(used);
                        }
                        ledger.attach(opened.fresh(), afterCrash);
                        return true;
                    });
            return ledger;
        } catch (IOException e) {
            ledger.database.abandon();
            throw Failures.of(e, pictures, Say.of("kept.nothing"));
        } catch (RuntimeException e) {
            ledger.database.abandon();
            throw e;
        }
    }

    /** Reads the database. */
    <T> T read(Function<Handle, T> work) {
        return guarded(open -> open.read(work));
    }

    /** Changes what can be made anew from the files: no line in the journal. */
    synchronized void write(Consumer<Handle> work) {
        guarded(
                open ->
                        open.write(
                                handle -> {
                                    work.accept(handle);
                                    return true;
                                }));
    }

    /** Waits until the database is on the disk. */
    synchronized void checkpoint() {
        guarded(
                open -> {
                    open.checkpoint();
                    return true;
                });
    }

    /** Makes changes; see {@link #record(Function)}. */
    void record(Change... changes) {
        record(handle -> List.of(changes));
    }

    /**
     * Makes changes that depend on what is there: they are in the journal, on the disk, when this
     * returns.
     *
     * @throws StoreException FOLDER or DISK_FULL; then nothing is changed
     */
    synchronized void record(Function<Handle, List<? extends Change>> decide) {
        requireJournal();
        List<? extends Change> changes = read(decide);
        if (changes.isEmpty()) {
            return;
        }
        long end;
        try {
            end =
                    journal.append(
                            changes.stream().map(Change::line).collect(Collectors.joining("\n")));
        } catch (IOException e) {
            throw Failures.of(e, pictures, Say.of("kept.change"));
        }
        behind = true;
        write(
                handle -> {
                    changes.forEach(change -> change.apply(handle));
                    Fact.JOURNAL_AT.put(handle, end);
                });
        behind = false;
    }

    synchronized boolean isAttached() {
        return attached && journal.exists();
    }

    /** Makes the database anew from the files and the journal. */
    synchronized void rebuild() {
        requireJournal();
        write(
                handle -> {
                    Snapshot.clear(handle);
                    handle.execute("DELETE FROM pictures");
                    handle.execute("DELETE FROM thumbnails");
                    replay(handle, 0);
                    scan.addMissing(handle);
                });
        checkpoint();
    }

    private void requireJournal() {
        if (!Files.isDirectory(pictures)) {
            throw Failures.vanished(pictures, Say.of("kept.change"), null);
        }
        if (!attached || behind || !journal.exists()) {
            guarded(
                    unused -> {
                        attach(false, false);
                        return true;
                    });
        }
    }

    /** Brings journal and database together. */
    private void attach(boolean fresh, boolean afterCrash) {
        try {
            Optional<Journal.Header> header = journal.header();
            boolean empty = fresh || setAsideIfOther(header);
            if (empty) {
                fill(header);
            } else if (header.isEmpty()) {
                rewrite();
            } else {
                follow(header.get(), afterCrash);
            }
            long length = journal.length();
            if (length > LARGE && length > GROWN * database.read(Fact.JOURNAL_START::number)) {
                rewrite();
            }
            behind = false;
            attached = true;
        } catch (IOException e) {
            throw Failures.of(e, pictures, Say.of("kept.nothing"));
        }
    }

    /** A database of another pictures folder is kept under another name. */
    private boolean setAsideIfOther(Optional<Journal.Header> header) {
        String library = database.read(Fact.LIBRARY::get).orElse("");
        String folder = database.read(Fact.FOLDER::get).orElse("");
        boolean other =
                header.isPresent()
                        ? !header.get().library().equals(library)
                        : !folder.equals(pictures.toString());
        if (other && !library.isEmpty()) {
            database.close();
            Path aside = file.setAside("other");
            database = file.open().database();
            notices.accept(Say.of("folder.other", pictures, aside.getFileName()));
        }
        return other;
    }

    /** Fills an empty database. */
    private void fill(Optional<Journal.Header> header) throws IOException {
        boolean old = journal.exists();
        int found =
                database.write(
                        handle -> {
                            if (old) {
                                replay(handle, 0);
                            }
                            return scan.addMissing(handle);
                        });
        if (header.isPresent()) {
            long length = journal.length();
            database.write(handle -> note(handle, header.get(), length));
        } else {
            database.write(
                    handle -> {
                        Fact.LIBRARY.put(handle, UUID.randomUUID().toString());
                        return true;
                    });
            rewrite();
        }
        database.checkpoint();
        if (old || found > 0) {
            notices.accept(Say.of("library.remade", found, pictures));
        }
    }

    /** Reads what the journal has and the database has not. */
    private void follow(Journal.Header header, boolean afterCrash) throws IOException {
        long length = journal.length();
        long at = database.read(Fact.JOURNAL_AT::number);
        boolean same = database.read(Fact.JOURNAL::get).orElse("").equals(header.copy());
        if (same && at > length) {
            // The journal lost its end, the database did not.
            rewrite();
            return;
        }
        database.write(
                handle -> {
                    if (!same) {
                        Snapshot.clear(handle);
                    }
                    if (!same || at < length) {
                        replay(handle, same ? at : 0);
                    }
                    if (!same || at < length || afterCrash) {
                        scan.addMissing(handle);
                    }
                    return note(handle, header, length);
                });
    }

    private boolean note(Handle handle, Journal.Header header, long at) {
        Fact.LIBRARY.put(handle, header.library());
        Fact.FOLDER.put(handle, pictures.toString());
        Fact.JOURNAL.put(handle, header.copy());
        Fact.JOURNAL_AT.put(handle, at);
        return true;
    }

    /** Writes the journal anew from the database; lines of later versions are kept. */
    private void rewrite() throws IOException {
        List<String> lines = new ArrayList<>();
        if (journal.exists()) {
            journal.forEach(
                    0,
                    json -> {
                        if (!json.has("library") && Change.read(json).isEmpty()) {
                            lines.add(JsonText.of(json));
                        }
                    });
        }
        database.read(Snapshot::of).forEach(change -> lines.add(change.line()));
        Journal.Header header =
                journal.rewrite(database.read(Fact.LIBRARY::get).orElseThrow(), lines.iterator());
        long length = journal.length();
        database.write(
                handle -> {
                    Fact.JOURNAL_START.put(handle, length);
                    return note(handle, header, length);
                });
        database.checkpoint();
    }

    private void replay(Handle handle, long from) {
        try {
            journal.forEach(
                    from, json -> Change.read(json).ifPresent(change -> change.replay(handle)));
        } catch (IOException e) {
            throw Failures.of(e, pictures, Say.of("kept.nothing"));
        }
    }

    /** Does work again after mending what can be mended. */
    private <T> T guarded(Function<Database, T> work) {
        if (closed) {
            throw new IllegalStateException("The library is closed.");
        }
        Database used = database;
        try {
            return work.apply(used);
        } catch (JdbiException e) {
            mend(used, e);
        }
        try {
            return work.apply(database);
        } catch (JdbiException e) {
            throw Failures.of(e, file.folder(), Say.of("kept.files"));
        }
    }

    private synchronized void mend(Database used, JdbiException failure) {
        if (used != database) {
            return;
        }
        if (Failures.isDamage(failure)) {
            replace(failure);
        } else if (Failures.isClosed(failure)) {
            LOG.warn("The database was closed.", failure);
            reopen(used);
        } else {
            throw Failures.of(failure, file.folder(), Say.of("kept.files"));
        }
    }

    /** H2 closes a database after a write that failed: it may have been the disk, or damage. */
    private void reopen(Database closedByItself) {
        closedByItself.abandon();
        database = file.open().database();
        behind = true;
        try {
            PictureRows.verify(database);
        } catch (JdbiException e) {
            if (!Failures.isDamage(e)) {
                throw e;
            }
            replace(e);
            return;
        }
        if (attached && journal.exists()) {
            attach(false, false);
        }
    }

    private void replace(JdbiException damage) {
        LOG.warn("The database is damaged.", damage);
        database.abandon();
        database = file.replaced().database();
        if (Files.isDirectory(pictures)) {
            attach(true, true);
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            database.close();
        }
    }
}
