package org.vitalwire.ehr.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.chart.ChartItem.Statistic;
import org.vitalwire.ehr.policy.Decision.Reason;

/**
 * What one target is to get of the chart. Pure, and independent of the order in which things become
 * known: a minute that is written stays so, whatever comes later.
 *
 * @param everyMinutes one line for so many minutes of a sign that is measured all the time; 1: each
 *     minute is a line
 * @param items what is otherwise for one item
 */
public record ChartingPolicy(
        int everyMinutes, Map<ChartItem, ItemPolicy> items, Optional<AroundAlerts> aroundAlerts) {

    /** Parts of an hour, so that spans never cross one. */
    static final Set<Integer> LENGTHS = Set.of(1, 5, 15);

    /** Every minute of everything. */
    public static final ChartingPolicy BY_THE_MINUTE =
            new ChartingPolicy(1, Map.of(), Optional.of(AroundAlerts.DEFAULT));

    /**
     * @param everyMinutes empty: as the policy has it
     */
    public record ItemPolicy(boolean written, Optional<Integer> everyMinutes) {

        public ItemPolicy {
            everyMinutes.ifPresent(ChartingPolicy::requireLength);
        }
    }

    /**
     * Each minute by itself around an alert.
     *
     * @param before at most an hour, as what was withheld for longer is not looked at again
     */
    public record AroundAlerts(Set<Priority> priorities, Duration before, Duration after) {

        /** How far back an alert reaches at most. */
        public static final Duration LONGEST_BEFORE = Duration.ofHours(1);

        /** How far on an alert reaches at most. */
        public static final Duration LONGEST_AFTER = Duration.ofHours(24);

        public static final AroundAlerts DEFAULT =
                new AroundAlerts(
                        Set.of(Priority.HIGH, Priority.MEDIUM),
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(60));

        public AroundAlerts {
            priorities = Set.copyOf(priorities);
            requireAtMost(before, LONGEST_BEFORE, "before an alert");
            requireAtMost(after, LONGEST_AFTER, "after an alert");
        }

        private static void requireAtMost(Duration time, Duration most, String which) {
            if (time.isNegative() || time.compareTo(most) > 0) {
                throw new IllegalArgumentException(
                        "the time " + which + " is 0 to " + most.toMinutes() + " minutes");
            }
        }

        /** Whether any of the minute is near enough to one of them. */
        boolean covers(Instant minute, Collection<Opened> alerts) {
            return alerts.stream()
                    .filter(alert -> priorities.contains(alert.priority()))
                    .anyMatch(alert ->
                            minute.plusSeconds(60).isAfter(alert.at().minus(before))
                                    && !minute.isAfter(alert.at().plus(after)));
        }
    }

    /**
     * @throws IllegalArgumentException for lengths other than 1, 5 and 15, and for scores that are
     *     to be aggregated
     */
    public ChartingPolicy {
        items = Map.copyOf(items);
        requireLength(everyMinutes);
        items.forEach((item, policy) -> {
            if (item.signs().isEmpty() && policy.everyMinutes().isPresent()) {
                throw new IllegalArgumentException("a score has no aggregate");
            }
        });
    }

    private static void requireLength(int minutes) {
        if (!LENGTHS.contains(minutes)) {
            throw new IllegalArgumentException("a line stands for 1, 5 or 15 minutes");
        }
    }

    /** Whether it is all written by the minute, so that nothing has to be decided. */
    public boolean writesEverything() {
        return everyMinutes == 1
                && items.values().stream()
                        .allMatch(item -> item.written() && item.everyMinutes().orElse(1) == 1);
    }

    /**
     * @param minute start of a charted minute
     * @param alerts of the patient, all that may be near
     */
    public Decision decide(ChartItem item, Instant minute, Collection<Opened> alerts) {
        Optional<ItemPolicy> special = Optional.ofNullable(items.get(item));
        if (!special.map(ItemPolicy::written).orElse(true)) {
            return Decision.alone(Reason.ITEM_NOT_WRITTEN);
        }
        if (item.signs().isEmpty()) {
            return Decision.alone(Reason.SCORE);
        }
        boolean single = item.statistic() == Statistic.NEWEST;
        int every = special.flatMap(ItemPolicy::everyMinutes).orElse(single ? 1 : everyMinutes);
        if (every == 1) {
            return Decision.alone(single ? Reason.SPOT_CHECK : Reason.BY_THE_MINUTE);
        }
        // The coarser line is written around alerts too: it was perhaps written before the alert.
        return Decision.within(
                Span.around(minute, every),
                aroundAlerts.filter(around -> around.covers(minute, alerts)).isPresent()
                        ? Reason.AROUND_ALERT
                        : Reason.IN_AGGREGATE);
    }
}
