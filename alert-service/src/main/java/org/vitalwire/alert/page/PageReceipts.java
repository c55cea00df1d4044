package org.vitalwire.alert.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vitalwire.alert.channel.Receipts;
import org.vitalwire.alert.episode.Decision;
import org.vitalwire.alert.episode.Decision.Refusal;
import org.vitalwire.alert.episode.Deed;
import org.vitalwire.alert.episode.EpisodeId;
import org.vitalwire.alert.episode.RejectReason;
import org.vitalwire.alert.ledger.Columns;
import org.vitalwire.alert.ledger.EpisodeLedger;
import org.vitalwire.alert.operations.OperationsAlerts;
import org.vitalwire.alert.operations.OperationsKind;
import org.vitalwire.alert.person.Reach;

/**
 * What people and channels say of pages. Who answers a page answers the alerts that they saw on it,
 * no others, and none that has become more urgent since; each by the one way in which an alert is
 * answered.
 */
final class PageReceipts implements Receipts {

    private static final int TRIES = 5;

    private static final String SEEN =
            """
            select l.episode_id, l.live, e.version from page_episode l join episode e on e.id = l.episode_id
            where l.page_id = ? and l.version <= ? and e.priority <= l.priority
            order by e.priority desc, e.id
            """;

    private record Delivery(
            UUID id,
            UUID pageId,
            String person,
            int listed,
            Optional<String> careUnit,
            Instant toldAt) {}

    private record Seen(EpisodeId episode, boolean live, long version) {}

    private final JdbcClient jdbc;
    private final DeliveryQueue queue;
    private final EpisodeLedger ledger;
    private final OperationsAlerts operations;
    private final PageMetrics metrics;

    PageReceipts(
            JdbcClient jdbc,
            DeliveryQueue queue,
            EpisodeLedger ledger,
            OperationsAlerts operations,
            PageMetrics metrics) {
        this.jdbc = jdbc;
        this.queue = queue;
        this.ledger = ledger;
        this.operations = operations;
        this.metrics = metrics;
    }

    @Override
    public void received(UUID deliveryId, Instant at) {
        find(deliveryId).ifPresent(delivery -> received(delivery, at));
    }

    @Override
    public void accepted(UUID deliveryId, Instant at) {
        find(deliveryId)
                .ifPresent(delivery -> {
                    received(delivery, at);
                    accept(delivery.pageId(), delivery.listed(), delivery.person());
                });
    }

    @Override
    public void rejected(UUID deliveryId, Instant at) {
        find(deliveryId)
                .ifPresent(delivery -> {
                    received(delivery, at);
                    reject(
                            delivery.pageId(),
                            delivery.listed(),
                            delivery.person(),
                            RejectReason.OTHER);
                });
    }

    @Override
    public Optional<UUID> deliveryOf(String channel, String reference) {
        return jdbc.sql(
                        """
                        select id from page_delivery where channel = ? and reference = ?
                        order by created_at desc limit 1
                        """)
                .param(channel)
                .param(reference)
                .query(UUID.class)
                .optional();
    }

    /** A console of the page's person shows it, as it was in a version. */
    void shown(UUID pageId, int version, Instant at) {
        jdbc.sql(
                        """
                        select id from page_delivery where page_id = ? and channel = ? and listed <= ?
                        order by listed desc, created_at desc limit 1
                        """)
                .param(pageId)
                .param(Reach.CONSOLE)
                .param(version)
                .query(UUID.class)
                .optional()
                .ifPresent(delivery -> received(delivery, at));
    }

    /** The person takes care of all that was on the page in the version that they saw. */
    void accept(UUID pageId, int version, String person) {
        answer(pageId, version, person, new Deed.Accept());
    }

    /** The person does not; what they already said yes or no to is left as it is. */
    void reject(UUID pageId, int version, String person, RejectReason reason) {
        answer(pageId, version, person, new Deed.Reject(reason));
    }

    private void answer(UUID pageId, int version, String person, Deed deed) {
        List<EpisodeId> failed = List.of();
        for (int tries = 0; tries == 0 || (!failed.isEmpty() && tries < TRIES); tries++) {
            failed =
                    seen(pageId, version).stream()
                            // A yes counts late as well; a no is only of who is still asked.
                            .filter(seen -> seen.live() || deed instanceof Deed.Accept)
                            .filter(seen -> changedMeanwhile(seen, deed, person))
                            .map(Seen::episode)
                            .toList();
        }
        if (!failed.isEmpty()) {
            throw new IllegalStateException("an alert changed again and again");
        }
    }

    private boolean changedMeanwhile(Seen seen, Deed deed, String person) {
        Optional<Decision> decision =
                ledger.decide(seen.episode(), OptionalLong.of(seen.version()), deed, person);
        return decision.filter(d ->
                        d instanceof Decision.Refused(Refusal reason) && reason == Refusal.CHANGED)
                .isPresent();
    }

    private List<Seen> seen(UUID pageId, int version) {
        return jdbc.sql(SEEN)
                .param(pageId)
                .param(version)
                .query((row, _) ->
                        new Seen(
                                new EpisodeId(row.getObject("episode_id", UUID.class)),
                                row.getBoolean("live"),
                                row.getLong("version")))
                .list();
    }

    private void received(Delivery delivery, Instant at) {
        if (queue.received(delivery.id(), delivery.pageId(), at)) {
            metrics.received(delivery.toldAt(), at);
            operations.end(OperationsKind.UNREACHABLE, delivery.careUnit().orElse("none"));
        }
    }

    private Optional<Delivery> find(UUID deliveryId) {
        return jdbc.sql(
                        """
                        select d.id, d.page_id, p.person, d.listed, p.care_unit, p.told_at
                        from page_delivery d join page p on p.id = d.page_id
                        where d.id = ? and p.person is not null
                        """)
                .param(deliveryId)
                .query((row, _) ->
                        new Delivery(
                                row.getObject("id", UUID.class),
                                row.getObject("page_id", UUID.class),
                                row.getString("person"),
                                row.getInt("listed"),
                                Columns.optionalText(row, "care_unit"),
                                Columns.instant(row, "told_at")))
                .optional();
    }
}
