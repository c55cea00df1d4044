package org.vitalwire.alert.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.vitalwire.alert.episode.Call;
import org.vitalwire.alert.episode.CallTarget;
import org.vitalwire.alert.episode.Change;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.trace.TraceParent;
import org.vitalwire.contracts.wire.EventCodecs;

/** Transitions as rows, numbered without gaps in the order of their commits. */
final class EventRows {

    private static final String INSERT =
            """
            insert into alert_event (id, episode_id, transition, state, priority, at, by, finding_id, received_at,
                traceparent, payload, target, person, call_round, call_step, staffed, reason)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    /** A change with what caused it. */
    record Entry(Change change, Optional<Finding> cause, Optional<TraceParent> trace) {}

    private EventRows() {}

    /**
     * Must be the last that a transaction does: from here to its commit all other writers of events
     * wait.
     */
    static void append(JdbcTemplate jdbc, List<Entry> entries, List<DeliveryPlanner> planners) {
        if (entries.isEmpty()) {
            return;
        }
        Long last =
                jdbc.queryForObject(
                        "update event_counter set last_id = last_id + ? returning last_id",
                        Long.class,
                        entries.size());
        if (last == null) {
            throw new IllegalStateException("the event counter is gone");
        }
        long id = last - entries.size();
        List<Object[]> rows = new ArrayList<>();
        for (Entry entry : entries) {
            rows.add(values(++id, entry));
        }
        jdbc.batchUpdate(INSERT, rows);
        id = last - entries.size();
        for (Entry entry : entries) {
            id++;
            for (DeliveryPlanner planner : planners) {
                planner.plan(id, entry.change());
            }
        }
    }

    private static Object[] values(long id, Entry entry) {
        Change change = entry.change();
        return SqlRow.of(
                id,
                change.after().facts().id().value(),
                change.transition().name(),
                EpisodeRows.stateOf(change.after()),
                Priorities.toNumber(change.after().facts().priority()),
                Columns.time(change.at()),
                change.by().orElse(null),
                entry.cause().map(Finding::findingId).orElse(null),
                Columns.time(entry.cause().map(Finding::receivedAt)),
                entry.trace().map(TraceParent::header).orElse(null),
                EventCodecs.ALERT_EPISODE.encode(change.event()),
                change.call().flatMap(Call::target).map(CallTarget::code).orElse(null),
                change.call().flatMap(Call::person).or(change::to).orElse(null),
                change.call().map(Call::round).orElse(null),
                change.call().map(Call::step).orElse(null),
                change.call().map(Call::staffed).orElse(null),
                change.reason().orElse(null));
    }
}
