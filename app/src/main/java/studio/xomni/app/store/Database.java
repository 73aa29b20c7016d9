package studio.xomni.app.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An open H2 database. For any thread. */
final class Database implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    /** H2 adds it to the names of its files. */
    static final String SUFFIX = ".mv.db";

    /**
     * Results are handed out as they are read, not gathered first; threads may be interrupted; the
     * end of the JVM and of the last connection do not close it; 16 MB of pages are kept; no trace
     * file is written.
     */
    private static final String OPTIONS =
            ";LAZY_QUERY_EXECUTION=1;DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1;CACHE_SIZE=16384;TRACE_LEVEL_FILE=0";

    private final JdbcConnectionPool pool;
    private final Jdbi jdbi;

    private Database(JdbcConnectionPool pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
    }

    /**
     * Opens the database in a file that ends with {@link #SUFFIX}, making it where it is missing.
     */
    static Database open(Path file) {
        String path = file.toAbsolutePath().toString().replace('\\', '/');
        String name = path.substring(0, path.length() - SUFFIX.length()).replace(";", "\\;");
        Database database =
                new Database(
                        JdbcConnectionPool.create("jdbc:h2:retry:" + name + OPTIONS, "studio", ""));
        try {
            database.<Integer>read(
                    handle -> handle.createQuery("SELECT 1").mapTo(Integer.class).one());
            return database;
        } catch (RuntimeException e) {
            database.pool.dispose();
            throw e;
        }
    }

    /** For Flyway. */
    JdbcConnectionPool source() {
        return pool;
    }

    <T> T read(Function<Handle, T> work) {
        return jdbi.withHandle(work::apply);
    }

    /** All or nothing. On the disk only after {@link #checkpoint}, or soon. */
    <T> T write(Function<Handle, T> work) {
        return jdbi.inTransaction(work::apply);
    }

    /** Waits until all that is written is on the disk. */
    void checkpoint() {
        jdbi.useHandle(handle -> handle.execute("CHECKPOINT SYNC"));
    }

    @Override
    public void close() {
        end("SHUTDOWN");
    }

    /** Lets go of the file without writing to it, as far as that is possible. */
    void abandon() {
        end("SHUTDOWN IMMEDIATELY");
    }

    /** By JDBC: a statement that ends the database has no result that Jdbi could ask for. */
    private void end(String command) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        } catch (SQLException e) {
            if (!Failures.isClosed(e)) {
                LOG.warn("The database was not closed in order.", e);
            }
        } finally {
            pool.dispose();
        }
    }
}
