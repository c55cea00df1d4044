package org.vitalwire.alert.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.vitalwire.alert.episode.Episode;
import org.vitalwire.alert.episode.EpisodeId;
import org.vitalwire.alert.episode.Facts;
import org.vitalwire.alert.episode.Handling;
import org.vitalwire.alert.episode.Occurrence;
import org.vitalwire.alert.episode.Responsibility.AcceptedBy;
import org.vitalwire.contracts.id.PatientId;

/** Episodes as rows. */
final class EpisodeRows {

    private static final String UPSERT =
            """
            insert into episode (id, patient_id, condition, retrospective, synthetic, state, priority, title, detail,
                evidence, started_at, raised_at, updated_at, acknowledged_by, acknowledged_at, condition_ended_at,
                resolved_at, resolved_by, newest_finding_id, newest_started_at, newest_at, trace_id, version,
                signal, signal_until, signal_by, signal_reason, rejections, call_round, call_since, calls_taken,
                call_first, remind_at, due_at, disposition, disposition_by, disposition_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (id) do update set synthetic = excluded.synthetic, state = excluded.state,
                priority = excluded.priority, title = excluded.title, detail = excluded.detail,
                evidence = excluded.evidence, updated_at = excluded.updated_at,
                acknowledged_by = excluded.acknowledged_by, acknowledged_at = excluded.acknowledged_at,
                condition_ended_at = excluded.condition_ended_at, resolved_at = excluded.resolved_at,
                resolved_by = excluded.resolved_by, newest_finding_id = excluded.newest_finding_id,
                newest_started_at = excluded.newest_started_at, newest_at = excluded.newest_at,
                version = excluded.version, signal = excluded.signal, signal_until = excluded.signal_until,
                signal_by = excluded.signal_by, signal_reason = excluded.signal_reason,
                rejections = excluded.rejections, call_round = excluded.call_round,
                call_since = excluded.call_since, calls_taken = excluded.calls_taken,
                call_first = excluded.call_first, remind_at = excluded.remind_at, due_at = excluded.due_at,
                disposition = excluded.disposition, disposition_by = excluded.disposition_by,
                disposition_at = excluded.disposition_at,
                first_acknowledged_at = coalesce(episode.first_acknowledged_at, excluded.acknowledged_at)
            """;

    private final EvidenceJson evidenceJson = new EvidenceJson();
    private final HandlingColumns handlingColumns = new HandlingColumns();
    private final RowMapper<Episode> mapper = (row, _) -> read(row);

    RowMapper<Episode> mapper() {
        return mapper;
    }

    void save(JdbcTemplate jdbc, Collection<Episode> episodes) {
        jdbc.batchUpdate(UPSERT, episodes.stream().map(this::values).toList());
    }

    private Object[] values(Episode episode) {
        Facts facts = episode.facts();
        Optional<AcceptedBy> accepted =
                episode.responsibility() instanceof AcceptedBy by
                        ? Optional.of(by)
                        : Optional.empty();
        Optional<Episode.Resolved> resolved =
                episode instanceof Episode.Resolved r ? Optional.of(r) : Optional.empty();
        return SqlRow.join(
                SqlRow.of(
                        facts.id().value(),
                        facts.patientId().value(),
                        facts.condition(),
                        facts.retrospective(),
                        facts.synthetic(),
                        stateOf(episode),
                        Priorities.toNumber(facts.priority()),
                        facts.title(),
                        facts.detail(),
                        evidenceJson.write(facts.evidence()),
                        Columns.time(facts.startedAt()),
                        Columns.time(facts.raisedAt()),
                        Columns.time(facts.updatedAt()),
                        accepted.map(AcceptedBy::by).orElse(null),
                        Columns.time(accepted.map(AcceptedBy::at)),
                        Columns.time(episode.conditionEndedAt()),
                        Columns.time(resolved.map(Episode.Resolved::resolvedAt)),
                        resolved.flatMap(Episode.Resolved::resolvedBy).orElse(null),
                        facts.newest().findingId(),
                        Columns.time(facts.newest().startedAt()),
                        Columns.time(facts.newest().at()),
                        facts.traceId().orElse(null),
                        facts.version()),
                handlingColumns.values(episode));
    }

    static String stateOf(Episode episode) {
        return switch (episode) {
            case Episode.Active _ -> "active";
            case Episode.Latched _ -> "latched";
            case Episode.Resolved _ -> "resolved";
        };
    }

    private Episode read(ResultSet row) throws SQLException {
        Facts facts =
                new Facts(
                        new EpisodeId(row.getObject("id", UUID.class)),
                        row.getLong("version"),
                        new PatientId(row.getString("patient_id")),
                        row.getString("condition"),
                        row.getBoolean("retrospective"),
                        row.getBoolean("synthetic"),
                        Priorities.ofNumber(row.getInt("priority")),
                        row.getString("title"),
                        row.getString("detail"),
                        evidenceJson.read(row.getString("evidence")),
                        Columns.instant(row, "started_at"),
                        Columns.instant(row, "raised_at"),
                        Columns.instant(row, "updated_at"),
                        new Occurrence(
                                row.getString("newest_finding_id"),
                                Columns.instant(row, "newest_started_at"),
                                Columns.instant(row, "newest_at")),
                        Columns.optionalText(row, "trace_id"));
        Handling handling = handlingColumns.read(row);
        Optional<Instant> endedAt = Columns.optionalInstant(row, "condition_ended_at");
        String state = row.getString("state");
        return switch (state) {
            case "active" -> new Episode.Active(facts, handling);
            case "latched" -> new Episode.Latched(facts, handling, endedAt.orElseThrow());
            case "resolved" ->
                    new Episode.Resolved(
                            facts,
                            handling,
                            endedAt,
                            Columns.instant(row, "resolved_at"),
                            Columns.optionalText(row, "resolved_by"));
            default -> throw new IllegalStateException("no episode is in state " + state);
        };
    }
}
