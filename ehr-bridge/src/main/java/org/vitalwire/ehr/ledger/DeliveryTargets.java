package org.vitalwire.ehr.ledger;

import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.vitalwire.kit.database.ServiceDatabase;

/**
 * Whom the chart is delivered to, as the database knows it. A target is known from the first
 * process on that is configured with it until none has been for as long as the ledger keeps lines.
 */
public final class DeliveryTargets {

    /** Deliveries made at once when a target comes: well within the database's time-out. */
    private static final int LINES_AT_ONCE = 10_000;

    private final ServiceDatabase database;
    private final JdbcTemplate jdbc;
    private final InstantSource clock;

    public DeliveryTargets(ServiceDatabase database, InstantSource clock) {
        this.database = database;
        this.jdbc = new JdbcTemplate(database.dataSource());
        this.clock = clock;
    }

    /** All that the database knows, by id. */
    public List<String> known() {
        return jdbc.query(
                "select id from delivery_target order by id", (row, number) -> row.getString("id"));
    }

    /**
     * What a target gets.
     *
     * @param notOffered wanted, but the target does not offer to take them
     */
    public record Kinds(Set<ChartKind> delivered, Set<ChartKind> notOffered) {

        public Kinds {
            delivered = Set.copyOf(delivered);
            notOffered = Set.copyOf(notOffered);
        }
    }

    /** What the target was last said to get. */
    public Optional<Kinds> kinds(String target) {
        return jdbc
                .query(
                        "select kinds, not_offered from delivery_target where id = ?",
                        (row, number) ->
                                new Kinds(
                                        kinds(row.getArray("kinds")),
                                        kinds(row.getArray("not_offered"))),
                        target)
                .stream()
                .findFirst();
    }

    /**
     * From now on the target gets these, and what there is of those that are new to it;
     * Observations by {@link #complete}. Of others it is not given what it was never sent.
     */
    public void setKinds(String target, Kinds kinds) {
        if (kinds(target).equals(Optional.of(kinds))) {
            return;
        }
        database.transaction()
                .executeWithoutResult(status -> {
                    // Whoever charts just now ends first: what comes after it sees the kinds.
                    jdbc.execute("lock table observation, chart_line in share mode");
                    String[] delivered = names(kinds.delivered());
                    jdbc.update(
                            "update delivery_target set complete = complete"
                                    + " and kinds @> array['OBSERVATION'],"
                                    + " kinds = ?, not_offered = ? where id = ?",
                            delivered,
                            names(kinds.notOffered()),
                            target);
                    completeFurther(target);
                    jdbc.update(
                            "delete from delivery where target = ? and state = 'INTENDED'"
                                    + " and attempts = 0 and confirmed_at is null"
                                    + " and kind <> all(?)",
                            target,
                            delivered);
                });
    }

    private static String[] names(Set<ChartKind> kinds) {
        return kinds.stream().map(ChartKind::name).sorted().toArray(String[]::new);
    }

    private static Set<ChartKind> kinds(Array names) throws SQLException {
        return Arrays.stream((String[]) names.getArray())
                .map(ChartKind::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** These are configured: from when this returns, whatever is charted has a delivery to each. */
    public void configured(Collection<String> ids) {
        OffsetDateTime now = LedgerRows.at(clock.instant());
        List<String> known = known();
        ids.forEach(
                id -> jdbc.update("update delivery_target set seen_at = ? where id = ?", now, id));
        List<String> added = ids.stream().filter(id -> !known.contains(id)).toList();
        if (added.isEmpty()) {
            return;
        }
        database.transaction()
                .executeWithoutResult(status -> {
                    // Whoever charts just now ends first: what comes after it sees the target.
                    jdbc.execute("lock table observation, chart_line in share mode");
                    added.forEach(id ->
                            jdbc.update(
                                    "insert into delivery_target (id, seen_at) values (?, ?)"
                                            + " on conflict (id) do nothing",
                                    id,
                                    now));
                });
    }

    /**
     * Gives a target what the ledger had before it came, as backlog in the order of charting.
     * Repeating it, after a crash in the middle, does no harm.
     */
    public void complete(String target) {
        Boolean complete =
                jdbc.queryForObject(
                        "select coalesce(bool_or(complete), false) from delivery_target where id = ?",
                        Boolean.class,
                        target);
        if (Boolean.TRUE.equals(complete)) {
            return;
        }
        completeFurther(target);
        if (kinds(target).filter(k -> k.delivered().contains(ChartKind.OBSERVATION)).isPresent()) {
            completeObservations(target);
        }
        jdbc.update("update delivery_target set complete = true where id = ?", target);
    }

    /** Few lines, compared with Observations. */
    private void completeFurther(String target) {
        jdbc.update(
                """
                insert into delivery (target, kind, resource_id, patient_id, revision, state, due_at)
                select t.id, l.kind, l.id, l.patient_id, l.revision, 'INTENDED', l.charted_at
                from chart_line l join delivery_target t on l.kind = any(t.kinds)
                where t.id = ?
                on conflict (target, kind, resource_id) do nothing
                """,
                target);
    }

    private void completeObservations(String target) {
        OffsetDateTime after = OffsetDateTime.MIN;
        OffsetDateTime upTo = OffsetDateTime.MIN;
        while (!upTo.equals(OffsetDateTime.MAX)) {
            upTo =
                    jdbc
                            .query(
                                    "select effective_at from observation where effective_at > ?"
                                            + " order by effective_at offset ? limit 1",
                                    (row, number) ->
                                            row.getObject("effective_at", OffsetDateTime.class),
                                    after,
                                    LINES_AT_ONCE)
                            .stream()
                            .findFirst()
                            .orElse(OffsetDateTime.MAX);
            jdbc.update(
                    """
                    insert into delivery (target, kind, resource_id, patient_id, revision, state, due_at)
                    select ?, ?, id, patient_id, revision, 'INTENDED', charted_at from observation
                    where effective_at > ? and effective_at <= ? and not entered_in_error
                    on conflict (target, kind, resource_id) do nothing
                    """,
                    target,
                    ChartKind.OBSERVATION.name(),
                    after,
                    upTo);
            after = upTo;
        }
    }

    /** Forgets targets that nobody has configured since, with their deliveries. */
    public void forgetUnseenSince(Instant time) {
        database.transaction()
                .executeWithoutResult(status -> {
                    List<String> unseen =
                            jdbc.query(
                                    "select id from delivery_target where seen_at < ? for update",
                                    (row, number) -> row.getString("id"),
                                    LedgerRows.at(time));
                    for (String id : unseen) {
                        jdbc.update("delete from delivery where target = ?", id);
                        jdbc.update("delete from delivery_target where id = ?", id);
                    }
                });
    }
}
