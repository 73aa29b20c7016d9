package studio.xomni.app.store;

import java.util.List;
import org.flywaydb.core.Flyway;

/**
 * The tables of a version of the studio.
 *
 * @param version of the last migration
 * @param locations of the migrations
 */
record Schema(int version, List<String> locations) {

    /** The tables that this program works with. */
    static final Schema CURRENT =
            new Schema(3, List.of("classpath:studio/xomni/app/store/migration"));

    Schema {
        locations = List.copyOf(locations);
    }

    /** Version of the tables in a database; 0 of an empty one. */
    static int of(Database database) {
        return database.read(
                handle -> {
                    boolean any =
                            handle.createQuery(
                                                    "SELECT COUNT(*) FROM information_schema.tables"
                                                            + " WHERE table_name = 'flyway_schema_history'")
                                            .mapTo(Integer.class)
                                            .one()
                                    > 0;
                    return any
                            ? handle.createQuery(
                                            "SELECT COALESCE(MAX(CAST(\"version\" AS INT)), 0)"
                                                    + " FROM \"flyway_schema_history\""
                                                    + " WHERE \"success\"")
                                    .mapTo(Integer.class)
                                    .one()
                            : 0;
                });
    }

    /** Brings the tables to this version. */
    void migrate(Database database) {
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(database.source())
                .locations(locations.toArray(new String[0]))
                .cleanDisabled(true)
                .load()
                .migrate();
    }
}
