package org.vitalwire.gateway.device;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.kit.database.ServiceDatabase;

/** Devices' certificates in PostgreSQL. */
final class DeviceCertificateStore {

    private static final String SELECT =
            """
            SELECT device_id, serial, sha256, not_before, not_after, issued_at, issued_by, external,
                   revoked_at, revoked_by, reason
              FROM device_certificate
            """;

    private final ServiceDatabase database;

    DeviceCertificateStore(ServiceDatabase database) {
        this.database = database;
    }

    /** Those that end after the given time. */
    List<KnownCertificate> endingAfter(Instant time) {
        return database.jdbc()
                .sql(SELECT + " WHERE not_after > :time")
                .param("time", DeviceStore.time(time))
                .query((row, number) -> certificate(row))
                .list();
    }

    /** Newest first. */
    List<KnownCertificate> of(DeviceId device) {
        return database.jdbc()
                .sql(SELECT + " WHERE device_id = :device ORDER BY not_after DESC, sha256")
                .param("device", device.value())
                .query((row, number) -> certificate(row))
                .list();
    }

    /** Nothing happens when it is there already. */
    void insert(KnownCertificate certificate) {
        database.jdbc()
                .sql(
                        """
                        INSERT INTO device_certificate
                               (serial, device_id, sha256, not_before, not_after, issued_at,
                                issued_by, external)
                        VALUES (:serial, :device, :sha256, :notBefore, :notAfter, :at, :by,
                                :external)
                        ON CONFLICT (sha256) DO NOTHING
                        """)
                .param("serial", certificate.serial())
                .param("device", certificate.device().value())
                .param("sha256", certificate.sha256())
                .param("notBefore", DeviceStore.time(certificate.notBefore()))
                .param("notAfter", DeviceStore.time(certificate.notAfter()))
                .param("at", DeviceStore.time(certificate.issuedAt()))
                .param("by", certificate.issuedBy())
                .param("external", certificate.external())
                .update();
    }

    /** Returns false when it is revoked already. */
    boolean revoke(String sha256, KnownCertificate.Revocation revocation) {
        return database.jdbc()
                        .sql(
                                """
                                UPDATE device_certificate
                                   SET revoked_at = :at, revoked_by = :by, reason = :reason
                                 WHERE sha256 = :sha256 AND revoked_at IS NULL
                                """)
                        .param("at", DeviceStore.time(revocation.at()))
                        .param("by", revocation.by())
                        .param("reason", revocation.reason())
                        .param("sha256", sha256)
                        .update()
                == 1;
    }

    private static KnownCertificate certificate(ResultSet row) throws SQLException {
        Optional<Instant> revokedAt = DeviceStore.time(row, "revoked_at");
        String by = row.getString("revoked_by");
        String reason = row.getString("reason");
        return new KnownCertificate(
                new DeviceId(row.getString("device_id")),
                row.getString("serial"),
                row.getString("sha256"),
                DeviceStore.time(row, "not_before").orElseThrow(),
                DeviceStore.time(row, "not_after").orElseThrow(),
                DeviceStore.time(row, "issued_at").orElseThrow(),
                row.getString("issued_by"),
                row.getBoolean("external"),
                revokedAt.map(at -> new KnownCertificate.Revocation(at, by, reason)));
    }
}
