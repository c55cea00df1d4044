package org.vitalwire.ehr.template;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which measurements share an Observation. Hours and days are those of UTC, as MedTech's. */
public enum PeriodInterval {
    /** Those of one correlation id. */
    CORRELATION_ID(-1),
    /** Those of one moment. */
    SINGLE(0),
    HOURLY(60),
    DAILY(1440);

    private final int minutes;

    PeriodInterval(int minutes) {
        this.minutes = minutes;
    }

    /** As it stands in a template. */
    public int minutes() {
        return minutes;
    }

    /**
     * @param text the number, or the name as MedTech's own type has it
     */
    static Optional<PeriodInterval> of(String text) {
        for (PeriodInterval interval : values()) {
            String name = interval.name().replace("_", "");
            if (text.equals(Integer.toString(interval.minutes))
                    || text.toUpperCase(Locale.ROOT).equals(name)) {
                return Optional.of(interval);
            }
        }
        return Optional.empty();
    }

    /**
     * One part for each Observation, in the order of time.
     *
     * @throws IllegalArgumentException if there is nothing to correlate by
     */
    List<MeasuredPeriod> split(MeasurementGroup group) {
        return switch (this) {
            case CORRELATION_ID -> {
                if (group.correlation().isEmpty()) {
                    throw new IllegalArgumentException("the measurements have no correlation id");
                }
                yield group.times().isEmpty()
                        ? List.of()
                        : List.of(
                                new MeasuredPeriod(
                                        group.times().first(),
                                        group.times().last(),
                                        group.values()));
            }
            case SINGLE -> parts(group, Function.identity(), Function.identity());
            case HOURLY -> parts(group, time -> time.truncatedTo(ChronoUnit.HOURS), this::end);
            case DAILY -> parts(group, time -> time.truncatedTo(ChronoUnit.DAYS), this::end);
        };
    }

    private Instant end(Instant start) {
        return start.plus(minutes, ChronoUnit.MINUTES).minusMillis(1);
    }

    private static List<MeasuredPeriod> parts(
            MeasurementGroup group,
            Function<Instant, Instant> start,
            Function<Instant, Instant> end) {
        Map<Instant, Map<String, List<TimedValue>>> parts = new TreeMap<>();
        group.values()
                .forEach((name, values) ->
                        values.forEach(value ->
                                parts.computeIfAbsent(
                                                start.apply(value.time()), key -> new TreeMap<>())
                                        .computeIfAbsent(name, key -> new ArrayList<>())
                                        .add(value)));
        return parts.entrySet().stream()
                .map(part ->
                        new MeasuredPeriod(
                                part.getKey(), end.apply(part.getKey()), part.getValue()))
                .sorted(Comparator.comparing(MeasuredPeriod::start))
                .collect(Collectors.toUnmodifiableList());
    }
}
