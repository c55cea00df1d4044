package org.vitalwire.alert.operations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vitalwire.alert.ledger.Columns;

/** Whether the ways to reach people work, by what became of the deliveries of the last hour. */
final class ChannelWatch implements PartWatch {

    private static final Duration LOOK_BACK = Duration.ofHours(1);

    /** The console is not sent to, and the watchdog is no way to reach anybody. */
    private static final String CHANNELS =
            """
            with recent as (
                select d.channel, d.state, d.created_at, d.sent_at, d.received_at,
                    case when d.state in ('sent', 'received', 'refused', 'given-up')
                        then row_number() over (partition by d.channel,
                            d.state in ('sent', 'received', 'refused', 'given-up') order by d.created_at desc) end
                        as place
                from page p join page_delivery d on d.page_id = p.id
                where p.created_at > :since and d.channel not in ('console', 'watchdog'))
            select channel, count(*) as deliveries,
                count(*) filter (where state = 'pending') as pending,
                min(created_at) filter (where state = 'pending') as oldest,
                max(coalesce(received_at, sent_at)) as worked_at,
                count(*) filter (where place <= :row) = :row
                    and bool_and(state in ('refused', 'given-up')) filter (where place <= :row) as refused
            from recent group by channel
            union all
            select 'webhook', count(*), count(*) filter (where state = 'pending'),
                min(created_at) filter (where state = 'pending'), max(delivered_at), false
            from webhook_delivery where created_at > :since having count(*) > 0
            order by channel
            """;

    private record Channel(
            String name,
            long deliveries,
            long pending,
            Optional<Instant> oldest,
            Optional<Instant> workedAt,
            boolean refused) {}

    private final JdbcClient jdbc;
    private final OperationsAlerts alerts;
    private final StatusSettings settings;

    ChannelWatch(JdbcClient jdbc, OperationsAlerts alerts, StatusSettings settings) {
        this.jdbc = jdbc;
        this.alerts = alerts;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "channels";
    }

    @Override
    public Part look(Instant now) {
        List<Channel> channels =
                jdbc.sql(CHANNELS)
                        .param("since", Columns.time(now.minus(LOOK_BACK)))
                        .param("row", settings.refusalsInARow())
                        .query((row, _) -> read(row))
                        .list();
        List<String> dead = new ArrayList<>();
        for (Channel channel : channels) {
            Optional<String> fault = fault(channel, now);
            fault.ifPresent(words -> {
                dead.add(channel.name());
                alerts.raise(OperationsKind.CHANNEL_DEAD, channel.name(), words);
            });
        }
        endOthers(dead);
        return new Part(
                name(),
                dead.isEmpty() ? PartState.OK : PartState.DEGRADED,
                dead.isEmpty() ? "No channel is dead." : "Dead: " + String.join(", ", dead),
                Map.of(
                        "channels",
                        channels.stream().map(channel -> figures(channel, dead, now)).toList()));
    }

    private Optional<String> fault(Channel channel, Instant now) {
        if (channel.refused()) {
            return Optional.of("the last " + settings.refusalsInARow() + " deliveries failed");
        }
        return channel.oldest()
                .map(oldest -> Duration.between(oldest, now))
                .filter(age -> age.compareTo(settings.oldestPending()) > 0)
                .map(age -> "a delivery has waited for longer than " + settings.oldestPending());
    }

    private void endOthers(List<String> dead) {
        alerts.open().stream()
                .filter(alert -> alert.kind() == OperationsKind.CHANNEL_DEAD)
                .map(OperationsAlert::subject)
                .filter(subject -> !dead.contains(subject))
                .forEach(subject -> alerts.end(OperationsKind.CHANNEL_DEAD, subject));
    }

    private static Map<String, Object> figures(Channel channel, List<String> dead, Instant now) {
        return Map.of(
                "name",
                channel.name(),
                "state",
                dead.contains(channel.name()) ? "down" : "ok",
                "deliveriesInTheLastHour",
                channel.deliveries(),
                "pending",
                channel.pending(),
                "oldestPendingSeconds",
                channel.oldest().map(at -> Duration.between(at, now).toSeconds()).orElse(0L),
                "workedAt",
                channel.workedAt().map(Instant::toString).orElse(""));
    }

    private static Channel read(ResultSet row) throws SQLException {
        return new Channel(
                row.getString("channel"),
                row.getLong("deliveries"),
                row.getLong("pending"),
                Columns.optionalInstant(row, "oldest"),
                Columns.optionalInstant(row, "worked_at"),
                row.getBoolean("refused"));
    }
}
