package org.vitalwire.gateway.enrolment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.gateway.enrolment.ExpiryCheck.Newest;
import org.vitalwire.gateway.enrolment.ExpiryCheck.Told;
import org.vitalwire.kit.database.ServiceDatabase;

/** Which certificates end soon, and what was told of it. */
final class ExpiryStore {

    private final ServiceDatabase database;

    ExpiryStore(ServiceDatabase database) {
        this.database = database;
    }

    /** A device whose newest certificate ends soon, or of which something was told. */
    record Candidate(DeviceId device, Optional<Newest> newest, Optional<Told> told) {}

    List<Candidate> candidates(Instant soon) {
        return database.jdbc()
                .sql(
                        """
                        WITH newest AS (
                            SELECT DISTINCT ON (c.device_id) c.device_id, c.sha256, c.not_after
                              FROM device_certificate c
                              JOIN device d ON d.id = c.device_id AND d.state <> 'RETIRED'
                             WHERE c.revoked_at IS NULL
                             ORDER BY c.device_id, c.not_after DESC, c.sha256
                        )
                        SELECT coalesce(n.device_id, w.device_id) AS device_id,
                               n.sha256, n.not_after,
                               w.sha256 AS told_sha256, w.not_after AS told_not_after, w.days
                          FROM newest n
                          FULL JOIN certificate_warning w ON w.device_id = n.device_id
                         WHERE w.device_id IS NOT NULL OR n.not_after < :soon
                        """)
                .param("soon", soon.atOffset(ZoneOffset.UTC))
                .query((row, number) -> candidate(row))
                .list();
    }

    void told(DeviceId device, Told told, Instant now) {
        database.jdbc()
                .sql(
                        """
                        INSERT INTO certificate_warning (device_id, sha256, not_after, days, told_at)
                        VALUES (:device, :sha256, :notAfter, :days, :now)
                        ON CONFLICT (device_id) DO UPDATE
                           SET sha256 = excluded.sha256, not_after = excluded.not_after,
                               days = excluded.days, told_at = excluded.told_at
                        """)
                .param("device", device.value())
                .param("sha256", told.sha256())
                .param("notAfter", told.notAfter().atOffset(ZoneOffset.UTC))
                .param("days", told.days())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void forget(DeviceId device) {
        database.jdbc()
                .sql("DELETE FROM certificate_warning WHERE device_id = :device")
                .param("device", device.value())
                .update();
    }

    private static Candidate candidate(ResultSet row) throws SQLException {
        @Nullable String newest = row.getString("sha256");
        @Nullable String told = row.getString("told_sha256");
        return new Candidate(
                new DeviceId(row.getString("device_id")),
                newest == null
                        ? Optional.empty()
                        : Optional.of(new Newest(newest, instant(row, "not_after"))),
                told == null
                        ? Optional.empty()
                        : Optional.of(
                                new Told(
                                        told, instant(row, "told_not_after"), row.getInt("days"))));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
