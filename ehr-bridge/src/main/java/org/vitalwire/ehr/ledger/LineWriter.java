package org.vitalwire.ehr.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes lines of further kinds, and a delivery of each to every target that gets its kind. To be
 * used within the transaction that writes their facts.
 */
final class LineWriter {

    private static final String WRITE =
            """
            insert into chart_line (kind, id, patient_id, origin, item, effective_at, revision,
                charted_at)
            values (?, ?, ?, ?, ?, ?, 1, ?)
            on conflict (kind, id) do update set revision = chart_line.revision + 1,
                charted_at = excluded.charted_at
            """;

    /**
     * What was on its way is to be sent again as it is now. What a target has is kept right there,
     * even if it gets no more of the kind: a Flag must not stay active for ever.
     */
    private static final String DELIVER =
            """
            insert into delivery (target, kind, resource_id, patient_id, revision, state, due_at)
            select t.id, l.kind, l.id, l.patient_id, l.revision, 'INTENDED', ?
            from chart_line l cross join delivery_target t
            where l.kind = ? and l.id = any(?)
                and (l.kind = any(t.kinds) or exists (
                    select from delivery d where d.target = t.id and d.kind = l.kind
                        and d.resource_id = l.id and d.confirmed_at is not null))
            on conflict (target, kind, resource_id) do update set revision = excluded.revision,
                state = 'INTENDED', due_at = greatest(delivery.due_at, excluded.due_at),
                attempts = 0, last_error = null, outcome = null, failed_at = null
            """;

    private final JdbcTemplate jdbc;

    /**
     * A line that is new or says something else than before.
     *
     * @param lane the patient, or {@code device:<id>}
     * @param origin the episode or device
     * @param item the sign of a metric
     */
    record Changed(
            ChartKind kind,
            String id,
            String lane,
            String origin,
            Optional<String> item,
            Instant effectiveAt) {}

    LineWriter(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param settle how long delivery waits, for more to come; negative for what is backlog
     */
    void write(Collection<Changed> lines, Instant now, Duration settle) {
        jdbc.batchUpdate(
                WRITE,
                lines.stream()
                        .map(line ->
                                new Object[] {
                                    line.kind().name(),
                                    line.id(),
                                    line.lane(),
                                    line.origin(),
                                    line.item().orElse(null),
                                    LedgerRows.at(line.effectiveAt()),
                                    LedgerRows.at(now)
                                })
                        .toList());
        for (ChartKind kind : ChartKind.values()) {
            List<String> ids =
                    lines.stream()
                            .filter(line -> line.kind() == kind)
                            .map(Changed::id)
                            .distinct()
                            .toList();
            if (!ids.isEmpty()) {
                jdbc.update(
                        DELIVER,
                        LedgerRows.at(now.plus(settle)),
                        kind.name(),
                        ids.toArray(String[]::new));
            }
        }
    }
}
