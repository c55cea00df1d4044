package org.vitalwire.ehr.preview;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.policy.ChartingPolicy;
import org.vitalwire.ehr.policy.ChartingPolicy.AroundAlerts;
import org.vitalwire.ehr.policy.ChartingPolicy.ItemPolicy;

/**
 * A charting policy as callers read and write it.
 *
 * @param everyMinutes 1, 5 or 15; null: 1
 * @param items by code, such as {@code heart-rate}; null: none is special
 * @param aroundAlerts null: no minutes for alerts
 */
record PolicyDocument(
        @Nullable Integer everyMinutes,
        @Nullable Map<String, ItemDocument> items,
        @Nullable AroundDocument aroundAlerts) {

    /**
     * @param written null: true
     * @param everyMinutes null: as the policy has it
     */
    record ItemDocument(@Nullable Boolean written, @Nullable Integer everyMinutes) {}

    /**
     * @param priorities LOW, MEDIUM, HIGH; null: MEDIUM and HIGH
     * @param beforeMinutes 0 to 60; null: 15
     * @param afterMinutes 0 to 1440; null: 60
     */
    record AroundDocument(
            @Nullable List<String> priorities,
            @Nullable Integer beforeMinutes,
            @Nullable Integer afterMinutes) {}

    static PolicyDocument of(ChartingPolicy policy) {
        Map<String, ItemDocument> items = new TreeMap<>();
        policy.items()
                .forEach((item, special) ->
                        items.put(
                                item.code(),
                                new ItemDocument(
                                        special.written(), special.everyMinutes().orElse(null))));
        return new PolicyDocument(
                policy.everyMinutes(),
                items,
                policy.aroundAlerts()
                        .map(around ->
                                new AroundDocument(
                                        around.priorities().stream()
                                                .map(Priority::name)
                                                .sorted()
                                                .toList(),
                                        Math.toIntExact(around.before().toMinutes()),
                                        Math.toIntExact(around.after().toMinutes())))
                        .orElse(null));
    }

    /**
     * @throws IllegalArgumentException for what is no policy; the message says why
     */
    ChartingPolicy policy() {
        Map<ChartItem, ItemPolicy> special = new EnumMap<>(ChartItem.class);
        if (items != null) {
            items.forEach((code, item) -> special.put(item(code), policy(item)));
        }
        return new ChartingPolicy(
                everyMinutes == null ? 1 : everyMinutes,
                special,
                Optional.ofNullable(aroundAlerts).map(PolicyDocument::around));
    }

    private static ItemPolicy policy(ItemDocument item) {
        return new ItemPolicy(
                item.written() == null || item.written(), Optional.ofNullable(item.everyMinutes()));
    }

    private static ChartItem item(String code) {
        return ChartItem.ofCode(code)
                .orElseThrow(() -> new IllegalArgumentException("an item is not one of the chart"));
    }

    private static AroundAlerts around(AroundDocument around) {
        AroundAlerts usual = AroundAlerts.DEFAULT;
        return new AroundAlerts(
                around.priorities() == null ? usual.priorities() : priorities(around.priorities()),
                minutes(around.beforeMinutes(), usual.before()),
                minutes(around.afterMinutes(), usual.after()));
    }

    private static Set<Priority> priorities(List<String> names) {
        Set<Priority> priorities = EnumSet.noneOf(Priority.class);
        for (String name : names) {
            priorities.add(
                    EnumSet.allOf(Priority.class).stream()
                            .filter(priority ->
                                    priority.name().equals(name.toUpperCase(Locale.ROOT)))
                            .findFirst()
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "a priority is LOW, MEDIUM or HIGH")));
        }
        return priorities;
    }

    private static Duration minutes(@Nullable Integer minutes, Duration usual) {
        return minutes == null ? usual : Duration.ofMinutes(minutes);
    }
}
