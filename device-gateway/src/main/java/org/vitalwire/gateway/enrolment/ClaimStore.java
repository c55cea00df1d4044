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
import org.vitalwire.gateway.device.DeviceLabel;
import org.vitalwire.kit.database.ServiceDatabase;

/** Claims in PostgreSQL. */
final class ClaimStore {

    private static final String SELECT =
            """
            SELECT sha256, device_id, model, udi, serial, lot, created_at, created_by, expires_at,
                   used_at, void_at, certificate_sha256
              FROM device_claim
            """;

    private final ServiceDatabase database;

    ClaimStore(ServiceDatabase database) {
        this.database = database;
    }

    /** A later claim for a device makes the earlier ones void: there is one that counts. */
    void insert(Claim claim) {
        database.transaction()
                .executeWithoutResult(status -> {
                    database.jdbc()
                            .sql(
                                    """
                                    UPDATE device_claim SET void_at = :at
                                     WHERE device_id = :device AND used_at IS NULL AND void_at IS NULL
                                    """)
                            .param("at", time(claim.createdAt()))
                            .param("device", claim.device().value())
                            .update();
                    database.jdbc()
                            .sql(
                                    """
                                    INSERT INTO device_claim
                                           (sha256, device_id, model, udi, serial, lot, created_at,
                                            created_by, expires_at, certificate_sha256)
                                    VALUES (:sha256, :device, :model, :udi, :serial, :lot, :at,
                                            :by, :expires, :certificate)
                                    """)
                            .param("sha256", claim.sha256())
                            .param("device", claim.device().value())
                            .param("model", claim.model())
                            .param("udi", claim.label().udi().orElse(null))
                            .param("serial", claim.label().serial().orElse(null))
                            .param("lot", claim.label().lot().orElse(null))
                            .param("at", time(claim.createdAt()))
                            .param("by", claim.createdBy())
                            .param("expires", time(claim.expiresAt()))
                            .param("certificate", claim.certificateSha256().orElse(null))
                            .update();
                });
    }

    Optional<Claim> find(String sha256) {
        return database.jdbc()
                .sql(SELECT + " WHERE sha256 = :sha256")
                .param("sha256", sha256)
                .query((row, number) -> claim(row))
                .optional();
    }

    /** Newest first. */
    List<Claim> newest(int limit) {
        return database.jdbc()
                .sql(SELECT + " ORDER BY created_at DESC LIMIT :limit")
                .param("limit", limit)
                .query((row, number) -> claim(row))
                .list();
    }

    /** Those that a certificate may bring. */
    List<Claim> openWithCertificate(Instant now) {
        return database.jdbc()
                .sql(
                        SELECT
                                + """
                                 WHERE certificate_sha256 IS NOT NULL AND used_at IS NULL
                                   AND void_at IS NULL AND expires_at > :now
                                """)
                .param("now", time(now))
                .query((row, number) -> claim(row))
                .list();
    }

    /** Uses it up; false when somebody else was first. */
    boolean use(String sha256, Instant now) {
        return database.jdbc()
                        .sql(
                                """
                                UPDATE device_claim SET used_at = :now
                                 WHERE sha256 = :sha256 AND used_at IS NULL AND void_at IS NULL
                                   AND expires_at > :now
                                """)
                        .param("now", time(now))
                        .param("sha256", sha256)
                        .update()
                == 1;
    }

    private static Claim claim(ResultSet row) throws SQLException {
        return new Claim(
                row.getString("sha256"),
                new DeviceId(row.getString("device_id")),
                row.getString("model"),
                new DeviceLabel(
                        Optional.ofNullable(row.getString("udi")),
                        Optional.ofNullable(row.getString("serial")),
                        Optional.ofNullable(row.getString("lot"))),
                instant(row, "created_at").orElseThrow(),
                row.getString("created_by"),
                instant(row, "expires_at").orElseThrow(),
                instant(row, "used_at"),
                instant(row, "void_at"),
                Optional.ofNullable(row.getString("certificate_sha256")));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
