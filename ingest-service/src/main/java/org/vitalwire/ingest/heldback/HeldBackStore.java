package org.vitalwire.ingest.heldback;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.vitalwire.contracts.event.HeldBack;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.ingest.store.SqlFailures;
import org.vitalwire.ingest.store.SqlTime;
import org.vitalwire.kit.database.ServiceDatabase;

/** What was held back, as it was said; said again from the same reading the last word counts. */
final class HeldBackStore {

    private static final String UPSERT =
            """
            INSERT INTO held_back AS h (time, patient_id, message_id, event)
            SELECT x.time::timestamptz, x.patient_id, x.message_id, x.event
              FROM unnest(?::text[], ?::text[], ?::text[], ?::bytea[])
                   AS x(time, patient_id, message_id, event)
            ON CONFLICT (patient_id, time, message_id) DO UPDATE SET event = excluded.event
             WHERE h.event <> excluded.event\
            """;

    private final ServiceDatabase database;

    HeldBackStore(ServiceDatabase database) {
        this.database = database;
    }

    private record Key(PatientId patient, Instant time, String message) {}

    /** In one transaction. */
    void write(List<HeldBack> events) {
        // One statement may touch a row once only.
        Map<Key, HeldBack> newest = new LinkedHashMap<>();
        for (HeldBack event : events) {
            newest.put(new Key(event.patientId(), event.measuredAt(), event.messageId()), event);
        }
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            Collection<HeldBack> rows = newest.values();
            upsert.setObject(1, texts(rows, event -> event.measuredAt().toString()));
            upsert.setObject(2, texts(rows, event -> event.patientId().value()));
            upsert.setObject(3, texts(rows, HeldBack::messageId));
            upsert.setObject(
                    4, rows.stream().map(EventCodecs.HELD_BACK::encode).toArray(byte[][]::new));
            upsert.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailures.translate(e);
        }
    }

    private static String[] texts(Collection<HeldBack> events, Function<HeldBack, String> of) {
        return events.stream().map(of).toArray(String[]::new);
    }

    /**
     * With measured times from {@code from} (inclusive) to {@code to} (exclusive), the newest
     * first.
     */
    List<HeldBack> of(PatientId patientId, Instant from, Instant to, int most) {
        return database.jdbc()
                .sql(
                        """
                        SELECT event FROM held_back
                         WHERE patient_id = ? AND time >= ? AND time < ?
                         ORDER BY time DESC, message_id DESC LIMIT ?\
                        """)
                .params(patientId.value(), SqlTime.of(from), SqlTime.of(to), most)
                .query((row, number) -> EventCodecs.HELD_BACK.decode(row.getBytes(1)))
                .list();
    }
}
