package org.vitalwire.alert.oncall;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A team as it is sent, answered and kept. Wall clock times are of the schedule's zone.
 *
 * @param careUnit whose patients' alerts the team gets
 * @param everyone called when nobody of the schedules answered
 * @param schedules by role: primary, buddy, charge-nurse
 */
record TeamDocument(
        @Nullable String careUnit,
        @Nullable String name,
        @Nullable List<String> everyone,
        @Nullable Map<String, ScheduleDocument> schedules) {

    /**
     * @param zone an IANA time zone, such as Europe/Berlin
     */
    record ScheduleDocument(
            @Nullable String zone,
            @Nullable List<LayerDocument> layers,
            @Nullable List<ExchangeDocument> exchanges) {}

    record LayerDocument(
            @Nullable String name,
            @Nullable LocalDateTime begins,
            @Nullable TurnDocument turn,
            @Nullable List<String> people,
            @Nullable HoursDocument hours) {}

    /**
     * @param unit hours, days or weeks
     */
    record TurnDocument(@Nullable String unit, @Nullable Integer length) {}

    record HoursDocument(@Nullable LocalTime from, @Nullable LocalTime to) {}

    /**
     * @param by who entered it; the platform says so itself
     */
    record ExchangeDocument(
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable String person,
            @Nullable String by,
            @Nullable String reason) {}

    static TeamDocument of(Team team) {
        return new TeamDocument(
                team.careUnit(),
                team.name(),
                team.everyone(),
                team.schedules().entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        entry -> entry.getKey().code(),
                                        entry -> of(entry.getValue()),
                                        (one, other) -> one,
                                        TreeMap::new)));
    }

    private static ScheduleDocument of(Schedule schedule) {
        return new ScheduleDocument(
                schedule.zone().getId(),
                schedule.layers().stream().map(TeamDocument::of).toList(),
                schedule.exchanges().stream()
                        .map(e ->
                                new ExchangeDocument(
                                        e.from(), e.until(), e.person(), e.by(), e.reason()))
                        .toList());
    }

    private static LayerDocument of(Layer layer) {
        return new LayerDocument(
                layer.name(),
                layer.begins(),
                new TurnDocument(
                        layer.turn().unit().name().toLowerCase(Locale.ROOT), layer.turn().length()),
                layer.people(),
                layer.hours().map(h -> new HoursDocument(h.from(), h.to())).orElse(null));
    }
}
