package org.vitalwire.ehr.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One writer per target, whatever the number of processes: an advisory lock of the database. */
final class TargetLock implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TargetLock.class);
    private static final int VALID_WITHIN_SECONDS = 5;

    private final DataSource dataSource;
    private final long key;
    private @Nullable Connection holding;

    TargetLock(DataSource dataSource, String target) {
        this.dataSource = dataSource;
        // 64 bits of FNV-1a; must be the same in every process and release.
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < target.length(); i++) {
            hash = (hash ^ target.charAt(i)) * 0x100000001b3L;
        }
        this.key = hash;
    }

    /** Whether we are the writer now. The lock goes with its connection. */
    boolean hold() {
        try {
            if (holding != null) {
                if (holding.isValid(VALID_WITHIN_SECONDS)) {
                    return true;
                }
                close();
            }
            Connection connection = dataSource.getConnection();
            try (PreparedStatement lock =
                    connection.prepareStatement("select pg_try_advisory_lock(?)")) {
                lock.setLong(1, key);
                try (ResultSet result = lock.executeQuery()) {
                    if (result.next() && result.getBoolean(1)) {
                        holding = connection;
                        return true;
                    }
                }
            }
            connection.close();
            return false;
        } catch (SQLException e) {
            log.atWarn()
                    .addKeyValue("sqlState", e.getSQLState())
                    .log("delivery cannot ask for its lock");
            return false;
        }
    }

    @Override
    public void close() {
        Connection connection = holding;
        holding = null;
        if (connection == null) {
            return;
        }
        try (connection;
                PreparedStatement unlock =
                        connection.prepareStatement("select pg_advisory_unlock(?)")) {
            unlock.setLong(1, key);
            unlock.execute();
        } catch (SQLException e) {
            // The connection is broken, and the lock went with it.
            log.atDebug().addKeyValue("sqlState", e.getSQLState()).log("lock not given back");
        }
    }
}
