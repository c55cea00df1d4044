package org.vitalwire.ingest.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.reading.Reading;

/**
 * Device names to the small numbers that rows carry. Numbers are given out in transactions of their
 * own, so that one remembered here exists whatever becomes of the batch.
 */
public final class DeviceDirectory {

    private final DataSource dataSource;
    private final ConcurrentHashMap<String, Integer> ids = new ConcurrentHashMap<>();

    public DeviceDirectory(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The numbers of the readings' devices, at the same places. */
    int[] idsOf(List<Reading> readings) throws SQLException {
        int[] found = new int[readings.size()];
        if (!lookUp(readings, found)) {
            Set<String> names = new TreeSet<>();
            readings.forEach(reading -> names.add(reading.deviceId().value()));
            register(names);
            lookUp(readings, found);
        }
        return found;
    }

    /** The number of each device, given out where it has none. */
    public Map<DeviceId, Integer> idsOf(Set<DeviceId> devices) throws SQLException {
        Set<String> names = new TreeSet<>();
        devices.forEach(device -> names.add(device.value()));
        register(names);
        Map<DeviceId, Integer> found = new HashMap<>();
        for (DeviceId device : devices) {
            Integer id = ids.get(device.value());
            if (id != null) {
                found.put(device, id);
            }
        }
        return found;
    }

    private boolean lookUp(List<Reading> readings, int[] found) {
        for (int i = 0; i < found.length; i++) {
            Integer id = ids.get(readings.get(i).deviceId().value());
            if (id == null) {
                return false;
            }
            found[i] = id;
        }
        return true;
    }

    private void register(Set<String> names) throws SQLException {
        Set<String> unknown = new TreeSet<>(names);
        unknown.removeIf(ids::containsKey);
        if (unknown.isEmpty()) {
            return;
        }
        try (Connection connection = dataSource.getConnection();
                // Names that are there already must not use numbers up: an identity skips those.
                PreparedStatement insert =
                        connection.prepareStatement(
                                """
                                INSERT INTO device (name)
                                SELECT n FROM unnest(?::text[]) n
                                 WHERE NOT EXISTS (SELECT FROM device d WHERE d.name = n)
                                ON CONFLICT DO NOTHING\
                                """);
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT name, device_id FROM device WHERE name = ANY (?)")) {
            insert.setArray(1, connection.createArrayOf("text", unknown.toArray()));
            insert.executeUpdate();
            select.setArray(1, connection.createArrayOf("text", unknown.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.put(rows.getString(1), rows.getInt(2));
                }
            }
        }
    }

    /** Empty for a device that never sent anything. */
    public OptionalInt find(Connection connection, DeviceId device) throws SQLException {
        @Nullable Integer known = ids.get(device.value());
        if (known != null) {
            return OptionalInt.of(known);
        }
        try (PreparedStatement select =
                connection.prepareStatement("SELECT device_id FROM device WHERE name = ?")) {
            select.setString(1, device.value());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return OptionalInt.empty();
                }
                ids.put(device.value(), row.getInt(1));
                return OptionalInt.of(row.getInt(1));
            }
        }
    }
}
