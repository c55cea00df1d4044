package org.vitalwire.alert.page;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vitalwire.alert.episode.EpisodeId;
import org.vitalwire.alert.ledger.Columns;
import org.vitalwire.alert.ledger.EpisodeLedger;
import org.vitalwire.alert.ledger.Priorities;
import org.vitalwire.alert.operations.OperationsAlerts;
import org.vitalwire.alert.operations.OperationsKind;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.kit.database.ServiceDatabase;

/**
 * What time does to pages: tries the next way when there is no receipt, and when there is none left
 * tells the episodes that nobody could be reached. Any number of replicas do this at once.
 */
final class PageTimer {

    private static final int AT_ONCE = 100;

    /** Telling one takes a transaction; pages that have another way must not wait for many. */
    private static final int TOLD_AT_ONCE = 10;

    /** How long another replica leaves the telling to the one that began it. */
    private static final Duration LEASE = Duration.ofSeconds(3);

    private static final String DUE =
            """
            select id, target from page
            where state = 'open' and due_at is not null and (due_at <= :now or due_at > :never)
            order by priority desc, due_at limit :some for update skip locked
            """;

    private static final String NEXT_WAY =
            """
            update page_delivery set state = 'pending', due_at = '-infinity'
            where id = (
                select id from page_delivery where page_id = ? and state = 'waiting' order by rank limit 1)
            """;

    private static final String TAKE_UNREACHABLE =
            """
            update page set due_at = :lease
            where id in (
                select id from page
                where state = 'unreachable' and due_at is not null and (due_at <= :now or due_at > :never)
                order by priority desc, due_at limit :some for update skip locked)
            returning id, care_unit, priority
            """;

    /** Steps of which nobody else can still be expected to say that they have it. */
    private static final String EXHAUSTED =
            """
            select l.episode_id, l.round, l.step, l.last from page_episode l
            where l.page_id = ? and l.live and not exists (
                select 1 from page_episode o join page p on p.id = o.page_id
                where o.episode_id = l.episode_id and o.round = l.round and o.step = l.step and o.live
                    and p.state in ('open', 'received'))
            """;

    private record Due(UUID id, String target) {}

    private record Unreachable(UUID id, Optional<String> careUnit, Priority priority) {}

    private record Exhausted(EpisodeId episodeId, int round, int step, boolean last) {}

    private final ServiceDatabase database;
    private final JdbcClient jdbc;
    private final EpisodeLedger ledger;
    private final OperationsAlerts operations;
    private final PageMetrics metrics;
    private final InstantSource clock;
    private final Duration receiptWithin;
    private final Duration furthest;
    private final Runnable onNextWay;

    /**
     * @param furthest ahead of its time that a page can be due; what is due later was planned by a
     *     clock that has been put back since, and is due
     * @param onNextWay called when there is something to send
     */
    PageTimer(
            ServiceDatabase database,
            EpisodeLedger ledger,
            OperationsAlerts operations,
            PageMetrics metrics,
            InstantSource clock,
            Duration receiptWithin,
            Duration furthest,
            Runnable onNextWay) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.ledger = ledger;
        this.operations = operations;
        this.metrics = metrics;
        this.clock = clock;
        this.receiptWithin = receiptWithin;
        this.furthest = furthest;
        this.onNextWay = onNextWay;
    }

    /** Returns whether there may be more to do at once. */
    boolean look() {
        Instant now = clock.instant();
        List<Due> due = tryNextWays(now);
        List<Unreachable> unreachable = takeUnreachable(now);
        unreachable.forEach(this::tell);
        return due.size() == AT_ONCE || unreachable.size() == TOLD_AT_ONCE;
    }

    private List<Due> tryNextWays(Instant now) {
        List<Due> due =
                database.transaction()
                        .execute(_ -> {
                            List<Due> pages =
                                    jdbc.sql(DUE)
                                            .param("now", Columns.time(now))
                                            .param("never", Columns.time(now.plus(furthest)))
                                            .param("some", AT_ONCE)
                                            .query((row, _) ->
                                                    new Due(
                                                            row.getObject("id", UUID.class),
                                                            row.getString("target")))
                                            .list();
                            pages.forEach(page -> tryNextWay(page, now));
                            return pages;
                        });
        if (due == null || due.isEmpty()) {
            return List.of();
        }
        onNextWay.run();
        return due;
    }

    private void tryNextWay(Due page, Instant now) {
        boolean another = jdbc.sql(NEXT_WAY).param(page.id()).update() > 0;
        if (another) {
            jdbc.sql("update page set due_at = ? where id = ?")
                    .param(Columns.time(now.plus(receiptWithin)))
                    .param(page.id())
                    .update();
        } else {
            jdbc.sql("update page set state = 'unreachable', due_at = '-infinity' where id = ?")
                    .param(page.id())
                    .update();
            metrics.unreachable(page.target());
        }
    }

    private List<Unreachable> takeUnreachable(Instant now) {
        return jdbc.sql(TAKE_UNREACHABLE)
                .param("lease", Columns.time(now.plus(LEASE)))
                .param("now", Columns.time(now))
                .param("never", Columns.time(now.plus(furthest)))
                .param("some", TOLD_AT_ONCE)
                .query((row, _) ->
                        new Unreachable(
                                row.getObject("id", UUID.class),
                                Columns.optionalText(row, "care_unit"),
                                Priorities.ofNumber(row.getInt("priority"))))
                .list();
    }

    /** Not in the transaction that noted it: the episode is locked before its pages are. */
    private void tell(Unreachable page) {
        List<Exhausted> exhausted =
                jdbc.sql(EXHAUSTED)
                        .param(page.id())
                        .query((row, _) ->
                                new Exhausted(
                                        new EpisodeId(row.getObject("episode_id", UUID.class)),
                                        row.getInt("round"),
                                        row.getInt("step"),
                                        row.getBoolean("last")))
                        .list();
        for (Exhausted step : exhausted) {
            ledger.unreachable(step.episodeId(), step.round(), step.step());
            if (step.last() && page.priority() != Priority.LOW) {
                operations.raise(
                        OperationsKind.UNREACHABLE,
                        page.careUnit().orElse("none"),
                        "Nobody who was called about an alert of this care unit could be reached");
            }
        }
        jdbc.sql("update page set due_at = null where id = ? and state = 'unreachable'")
                .param(page.id())
                .update();
    }
}
