package org.vitalwire.ehr.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.vitalwire.ehr.chart.ChartFacts;
import org.vitalwire.ehr.ledger.DueLane.Urgency;
import org.vitalwire.ehr.policy.ChartingPolicy;
import org.vitalwire.kit.database.ServiceDatabase;

/**
 * How far each line got towards one target: INTENDED, SENT (on its way, outcome not known),
 * CONFIRMED, FAILED (refused; waits for a person), WITHDRAWN (no longer to be sent), WITHHELD (the
 * target's policy does not ask for it). A line that is charted anew while it is on its way is
 * INTENDED again.
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
            " where target = ? and kind = ? and resource_id = ? and revision = ?";

    private final String target;
    private final JdbcTemplate jdbc;
    private final ScoreInputs inputs;
    private final FurtherLines further;
    private final Aggregates aggregates;
    private final ChartingSieve sieve;
    private final InstantSource clock;

    /** Of a target that gets every line of the chart. */
    public DeliveryLedger(ServiceDatabase database, String target, InstantSource clock) {
        this(database, target, ChartingPolicy.BY_THE_MINUTE, clock);
    }

    public DeliveryLedger(
            ServiceDatabase database, String target, ChartingPolicy policy, InstantSource clock) {
        this.target = target;
        this.jdbc = new JdbcTemplate(database.dataSource());
        this.inputs = new ScoreInputs(jdbc);
        this.further = new FurtherLines(jdbc);
        this.aggregates = new Aggregates(jdbc);
        this.sieve = new ChartingSieve(database, target, policy);
        this.clock = clock;
    }

    /** Lanes in which something is due, each with the most urgent of it. */
    public List<DueLane> dueLanes() {
        Instant now = clock.instant();
        // By an order and a limit: asked whether there is any, PostgreSQL reads the whole table for
        // a lane that is done.
        return jdbc.query(
                """
                select lane,
                    (select true from delivery d where d.target = ? and d.lane = l.lane
                        and d.state in ('INTENDED', 'SENT') and d.due_at > ? and d.due_at <= ?
                        order by d.due_at limit 1) as live,
                    (select true from delivery d where d.target = ? and d.lane = l.lane
                        and d.state in ('INTENDED', 'SENT') and d.due_at <= ?
                        order by d.due_at limit 1) as late
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

    /**
     * What is due in a lane, of each sort the oldest first: further kinds, which are few and take
     * at most half; minutes and scores that the target's policy lets through; what stands for
     * several minutes. Empty if nothing is due.
     */
    public List<Due> due(DueLane lane, int atMost) {
        Instant now = clock.instant();
        boolean live = lane.urgency() == Urgency.LIVE;
        OffsetDateTime after = live ? LedgerRows.at(now.minus(LIVE)) : OffsetDateTime.MIN;
        OffsetDateTime upTo = LedgerRows.at(live ? now : now.minus(LIVE));
        List<Due> due =
                new ArrayList<>(
                        further.due(target, lane.lane(), after, upTo, Math.max(1, atMost / 2)));
        List<String> ids;
        do {
            int places = Math.max(1, atMost - due.size());
            ids = observations(lane.lane(), after, upTo, places);
            due.addAll(passed(ids));
            // Of minutes that were kept back, a coarser line may be due now.
        } while (due.isEmpty() && !ids.isEmpty());
        return List.copyOf(due);
    }

    /** What of these is to be sent; the others are not due any more. */
    private List<Due> passed(List<String> ids) {
        List<Due> minutes = minutes(ids);
        List<Due> passed = new ArrayList<>(sieve.sift(minutes));
        List<String> others = new ArrayList<>(ids);
        minutes.forEach(minute -> others.remove(minute.line().id()));
        passed.addAll(aggregates.due(target, others));
        return passed;
    }

    /** By the index alone, whichever sort they are of: a day's backlog is not to be searched. */
    private List<String> observations(
            int lane, OffsetDateTime after, OffsetDateTime upTo, int atMost) {
        return jdbc.query(
                "select d.resource_id from delivery d"
                        + " where d.target = ? and d.lane = ? and d.kind = 'OBSERVATION' and d."
                        + WAITING.strip()
                        + " and d.due_at > ? and d.due_at <= ?"
                        + " order by d.due_at, d.resource_id limit ?",
                (row, number) -> row.getString("resource_id"),
                target,
                lane,
                after,
                upTo,
                atMost);
    }

    private List<Due> minutes(List<String> ids) {
        return jdbc.query(
                "select "
                        + LedgerRows.CHART
                        + ", d.derived_from, d.attempts, d.remote_id, d.state, d.last_error"
                        + " from delivery d join observation o on o.id = d.resource_id"
                        + " where d.target = ? and d.kind = 'OBSERVATION'"
                        + " and d.resource_id = any(?) and d."
                        + WAITING.strip()
                        + " order by d.due_at, d.resource_id",
                (row, number) ->
                        new Due(
                                LedgerRows.entry(row, number),
                                known(row.getString("state"), row.getString("last_error"))),
                target,
                ids.toArray(String[]::new));
    }

    static Due.Known known(String state, @org.jspecify.annotations.Nullable String error) {
        return !state.equals("SENT")
                ? Due.Known.NOT_SENT
                : ACCEPTED.equals(error) ? Due.Known.ACCEPTED : Due.Known.OUTCOME_UNKNOWN;
    }

    /** Before anything is sent: after a crash it is known what may have arrived. */
    public void begin(Collection<? extends ChartLine> lines) {
        batch(
                "update delivery set state = 'SENT', attempts = attempts + 1, last_error = null"
                        + OF_REVISION,
                lines,
                line -> new Object[] {target, line.kind().name(), line.id(), line.revision()});
    }

    /** Whether anything was sent of which it is not known what became of it. */
    public boolean isAnyOnItsWay() {
        return Boolean.TRUE.equals(
                jdbc.queryForObject(
                        "select exists (select from delivery where target = ? and state = 'SENT')",
                        Boolean.class,
                        target));
    }

    /** Answered: it did not arrive, so that it may be sent again without being looked for. */
    public void notArrived(Collection<? extends ChartLine> lines) {
        batch(
                "update delivery set state = 'INTENDED'" + OF_REVISION + " and state = 'SENT'",
                lines,
                line -> new Object[] {target, line.kind().name(), line.id(), line.revision()});
    }

    /**
     * @param remoteIds by our id, where the target chose one of its own
     */
    public void confirm(Collection<? extends ChartLine> lines, Map<String, String> remoteIds) {
        OffsetDateTime now = now();
        batch(
                """
                update delivery set remote_id = coalesce(?, remote_id),
                    state = case when revision = ? then 'CONFIRMED' else state end,
                    confirmed_at = ?, last_error = null, outcome = null, failed_at = null
                where target = ? and kind = ? and resource_id = ?
                """,
                lines,
                line ->
                        new Object[] {
                            remoteIds.get(line.id()),
                            line.revision(),
                            now,
                            target,
                            line.kind().name(),
                            line.id()
                        });
    }

    /** The target will take it later (202): it is looked for then. */
    public void accepted(Collection<? extends ChartLine> lines, Duration delay) {
        OffsetDateTime until = LedgerRows.at(clock.instant().plus(delay));
        batch(
                "update delivery set due_at = ?, attempts = attempts + 1, last_error = '"
                        + ACCEPTED
                        + "'"
                        + OF_REVISION
                        + " and state = 'SENT'",
                lines,
                line ->
                        new Object[] {
                            until, target, line.kind().name(), line.id(), line.revision()
                        });
    }

    /**
     * Nothing more is tried until a person wants it.
     *
     * @param error codes only
     */
    public void fail(ChartLine line, String error, Optional<Refusal> refusal) {
        jdbc.update(
                "update delivery set state = 'FAILED', last_error = ?, outcome = ?::jsonb,"
                        + " failed_at = ?"
                        + OF_REVISION,
                error,
                refusal.map(Refusals::json).orElse(null),
                now(),
                target,
                line.kind().name(),
                line.id(),
                line.revision());
    }

    /** Lets the others pass first. */
    public void postpone(Collection<? extends ChartLine> lines, Duration delay, String error) {
        OffsetDateTime until = LedgerRows.at(clock.instant().plus(delay));
        batch(
                "update delivery set due_at = ?, last_error = ?" + OF_REVISION,
                lines,
                line ->
                        new Object[] {
                            until, error, target, line.kind().name(), line.id(), line.revision()
                        });
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
                    entry.kind().name(),
                    entry.id(),
                    entry.revision());
            return entry.withDerivedFrom(ids);
        }
        return entry;
    }

    /** Ids at the target of Observations that it has. */
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

    /** Where the target has another line. */
    public sealed interface Whereabouts {
        /**
         * @param remoteId empty where it keeps our id
         */
        record There(Optional<String> remoteId) implements Whereabouts {}

        /** It is on its way, or will be. */
        record NotYet() implements Whereabouts {}

        /** The target refused it. */
        record Refused() implements Whereabouts {}

        /** The target does not get it. */
        record Nowhere() implements Whereabouts {}
    }

    /** Where the target has a line, in whatever revision. */
    public Whereabouts whereabouts(ChartKind kind, String id) {
        return jdbc
                .query(
                        "select state, confirmed_at, remote_id from delivery"
                                + " where target = ? and kind = ? and resource_id = ?",
                        (row, number) -> {
                            if (row.getObject("confirmed_at") != null) {
                                return new Whereabouts.There(
                                        Optional.ofNullable(row.getString("remote_id")));
                            }
                            return switch (row.getString("state")) {
                                case "FAILED" -> new Whereabouts.Refused();
                                case "WITHDRAWN", "WITHHELD" -> new Whereabouts.Nowhere();
                                default -> new Whereabouts.NotYet();
                            };
                        },
                        target,
                        kind.name(),
                        id)
                .stream()
                .findFirst()
                .orElseGet(Whereabouts.Nowhere::new);
    }

    private interface Parameters {
        Object[] of(ChartLine line);
    }

    private void batch(String sql, Collection<? extends ChartLine> lines, Parameters parameters) {
        jdbc.batchUpdate(sql, lines.stream().map(parameters::of).toList());
    }

    private OffsetDateTime now() {
        return LedgerRows.at(clock.instant());
    }
}
