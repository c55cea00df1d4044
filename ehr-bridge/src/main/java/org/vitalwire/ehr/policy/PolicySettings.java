package org.vitalwire.ehr.policy;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.policy.ChartingPolicy.AroundAlerts;
import org.vitalwire.ehr.policy.ChartingPolicy.ItemPolicy;

/**
 * What a target gets of the chart.
 *
 * @param every a line for so long a time of a sign that is measured all the time: 1m, 5m or 15m
 * @param items what is otherwise for an item, by its name, such as {@code heart-rate}
 */
public record PolicySettings(
        @NotNull @DefaultValue("1m") Duration every,
        @NotNull @DefaultValue Map<ChartItem, @Valid Item> items,
        @NotNull @Valid @DefaultValue Around aroundAlerts) {

    /** Wrong settings stop the start. */
    public PolicySettings {
        items = Map.copyOf(items);
        policy(every, items, aroundAlerts);
    }

    /**
     * @param every empty: as the target has it
     */
    public record Item(@DefaultValue("true") boolean written, Optional<Duration> every) {}

    /**
     * Each minute by itself around an alert.
     *
     * @param priorities of the alerts that count; none: no alert does
     */
    public record Around(
            @NotNull @DefaultValue({"HIGH", "MEDIUM"}) Set<Priority> priorities,
            @NotNull @DefaultValue("15m") Duration before,
            @NotNull @DefaultValue("60m") Duration after) {}

    ChartingPolicy policy() {
        return policy(every, items, aroundAlerts);
    }

    private static ChartingPolicy policy(
            Duration every, Map<ChartItem, Item> items, Around around) {
        return new ChartingPolicy(
                minutes(every),
                items.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        item ->
                                                new ItemPolicy(
                                                        item.getValue().written(),
                                                        item.getValue()
                                                                .every()
                                                                .map(PolicySettings::minutes)))),
                around.priorities().isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new AroundAlerts(
                                        around.priorities(), around.before(), around.after())));
    }

    private static int minutes(Duration every) {
        if (!every.equals(Duration.ofMinutes(every.toMinutes()))) {
            throw new IllegalArgumentException("charting: every is in full minutes");
        }
        return Math.toIntExact(every.toMinutes());
    }
}
