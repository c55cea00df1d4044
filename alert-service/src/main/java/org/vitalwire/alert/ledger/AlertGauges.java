package org.vitalwire.alert.ledger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vitalwire.contracts.event.Priority;

/**
 * How many alerts are open and how much waits to be sent, read from the database now and then so
 * that a scrape costs nothing. Every replica tells the same.
 */
final class AlertGauges {

    private static final String OPEN =
            """
            select priority, count(*) as n from episode
            where state <> 'resolved' and not retrospective and patient_id <> 'vitalwire-canary'
            group by priority
            """;
    private static final String OUTBOXES =
            """
            select 'alerts.v1' as channel, count(*) as depth,
                coalesce(extract(epoch from now() - min(at)), 0)::bigint as age
            from alert_event where id > (select last_event_id from publication where topic = 'alerts.v1')
            union all
            select 'webhook', count(*), coalesce(extract(epoch from now() - min(created_at)), 0)::bigint
            from webhook_delivery where state = 'pending'
            """;

    private static final String OVERDUE =
            """
            select coalesce(extract(epoch from ?::timestamptz - min(due_at)), 0)::bigint from episode where due_at < ?
            """;

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final AtomicLong overdueSeconds = new AtomicLong();
    private final Map<Priority, AtomicLong> open = new EnumMap<>(Priority.class);
    private final Map<String, AtomicLong> depth;
    private final Map<String, AtomicLong> ageSeconds;

    AlertGauges(JdbcClient jdbc, InstantSource clock, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.clock = clock;
        Gauge.builder("vitalwire.alert.calls.overdue", overdueSeconds, AtomicLong::doubleValue)
                .baseUnit("seconds")
                .description("For how long the oldest call that is due has not been made")
                .register(meters);
        for (Priority priority : Priority.values()) {
            AtomicLong count = new AtomicLong();
            open.put(priority, count);
            Gauge.builder("vitalwire.alert.open", count, AtomicLong::doubleValue)
                    .tag("priority", priority.code())
                    .description("Live alerts that are not resolved")
                    .register(meters);
        }
        depth = perChannel("vitalwire.alert.outbox.depth", "What waits to be sent", "", meters);
        ageSeconds =
                perChannel(
                        "vitalwire.alert.outbox.oldest.age",
                        "How long the oldest of it has waited",
                        "seconds",
                        meters);
    }

    boolean refresh() {
        Map<Priority, Long> counts = new EnumMap<>(Priority.class);
        jdbc.sql(OPEN)
                .query(row -> {
                    counts.put(Priorities.ofNumber(row.getInt("priority")), row.getLong("n"));
                });
        open.forEach((priority, count) -> count.set(counts.getOrDefault(priority, 0L)));
        jdbc.sql(OUTBOXES).query(this::takeOutbox);
        OffsetDateTime now = Columns.time(clock.instant());
        overdueSeconds.set(jdbc.sql(OVERDUE).params(now, now).query(Long.class).single());
        return false;
    }

    private void takeOutbox(ResultSet row) throws SQLException {
        String channel = row.getString("channel");
        of(depth, channel).set(row.getLong("depth"));
        of(ageSeconds, channel).set(row.getLong("age"));
    }

    private static Map<String, AtomicLong> perChannel(
            String name, String description, String unit, MeterRegistry meters) {
        Map<String, AtomicLong> values =
                Map.of("alerts.v1", new AtomicLong(), "webhook", new AtomicLong());
        values.forEach((channel, value) ->
                Gauge.builder(name, value, AtomicLong::doubleValue)
                        .tags(Tags.of("channel", channel))
                        .baseUnit(unit.isEmpty() ? null : unit)
                        .description(description)
                        .register(meters));
        return values;
    }

    private static <K> AtomicLong of(Map<K, AtomicLong> values, K key) {
        AtomicLong value = values.get(key);
        if (value == null) {
            throw new IllegalStateException("no gauge for " + key);
        }
        return value;
    }
}
