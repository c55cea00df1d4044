package org.vitalwire.ehr.adt;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Messages that were answered, and those that wait for a person. */
final class AdtInbox {

    private final JdbcClient jdbc;

    /**
     * A message that waits for a person, without what it says.
     *
     * @param trigger such as {@code A40}
     * @param place such as {@code PID-3}
     */
    record Quarantined(
            long id,
            Instant receivedAt,
            String sender,
            String controlId,
            String trigger,
            String reason,
            String place) {}

    AdtInbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What came of the same message before: AA, or AE with what was wrong. */
    Optional<String> resultOf(AdtHeader header, String text) {
        return jdbc.sql(
                        "select result from adt_message where sender = ? and control_id = ?"
                                + " and digest = ?")
                .params(header.sender(), header.controlId(), digest(text))
                .query(String.class)
                .optional();
    }

    /** Remembers it; whoever takes the same message in at the same time waits for us. */
    void remember(AdtHeader header, String text, String result, Instant now) {
        jdbc.sql(
                        """
                        insert into adt_message (sender, control_id, digest, received_at, result)
                        values (?, ?, ?, ?, ?)
                        on conflict (sender, control_id, digest) do update set result = excluded.result
                        """)
                .params(
                        header.sender(),
                        header.controlId(),
                        digest(text),
                        now.atOffset(ZoneOffset.UTC),
                        result)
                .update();
    }

    void quarantine(AdtHeader header, String text, AdtFault fault, Instant now) {
        jdbc.sql(
                        """
                        insert into adt_quarantine (received_at, sender, control_id, trigger, reason,
                            place, message) values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        now.atOffset(ZoneOffset.UTC),
                        header.sender(),
                        header.controlId(),
                        header.answeredTrigger().orElse(""),
                        fault.reason(),
                        fault.place(),
                        text.getBytes(StandardCharsets.UTF_8))
                .update();
    }

    /** Oldest first: in that order they are to be looked at. */
    List<Quarantined> quarantined(long after, int atMost) {
        return jdbc.sql("select * from adt_quarantine where id > ? order by id limit ?")
                .params(after, atMost)
                .query(AdtInbox::quarantined)
                .list();
    }

    Optional<Quarantined> find(long id) {
        return jdbc.sql("select * from adt_quarantine where id = ?")
                .param(id)
                .query(AdtInbox::quarantined)
                .optional();
    }

    /** Held until the transaction ends. */
    Optional<String> message(long id) {
        return jdbc.sql("select message from adt_quarantine where id = ? for update")
                .param(id)
                .query((row, number) -> new String(row.getBytes("message"), StandardCharsets.UTF_8))
                .optional();
    }

    boolean release(long id) {
        return jdbc.sql("delete from adt_quarantine where id = ?").param(id).update() > 0;
    }

    void forgetBefore(Instant time) {
        jdbc.sql("delete from adt_message where received_at < ?")
                .param(time.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("delete from adt_quarantine where received_at < ?")
                .param(time.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Quarantined quarantined(ResultSet row, int number) throws SQLException {
        return new Quarantined(
                row.getLong("id"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getString("sender"),
                row.getString("control_id"),
                row.getString("trigger"),
                row.getString("reason"),
                row.getString("place"));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
