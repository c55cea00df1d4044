package org.vitalwire.ehr.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.vitalwire.ehr.chart.ChartFacts;
import org.vitalwire.ehr.ledger.DueLane.Urgency;
import org.vitalwire.kit.database.ServiceDatabase;

/**
 * How far each line got towards one target: INTENDED, SENT (on its way, outcome not known),
 * CONFIRMED, FAILED (refused; waits for a person), WITHDRAWN (no longer to be sent). A line that is
 * charted anew while it is on its way is INTENDED again.
 */
public final class DeliveryLedger {

    /** Lanes of a target; all of a patient are in one. The schema computes them. */
    public static final int LANES = 8;

    /** What became due longer ago is backlog. */
    public static final Duration LIVE = Duration.ofMinutes(10);

    /** What {@code last_error} says of a line that the target has accepted (202). */
    static final String ACCEPTED = "accepted";

    private static final String WAITING = " state in ('INTENDED', 'SENT')";
    private static final String OF_REVISION =
            " where target = ? and kind = 'OBSERVATION' and resource_id = ? and revision = ?";

    private final String target;
    private final JdbcTemplate jdbc;
    private final ScoreInputs inputs;
    private final InstantSource clock;

    public DeliveryLedger(ServiceDatabase database, String target, InstantSource clock) {
        this.target = target;
        this.jdbc = new JdbcTemplate(database.dataSource());
        this.inputs = new ScoreInputs(jdbc);
        this.clock = clock;
    }

    /** Lanes in which something is due, each with the most urgent of it. */
    public List<DueLane> dueLanes() {
        Instant now = clock.instant();
        return jdbc.query(
                """
                select lane,
                    exists (select from delivery d where d.target = ? and d.lane = l.lane
                        and d.state in ('INTENDED', 'SENT') and d.due_at > ? and d.due_at <= ?) as live,
                    exists (select from delivery d where d.target = ? and d.lane = l.lane
                        and d.state in ('INTENDED', 'SENT') and d.due_at <= ?) as late
                from generate_series(0, ?) as l(lane)
                """,
                rows -> {
                    List<DueLane> due = new java.util.ArrayList<>();
                    while (rows.next()) {
                        if (rows.getBoolean("live")) {
                            due.add(new DueLane(rows.getInt("lane"), Urgency.LIVE));
                        } else if (rows.getBoolean("late")) {
                            due.add(new DueLane(rows.getInt("lane"), Urgency.BACKLOG));
                        }
                    }
                    return due;
                },
                target,
                LedgerRows.at(now.minus(LIVE)),
                LedgerRows.at(now),
                target,
                LedgerRows.at(now.minus(LIVE)),
                LANES - 1);
    }

    /** What is due in a lane, oldest first. */
    public List<Due> due(DueLane lane, int atMost) {
        Instant now = clock.instant();
        boolean live = lane.urgency() == Urgency.LIVE;
        return jdbc.query(
                "select "
                        + LedgerRows.CHART
                        + ", d.derived_from, d.attempts, d.remote_id, d.state, d.last_error"
                        + " from delivery d join observation o on o.id = d.resource_id"
                        + " where d.target = ? and d.lane = ? and d.kind = 'OBSERVATION' and d."
                        + WAITING.strip()
                        + " and d.due_at > ? and d.due_at <= ?"
                        + " order by d.due_at, d.resource_id limit ?",
                (row, number) ->
                        new Due(
                                LedgerRows.entry(row, number),
                                known(row.getString("state"), row.getString("last_error"))),
                target,
                lane.lane(),
                live ? LedgerRows.at(now.minus(LIVE)) : OffsetDateTime.MIN,
                LedgerRows.at(live ? now : now.minus(LIVE)),
                atMost);
    }

    private static Due.Known known(String state, @org.jspecify.annotations.Nullable String error) {
        return !state.equals("SENT")
                ? Due.Known.NOT_SENT
                : ACCEPTED.equals(error) ? Due.Known.ACCEPTED : Due.Known.OUTCOME_UNKNOWN;
    }

    /** Before anything is sent: after a crash it is known what may have arrived. */
    public void begin(Collection<LedgerEntry> entries) {
        batch(
                "update delivery set state = 'SENT', attempts = attempts + 1, last_error = null"
                        + OF_REVISION,
                entries,
                entry -> new Object[] {target, entry.id(), entry.revision()});
    }

    /** Answered: it did not arrive, so that it may be sent again without being looked for. */
    public void notArrived(Collection<LedgerEntry> entries) {
        batch(
                "update delivery set state = 'INTENDED'" + OF_REVISION + " and state = 'SENT'",
                entries,
                entry -> new Object[] {target, entry.id(), entry.revision()});
    }

    /**
     * @param remoteIds by our id, where the target chose one of its own
     */
    public void confirm(Collection<LedgerEntry> entries, Map<String, String> remoteIds) {
        OffsetDateTime now = now();
        batch(
                """
                update delivery set remote_id = coalesce(?, remote_id),
                    state = case when revision = ? then 'CONFIRMED' else state end,
                    confirmed_at = ?, last_error = null, outcome = null, failed_at = null
                where target = ? and kind = 'OBSERVATION' and resource_id = ?
                """,
                entries,
                entry ->
                        new Object[] {
                            remoteIds.get(entry.id()), entry.revision(), now, target, entry.id()
                        });
    }

    /** The target will take it later (202): it is looked for then. */
    public void accepted(Collection<LedgerEntry> entries, Duration delay) {
        OffsetDateTime until = LedgerRows.at(clock.instant().plus(delay));
        batch(
                "update delivery set due_at = ?, attempts = attempts + 1, last_error = '"
                        + ACCEPTED
                        + "'"
                        + OF_REVISION
                        + " and state = 'SENT'",
                entries,
                entry -> new Object[] {until, target, entry.id(), entry.revision()});
    }

    /**
     * Nothing more is tried until a person wants it.
     *
     * @param error codes only
     */
    public void fail(LedgerEntry entry, String error, Optional<Refusal> refusal) {
        jdbc.update(
                "update delivery set state = 'FAILED', last_error = ?, outcome = ?::jsonb,"
                        + " failed_at = ?"
                        + OF_REVISION,
                error,
                refusal.map(Refusals::json).orElse(null),
                now(),
                target,
                entry.id(),
                entry.revision());
    }

    /** Lets the others pass first. */
    public void postpone(Collection<LedgerEntry> entries, Duration delay, String error) {
        OffsetDateTime until = LedgerRows.at(clock.instant().plus(delay));
        batch(
                "update delivery set due_at = ?, last_error = ?" + OF_REVISION,
                entries,
                entry -> new Object[] {until, error, target, entry.id(), entry.revision()});
    }

    /**
     * Fixes what a score was derived from: what the target has of it now. From then on the line
     * always gives the same resource.
     */
    public LedgerEntry withInputs(LedgerEntry entry) {
        if (entry.derivedFrom().isEmpty()
                && entry.chart().facts() instanceof ChartFacts.Scored(var score)) {
            List<String> ids = inputs.of(score, Optional.of(target));
            jdbc.update(
                    "update delivery set derived_from = ?" + OF_REVISION,
                    ids.toArray(String[]::new),
                    target,
                    entry.id(),
                    entry.revision());
            return entry.withDerivedFrom(ids);
        }
        return entry;
    }

    /** Ids at the target of lines that it has. */
    public Map<String, String> remoteIds(Collection<String> ids) {
        return jdbc
                .query(
                        "select resource_id, remote_id from delivery where target = ?"
                                + " and kind = 'OBSERVATION' and resource_id = any(?)"
                                + " and remote_id is not null",
                        (row, number) ->
                                Map.entry(row.getString("resource_id"), row.getString("remote_id")),
                        target,
                        ids.toArray(String[]::new))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private interface Parameters {
        Object[] of(LedgerEntry entry);
    }

    private void batch(String sql, Collection<LedgerEntry> entries, Parameters parameters) {
        jdbc.batchUpdate(sql, entries.stream().map(parameters::of).toList());
    }

    private OffsetDateTime now() {
        return LedgerRows.at(clock.instant());
    }
}
