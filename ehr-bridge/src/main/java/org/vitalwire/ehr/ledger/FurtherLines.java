package org.vitalwire.ehr.ledger;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.wire.EventCodecs;

/** Reads lines of further kinds with the facts that their resources are derived from. */
final class FurtherLines {

    /** One statement, so that the revision and the facts are of one moment. */
    private static final String DUE =
            """
            select l.kind, l.id, l.origin, l.item, l.revision, l.charted_at,
                d.attempts, d.remote_id, d.state, d.last_error,
                (select array_agg(t.facts order by t.at, t.arrival) from alert_transition t
                    where t.episode_id = l.origin) as transitions,
                f.status, coalesce(f.synthetic, true) as synthetic
            from delivery d
            join chart_line l on l.kind = d.kind and l.id = d.resource_id
            left join device_facts f on f.device_id = l.origin
            where d.target = ? and d.lane = ? and d.kind <> 'OBSERVATION'
                and d.state in ('INTENDED', 'SENT') and d.due_at > ? and d.due_at <= ?
            order by d.due_at, d.resource_id limit ?
            """;

    private final JdbcTemplate jdbc;

    FurtherLines(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<Due> due(String target, int lane, OffsetDateTime after, OffsetDateTime upTo, int atMost) {
        return jdbc.query(
                DUE,
                (row, number) ->
                        new Due(
                                line(row),
                                DeliveryLedger.known(
                                        row.getString("state"), row.getString("last_error"))),
                target,
                lane,
                after,
                upTo,
                atMost);
    }

    private static FurtherLine line(ResultSet row) throws SQLException {
        ChartKind kind = ChartKind.valueOf(row.getString("kind"));
        return new FurtherLine(
                kind,
                row.getString("id"),
                facts(kind, row),
                row.getInt("revision"),
                row.getObject("charted_at", OffsetDateTime.class).toInstant(),
                row.getInt("attempts"),
                Optional.ofNullable(row.getString("remote_id")));
    }

    private static FurtherLine.Facts facts(ChartKind kind, ResultSet row) throws SQLException {
        return switch (kind) {
            case FLAG, COMMUNICATION, TASK -> alert(row.getArray("transitions"));
            case DEVICE -> {
                byte @Nullable [] status = row.getBytes("status");
                yield new FurtherLine.OfDevice(
                        new DeviceId(row.getString("origin")),
                        Optional.ofNullable(status).map(EventCodecs.DEVICE_STATUS::decode),
                        row.getBoolean("synthetic"));
            }
            case DEVICE_METRIC ->
                    new FurtherLine.Metric(
                            new DeviceId(row.getString("origin")),
                            VitalSign.ofCode(row.getString("item")).orElseThrow(),
                            row.getBoolean("synthetic"));
            case OBSERVATION -> throw new IllegalStateException("an Observation has its own table");
        };
    }

    private static FurtherLine.Alert alert(Array transitions) throws SQLException {
        return new FurtherLine.Alert(
                Arrays.stream((byte[][]) transitions.getArray())
                        .map(EventCodecs.ALERT_EPISODE::decode)
                        .toList());
    }
}
