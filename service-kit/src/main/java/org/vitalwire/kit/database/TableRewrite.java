package org.vitalwire.kit.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what was deleted from PostgreSQL's files. A deleted row stays in its page, and a plain
 * VACUUM only marks the place as free, so the tables are written anew; the planner's statistics,
 * which quote values, too; then the write-ahead log is cut, and a checkpoint removes the old
 * tables' files and the old log, provided that the server runs with {@code wal_recycle = off} and
 * keeps no log for an archive or a replica.
 *
 * <p>While one table is written anew nobody else reads or writes it: a table at a time, and only
 * those that are named.
 */
public final class TableRewrite {

    private static final Logger log = LoggerFactory.getLogger(TableRewrite.class);

    /** Whoever comes behind a waiting rewrite waits with it: rather try again. */
    private static final String LOCK_PATIENCE = "SET lock_timeout = '5s'";

    private static final Duration LONGEST_STATEMENT = Duration.ofHours(12);

    /**
     * Of the table and of what it is a partition of. An empty table's are not renewed by ANALYZE.
     */
    private static final String CLEAR_STATISTICS =
            """
            SELECT pg_clear_attribute_stats(s.schemaname::text, s.tablename::text,
                                            s.attname::text, s.inherited)
              FROM pg_stats s
              JOIN pg_namespace n ON n.nspname = s.schemaname
              JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = s.tablename
             WHERE c.oid = to_regclass(?)
                OR c.oid IN (SELECT inhparent FROM pg_inherits
                              WHERE inhrelid = to_regclass(?))
            """;

    private static final int CLEARS_STATISTICS = 18;
    private static final Pattern NAME = Pattern.compile("([A-Za-z_]\\w*|\"[^\"]+\")(\\.[\\w\"]+)?");

    private final ServiceDatabase database;

    public TableRewrite(ServiceDatabase database) {
        this.database = database;
    }

    /**
     * Writes the tables anew, one after the other.
     *
     * @param tables names as {@code regclass} prints them, without partitioned ones; of those that
     *     are gone, nothing is left to rewrite
     * @throws SQLException when one could not be locked or written: to be tried again
     */
    public void rewrite(Collection<String> tables) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            int timeout = connection.getNetworkTimeout();
            connection.setNetworkTimeout(
                    Runnable::run, Math.toIntExact(LONGEST_STATEMENT.toMillis()));
            try (Statement statement = connection.createStatement()) {
                statement.execute(LOCK_PATIENCE);
                int major = connection.getMetaData().getDatabaseMajorVersion();
                for (String table : tables) {
                    if (!NAME.matcher(table).matches()) {
                        throw new IllegalArgumentException("not the name of a table");
                    }
                    if (exists(statement, table)) {
                        if (major >= CLEARS_STATISTICS) {
                            clearStatistics(connection, table);
                        }
                        statement.execute("VACUUM (FULL, ANALYZE) " + table);
                    }
                }
                attempt(statement, "VACUUM FULL pg_catalog.pg_statistic");
                if (attempt(statement, "SELECT pg_switch_wal()")) {
                    // The role need not inherit what it is a member of.
                    attempt(statement, "SET ROLE pg_checkpoint");
                    attempt(statement, "CHECKPOINT");
                }
            } finally {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("RESET ROLE");
                    statement.execute("RESET lock_timeout");
                }
                connection.setNetworkTimeout(Runnable::run, timeout);
            }
        }
    }

    private static void clearStatistics(Connection connection, String table) throws SQLException {
        try (PreparedStatement clear = connection.prepareStatement(CLEAR_STATISTICS)) {
            clear.setString(1, table);
            clear.setString(2, table);
            clear.execute();
        }
    }

    private static boolean exists(Statement statement, String table) throws SQLException {
        try (ResultSet row =
                statement.executeQuery("SELECT to_regclass('" + table + "') IS NOT NULL")) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** What the role may not do is the operator's to do: docs/operators.md, "Forgetting". */
    private static boolean attempt(Statement statement, String command) throws SQLException {
        statement.clearWarnings();
        try {
            statement.execute(command);
        } catch (SQLException e) {
            if (!"42501".equals(e.getSQLState())) {
                throw e;
            }
            say(command);
            return false;
        }
        if (statement.getWarnings() != null && command.startsWith("VACUUM")) {
            say(command);
        }
        return true;
    }

    private static void say(String command) {
        log.atWarn()
                .addKeyValue("command", command)
                .log("the database's role may not do this: bytes of an erased patient may remain");
    }
}
