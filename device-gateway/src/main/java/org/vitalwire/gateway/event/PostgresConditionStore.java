package org.vitalwire.gateway.event;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.vitalwire.contracts.event.DeviceEvent.Severity;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.gateway.event.Conditions.OpenCondition;
import org.vitalwire.gateway.event.Conditions.Subject;
import org.vitalwire.kit.database.ServiceDatabase;

/** Open conditions in PostgreSQL. */
final class PostgresConditionStore implements ConditionStore {

    private static final String COLUMNS =
            "SELECT kind, subject, occurrence, severity, started_at, detail, devices"
                    + " FROM open_condition ";

    private final ServiceDatabase database;

    PostgresConditionStore(ServiceDatabase database) {
        this.database = database;
    }

    @Override
    public List<OpenCondition> all() {
        return database.jdbc().sql(COLUMNS).query((row, number) -> condition(row)).list();
    }

    @Override
    public Optional<OpenCondition> find(Subject subject) {
        return database.jdbc()
                .sql(COLUMNS + "WHERE kind = :kind AND subject = :subject")
                .param("kind", subject.kind().code())
                .param("subject", subject.name())
                .query((row, number) -> condition(row))
                .optional();
    }

    @Override
    public boolean insert(OpenCondition condition) {
        return database.jdbc()
                        .sql(
                                """
                                INSERT INTO open_condition
                                       (kind, subject, occurrence, severity, started_at, detail,
                                        devices)
                                VALUES (:kind, :subject, :occurrence, :severity, :at, :detail,
                                        :devices)
                                ON CONFLICT (kind, subject) DO NOTHING
                                """)
                        .param("kind", condition.subject().kind().code())
                        .param("subject", condition.subject().name())
                        .param("occurrence", condition.occurrence())
                        .param("severity", condition.severity().name())
                        .param("at", condition.startedAt().atOffset(ZoneOffset.UTC))
                        .param("detail", condition.detail())
                        .param("devices", DeviceEventStore.ids(condition.devices()))
                        .update()
                == 1;
    }

    @Override
    public void update(OpenCondition condition) {
        database.jdbc()
                .sql(
                        """
                        UPDATE open_condition SET detail = :detail, devices = :devices
                        WHERE kind = :kind AND subject = :subject
                        """)
                .param("detail", condition.detail())
                .param("devices", DeviceEventStore.ids(condition.devices()))
                .param("kind", condition.subject().kind().code())
                .param("subject", condition.subject().name())
                .update();
    }

    @Override
    public boolean delete(OpenCondition condition) {
        return database.jdbc()
                        .sql("DELETE FROM open_condition WHERE occurrence = :occurrence")
                        .param("occurrence", condition.occurrence())
                        .update()
                == 1;
    }

    private static OpenCondition condition(ResultSet row) throws SQLException {
        String kind = row.getString("kind");
        return new OpenCondition(
                new Subject(
                        DeviceEventKind.ofCode(kind)
                                .orElseThrow(() ->
                                        new IllegalStateException("no such condition: " + kind)),
                        row.getString("subject")),
                row.getString("occurrence"),
                Severity.valueOf(row.getString("severity")),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getString("detail"),
                Arrays.stream((String[]) row.getArray("devices").getArray())
                        .map(DeviceId::new)
                        .toList());
    }
}
