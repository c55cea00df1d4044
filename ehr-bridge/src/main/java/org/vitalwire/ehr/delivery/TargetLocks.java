package org.vitalwire.ehr.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One writer per target, whatever the number of processes: advisory locks of the database, all on
 * one connection, and lost with it.
 */
final class TargetLocks implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TargetLocks.class);
    private static final int VALID_WITHIN_SECONDS = 5;

    private final DataSource dataSource;
    private final Set<String> held = new HashSet<>();
    private @Nullable Connection connection;

    TargetLocks(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Whether we are the target's writer now. */
    synchronized boolean hold(String target) {
        try {
            Connection current = connection();
            if (!held.contains(target) && ask(current, "select pg_try_advisory_lock(?)", target)) {
                held.add(target);
            }
            return held.contains(target);
        } catch (SQLException e) {
            log.atWarn()
                    .addKeyValue("sqlState", e.getSQLState())
                    .log("delivery cannot ask for its lock");
            return false;
        }
    }

    /** Lets another process take over. */
    synchronized void release(String target) {
        Connection current = connection;
        if (current == null || !held.remove(target)) {
            return;
        }
        try {
            ask(current, "select pg_advisory_unlock(?)", target);
        } catch (SQLException e) {
            // The connection is broken, and the lock went with it.
            log.atDebug().addKeyValue("sqlState", e.getSQLState()).log("lock not given back");
        }
    }

    private Connection connection() throws SQLException {
        Connection current = connection;
        if (current != null && current.isValid(VALID_WITHIN_SECONDS)) {
            return current;
        }
        close();
        current = dataSource.getConnection();
        connection = current;
        return current;
    }

    private static boolean ask(Connection connection, String sql, String target)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, key(target));
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    /** 64 bits of FNV-1a; must be the same in every process and release. */
    private static long key(String target) {
        String text = "ehr-target:" + target;
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    @Override
    public synchronized void close() {
        Connection current = connection;
        connection = null;
        if (current == null) {
            return;
        }
        // The pool keeps connections: what they hold is given back first.
        try (current) {
            for (String target : held) {
                ask(current, "select pg_advisory_unlock(?)", target);
            }
        } catch (SQLException e) {
            log.atDebug().addKeyValue("sqlState", e.getSQLState()).log("locks not given back");
        }
        held.clear();
    }
}
