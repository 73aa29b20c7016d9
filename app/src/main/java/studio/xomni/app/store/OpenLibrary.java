package studio.xomni.app.store;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The library of one instance. */
final class OpenLibrary implements Library {

    private final Folders folders;
    private final LibraryLock lock;
    private final Ledger ledger;
    private final List<String> notices;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final StoredPictures pictures;
    private final StoredJobs jobs;
    private final StoredDesk desk;
    private final StoredChats chats;

    private OpenLibrary(
            Folders folders,
            LibraryLock lock,
            Ledger ledger,
            PictureRows rows,
            Clock clock,
            List<String> notices) {
        this.folders = folders;
        this.lock = lock;
        this.ledger = ledger;
        this.notices = notices;
        this.pictures = new StoredPictures(folders, ledger, rows, clock, this::changed, this::say);
        this.jobs = new StoredJobs(ledger, this::changed);
        this.desk = new StoredDesk(ledger);
        this.chats = new StoredChats(folders, ledger, rows, pictures, clock);
    }

    static Library open(Folders wanted, Schema schema, Clock clock) {
        Folders folders = wanted.absolute();
        try {
            Files.createDirectories(folders.data());
        } catch (IOException e) {
            throw Failures.of(e, folders.data(), Say.of("kept.nothing"));
        }
        Failures.requireWritable(folders.data());
        Failures.requireWritable(folders.pictures());
        LibraryLock lock = LibraryLock.take(folders.data());
        try {
            List<String> notices = new CopyOnWriteArrayList<>();
            PictureRows rows = new PictureRows(folders.pictures());
            FolderScan scan = new FolderScan(List.of(folders.pictures(), folders.fallback()), rows);
            if (lock.afterCrash()) {
                scan.removePartials();
            }
            Ledger ledger =
                    Ledger.open(
                            folders.pictures(),
                            new DatabaseFile(folders.data(), schema, notices::add),
                            scan,
                            lock.afterCrash(),
                            notices::add);
            OpenLibrary library = new OpenLibrary(folders, lock, ledger, rows, clock, notices);
            library.begin();
            return library;
        } catch (RuntimeException e) {
            if (!lock.afterCrash()) {
                lock.clear();
            }
            lock.close();
            throw e;
        }
    }

    /** What each start does; without the pictures folder it waits for a later one. */
    private void begin() {
        if (!ledger.isAttached()) {
            return;
        }
        jobs.begin(lock.afterCrash()).ifPresent(notices::add);
        pictures.begin(lock.afterCrash());
        chats.begin(lock.afterCrash());
    }

    private void say(String sentence) {
        if (!notices.contains(sentence)) {
            notices.add(sentence);
        }
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    @Override
    public Folders folders() {
        return folders;
    }

    @Override
    public List<String> notices() {
        return List.copyOf(notices);
    }

    @Override
    public boolean afterCrash() {
        return lock.afterCrash();
    }

    @Override
    public Pictures pictures() {
        return pictures;
    }

    @Override
    public Jobs jobs() {
        return jobs;
    }

    @Override
    public Desk desk() {
        return desk;
    }

    @Override
    public Chats chats() {
        return chats;
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public void rebuild() {
        ledger.rebuild();
        changed();
    }

    @Override
    public void close() {
        ledger.close();
        if (pictures.allHaveRows()) {
            lock.clear();
        }
        lock.close();
    }
}
