package org.vitalwire.alert.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.vitalwire.alert.episode.EpisodeId;
import org.vitalwire.alert.episode.KnownFinding;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.id.PatientId;

/** Findings, and the inbox of their phases, as rows. */
final class FindingRows {

    private static final String TAKE_IN =
            """
            insert into finding_inbox (finding_id, retrospective, phase, at, recorded_at)
            select f, r, p, t, ? from unnest(?::text[], ?::boolean[], ?::text[], ?::timestamptz[]) as x (f, r, p, t)
            order by f, r, p, t
            on conflict do nothing
            returning finding_id, retrospective, phase, at
            """;

    private static final String UPSERT =
            """
            insert into finding (finding_id, retrospective, patient_id, condition, phase, priority, started_at, at,
                title, detail, evidence, synthetic, message_id, received_at, recorded_at, episode_id, trace_id)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?)
            on conflict (finding_id, retrospective) do update set phase = excluded.phase,
                priority = excluded.priority, at = excluded.at, title = excluded.title, detail = excluded.detail,
                evidence = excluded.evidence, synthetic = excluded.synthetic, message_id = excluded.message_id,
                received_at = excluded.received_at, episode_id = excluded.episode_id
            """;

    private record PhaseKey(KnownFinding.Key finding, Finding.Phase phase, Instant at) {
        static PhaseKey of(Finding finding) {
            return new PhaseKey(KnownFinding.Key.of(finding), finding.phase(), finding.at());
        }
    }

    private final EvidenceJson evidenceJson = new EvidenceJson();
    private final RowMapper<KnownFinding> mapper = (row, _) -> read(row);

    RowMapper<KnownFinding> mapper() {
        return mapper;
    }

    /** Notes the phases in the inbox and returns those that were not there, in the order given. */
    <T> List<T> takeIn(
            JdbcTemplate jdbc,
            List<T> items,
            java.util.function.Function<T, Finding> findingOf,
            Instant now) {
        Map<PhaseKey, T> distinct = new LinkedHashMap<>();
        items.forEach(item -> distinct.putIfAbsent(PhaseKey.of(findingOf.apply(item)), item));
        List<PhaseKey> keys = List.copyOf(distinct.keySet());
        Set<PhaseKey> fresh =
                new HashSet<>(
                        jdbc.query(
                                TAKE_IN,
                                (row, _) ->
                                        new PhaseKey(
                                                new KnownFinding.Key(
                                                        row.getString("finding_id"),
                                                        row.getBoolean("retrospective")),
                                                Finding.Phase.valueOf(row.getString("phase")),
                                                Columns.instant(row, "at")),
                                Columns.time(now),
                                keys.stream()
                                        .map(k -> k.finding().findingId())
                                        .toArray(String[]::new),
                                keys.stream()
                                        .map(k -> k.finding().retrospective())
                                        .toArray(Boolean[]::new),
                                keys.stream().map(k -> k.phase().name()).toArray(String[]::new),
                                keys.stream().map(k -> k.at().toString()).toArray(String[]::new)));
        return distinct.entrySet().stream()
                .filter(entry -> fresh.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    void save(JdbcTemplate jdbc, Collection<KnownFinding> findings) {
        jdbc.batchUpdate(UPSERT, findings.stream().map(this::values).toList());
    }

    private Object[] values(KnownFinding known) {
        Finding finding = known.latest();
        return SqlRow.of(
                finding.findingId(),
                finding.retrospective(),
                finding.patientId().value(),
                finding.condition(),
                finding.phase().name(),
                Priorities.toNumber(finding.priority()),
                Columns.time(finding.startedAt()),
                Columns.time(finding.at()),
                finding.title(),
                finding.detail(),
                evidenceJson.write(finding.evidence()),
                finding.synthetic(),
                finding.messageId(),
                Columns.time(finding.receivedAt()),
                Columns.time(known.recordedAt()),
                known.episodeId().value(),
                known.traceId().orElse(null));
    }

    private KnownFinding read(ResultSet row) throws SQLException {
        Finding finding =
                new Finding(
                        row.getString("finding_id"),
                        new PatientId(row.getString("patient_id")),
                        row.getString("condition"),
                        Finding.Phase.valueOf(row.getString("phase")),
                        Priorities.ofNumber(row.getInt("priority")),
                        Columns.instant(row, "started_at"),
                        Columns.instant(row, "at"),
                        row.getString("title"),
                        row.getString("detail"),
                        evidenceJson.read(row.getString("evidence")),
                        row.getBoolean("retrospective"),
                        row.getBoolean("synthetic"),
                        row.getString("message_id"),
                        Columns.instant(row, "received_at"));
        return new KnownFinding(
                finding,
                new EpisodeId(row.getObject("episode_id", UUID.class)),
                Columns.instant(row, "recorded_at"),
                Columns.optionalText(row, "trace_id"));
    }
}
