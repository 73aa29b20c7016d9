package studio.xomni.app.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.sql.SQLException;
import java.util.Locale;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import studio.xomni.app.store.StoreException.Kind;
import studio.xomni.engine.error.ResourceException;

/** What the disk's and the database's exceptions mean for a user. */
final class Failures {

    private Failures() {}

    /**
     * The plain sentence for a failure.
     *
     * @param where the folder that was worked in
     * @param kept what is safe nevertheless, as the sentence's second half
     */
    static StoreException of(Throwable failure, Path where, String kept) {
        if (failure instanceof StoreException known) {
            return known;
        }
        if (isDiskFull(failure)) {
            return new StoreException(Kind.DISK_FULL, Say.of("disk.full", where, kept), failure);
        }
        if (!Files.isDirectory(where)) {
            return vanished(where, kept, failure);
        }
        if (isForbidden(failure) || !Files.isWritable(where)) {
            return new StoreException(
                    Kind.FOLDER, Say.of("folder.forbidden", where, kept), failure);
        }
        return new StoreException(
                Kind.OTHER,
                Say.of("went.wrong", where, String.valueOf(failure.getLocalizedMessage()), kept),
                failure);
    }

    static StoreException vanished(Path folder, String kept, @Nullable Throwable cause) {
        String message = Say.of("folder.gone", folder, kept);
        return cause == null
                ? new StoreException(Kind.FOLDER, message)
                : new StoreException(Kind.FOLDER, message, cause);
    }

    /**
     * Refuses a folder that is there and may not be written to.
     *
     * @throws StoreException FOLDER
     */
    static void requireWritable(Path folder) {
        if (Files.isDirectory(folder) && !Files.isWritable(folder)) {
            throw of(new AccessDeniedException(folder.toString()), folder, Say.of("kept.nothing"));
        }
    }

    /** Whether the database's file itself is damaged. */
    static boolean isDamage(Throwable failure) {
        // A database that closed itself is looked at when it is opened again; H2 wraps a write that
        // failed, as on a full disk, in errors that look like damage.
        if (isDiskFull(failure) || isClosed(failure) || isFailedWrite(failure)) {
            return false;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MVStoreException store) {
                switch (store.getErrorCode()) {
                    case DataUtils.ERROR_WRITING_FAILED,
                            DataUtils.ERROR_CLOSED,
                            DataUtils.ERROR_FILE_LOCKED -> {
                        return false;
                    }
                    default -> {
                        return true;
                    }
                }
            }
            if (cause instanceof SQLException sql
                    && (sql.getErrorCode() == ErrorCode.FILE_CORRUPTED_1
                            || sql.getErrorCode() == ErrorCode.GENERAL_ERROR_1)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a newer H2 wrote the file. */
    static boolean isNewerFormat(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MVStoreException store
                    && store.getErrorCode() == DataUtils.ERROR_UNSUPPORTED_FORMAT) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFailedWrite(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MVStoreException
                    && String.valueOf(cause.getMessage()).contains("Writing to ")) {
                return true;
            }
        }
        return false;
    }

    static boolean isDiskFull(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ResourceException) {
                return true;
            }
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (cause instanceof IOException
                    && (message.contains("no space left")
                            || message.contains("not enough space")
                            || message.contains("quota exceeded"))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the database was closed under us, as H2 does after a write that failed. */
    static boolean isClosed(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && (sql.getErrorCode() == ErrorCode.DATABASE_IS_CLOSED
                            || sql.getErrorCode() == ErrorCode.DATABASE_CALLED_AT_SHUTDOWN
                            || sql.getErrorCode() == ErrorCode.CONNECTION_BROKEN_1
                            || sql.getErrorCode() == ErrorCode.OBJECT_CLOSED)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isForbidden(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AccessDeniedException
                    || cause instanceof ReadOnlyFileSystemException
                    || cause instanceof NoSuchFileException) {
                return true;
            }
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof IOException
                    && (message.contains("Permission denied")
                            || message.contains("Read-only file system"))) {
                return true;
            }
        }
        return false;
    }
}
