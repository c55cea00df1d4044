package org.vitalwire.alert.statistics;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vitalwire.alert.statistics.AlertStatistics.OfCondition;
import org.vitalwire.alert.statistics.AlertStatistics.OfDay;

/**
 * A month of a few wards by chance, and what its statistics are, counted as one would by hand: the
 * model that the database's answer is held against.
 */
record Ward(List<Stay> stays, List<Alert> alerts, List<Page> pages) {

    record Stay(String patient, String unit, Instant since, @Nullable Instant until) {
        boolean covers(Instant at) {
            return !at.isBefore(since) && (until == null || at.isBefore(until));
        }
    }

    record Alert(
            UUID id,
            String patient,
            String condition,
            int priority,
            boolean synthetic,
            boolean retrospective,
            Instant raisedAt,
            @Nullable Instant acknowledgedAt,
            @Nullable Instant resolvedAt,
            @Nullable String disposition) {

        Optional<Double> seconds() {
            return Optional.ofNullable(acknowledgedAt)
                    .map(at -> Duration.between(raisedAt, at).toNanos() / 1e9);
        }
    }

    record Page(
            UUID id,
            @Nullable String person,
            String unit,
            String target,
            String state,
            Instant at) {}

    static Ward random(long seed, Instant begin, Instant now, int patients) {
        Random random = new Random(seed);
        List<Stay> stays = new ArrayList<>();
        List<Alert> alerts = new ArrayList<>();
        for (int i = 0; i < patients; i++) {
            String patient = i == 0 ? "vitalwire-canary" : "patient-" + i;
            if (i % 7 != 6) {
                stays.addAll(stays(random, patient, begin, now));
            }
            for (int c = 0; c < 1 + random.nextInt(25); c++) {
                alerts.addAll(alerts(random, patient, "condition-" + c, begin, now, false));
            }
            alerts.addAll(alerts(random, patient, "condition-1", begin, now, true));
        }
        return new Ward(stays, alerts, pages(random, alerts));
    }

    private static List<Stay> stays(Random random, String patient, Instant begin, Instant now) {
        List<Stay> stays = new ArrayList<>();
        Instant since = later(random, begin, Duration.ofDays(12));
        while (since.isBefore(now) && stays.size() < 3) {
            Instant until = later(random, since, Duration.ofDays(14));
            boolean there = until.isAfter(now);
            stays.add(new Stay(patient, "ward-" + random.nextInt(3), since, there ? null : until));
            since = random.nextBoolean() ? until : later(random, until, Duration.ofDays(2));
            if (there) {
                break;
            }
        }
        return stays;
    }

    private static List<Alert> alerts(
            Random random,
            String patient,
            String condition,
            Instant begin,
            Instant now,
            boolean retrospective) {
        List<Alert> alerts = new ArrayList<>();
        Instant raised = later(random, begin, Duration.ofDays(10));
        while (raised.isBefore(now)) {
            Instant acknowledged = later(random, raised, Duration.ofMinutes(4));
            Instant resolved = later(random, raised, Duration.ofMinutes(random.nextInt(1, 20)));
            boolean open = resolved.isAfter(now);
            alerts.add(
                    new Alert(
                            new UUID(random.nextLong(), random.nextLong()),
                            patient,
                            condition,
                            1 + random.nextInt(3),
                            random.nextInt(5) == 0,
                            retrospective,
                            raised,
                            random.nextBoolean() && acknowledged.isBefore(now)
                                    ? acknowledged
                                    : null,
                            open ? null : resolved,
                            switch (random.nextInt(6)) {
                                case 0 -> "actionable";
                                case 1 -> "not-actionable";
                                case 2 -> "artefact";
                                default -> null;
                            }));
            if (open) {
                break;
            }
            raised =
                    later(
                            random,
                            resolved,
                            random.nextBoolean() ? Duration.ofHours(1) : Duration.ofDays(9));
        }
        return alerts;
    }

    private static List<Page> pages(Random random, List<Alert> alerts) {
        List<Page> pages = new ArrayList<>();
        for (Alert alert : alerts) {
            for (int n = random.nextInt(4); n > 0; n--) {
                pages.add(
                        new Page(
                                new UUID(random.nextLong(), random.nextLong()),
                                switch (random.nextInt(9)) {
                                    case 0 -> null;
                                    case 1 -> "vitalwire-watchdog";
                                    default -> "nina";
                                },
                                "ward-" + random.nextInt(3),
                                random.nextInt(3) == 0 ? "buddy" : "primary",
                                random.nextInt(6) == 0 ? "unreachable" : "answered",
                                alert.raisedAt().plusSeconds(n)));
            }
        }
        return pages;
    }

    private static Instant later(Random random, Instant from, Duration atMost) {
        return from.plus(1 + random.nextLong(atMost.toMillis()) * 1_000, ChronoUnit.MICROS)
                .truncatedTo(ChronoUnit.MICROS);
    }

    /** As a person would count them. */
    AlertStatistics statistics(
            Period period, @Nullable String unit, Set<String> units, Instant now) {
        List<Stay> there =
                stays.stream()
                        .filter(s -> units.isEmpty() || units.contains(s.unit()))
                        .filter(s -> s.since().isBefore(period.to()))
                        .filter(s -> s.until() == null || s.until().isAfter(period.from()))
                        .toList();
        Predicate<Alert> inUnit =
                a ->
                        there.stream()
                                .anyMatch(s ->
                                        s.patient().equals(a.patient()) && s.covers(a.raisedAt()));
        List<Alert> counted =
                alerts.stream()
                        .filter(a -> !a.retrospective() && !a.patient().equals("vitalwire-canary"))
                        .filter(a -> !a.raisedAt().isBefore(period.from()))
                        .filter(a -> a.raisedAt().isBefore(period.to()))
                        .filter(a -> units.isEmpty() || inUnit.test(a))
                        .toList();
        double days =
                there.stream()
                        .map(s -> inside(s, period, now))
                        .mapToDouble(inside -> inside.toNanos() / 86_400e9)
                        .sum();
        List<Alert> waited =
                counted.stream()
                        .filter(a ->
                                a.seconds().isPresent()
                                        || !end(a, now).isBefore(a.raisedAt().plusSeconds(60)))
                        .toList();
        List<Page> told =
                pages.stream()
                        .filter(p -> p.person() != null && !p.person().equals("vitalwire-watchdog"))
                        .filter(p -> !p.at().isBefore(period.from()))
                        .filter(p -> p.at().isBefore(period.to()))
                        .filter(p -> units.isEmpty() || units.contains(p.unit()))
                        .toList();
        Set<String> patients =
                Stream.concat(
                                counted.stream().map(Alert::patient),
                                there.stream().map(Stay::patient))
                        .collect(Collectors.toSet());
        long ofTop =
                count(counted, Alert::patient).values().stream()
                        .sorted(Comparator.reverseOrder())
                        .limit((patients.size() + 9) / 10)
                        .mapToLong(n -> n)
                        .sum();
        List<Alert> disposed = counted.stream().filter(a -> a.disposition() != null).toList();
        return new AlertStatistics(
                period.from(),
                period.to(),
                unit,
                period.zone().getId(),
                days,
                stays.stream().map(Stay::since).min(Comparator.naturalOrder()).orElse(null),
                counted.size(),
                counted.stream().filter(Alert::synthetic).count(),
                share((double) counted.stream().filter(inUnit).count(), days),
                Map.of(
                        "high",
                        ofPriority(counted, 3),
                        "medium",
                        ofPriority(counted, 2),
                        "low",
                        ofPriority(counted, 1)),
                count(counted, Alert::condition).entrySet().stream()
                        .map(e -> new OfCondition(e.getKey(), e.getValue()))
                        .sorted(
                                Comparator.comparingLong(OfCondition::alerts)
                                        .reversed()
                                        .thenComparing(OfCondition::condition))
                        .limit(20)
                        .toList(),
                counted.stream().filter(a -> a.seconds().isPresent()).count(),
                waited.size(),
                share(
                        waited.stream()
                                .filter(a -> a.seconds().filter(s -> s <= 60).isPresent())
                                .count(),
                        waited.size()),
                median(counted),
                share(told.stream().filter(p -> p.target().equals("primary")).count(), told.size()),
                share(counted.stream().filter(this::comesAgain).count(), counted.size()),
                disposed.size(),
                share(
                        disposed.stream().filter(a -> "actionable".equals(a.disposition())).count(),
                        disposed.size()),
                told.size(),
                share(told.size(), counted.size()),
                told.stream().filter(p -> p.state().equals("unreachable")).count(),
                patients.size(),
                share(ofTop, counted.size()),
                daily(counted, period));
    }

    private static Duration inside(Stay stay, Period period, Instant now) {
        Instant from = stay.since().isAfter(period.from()) ? stay.since() : period.from();
        Instant to =
                Stream.of(stay.until() == null ? now : stay.until(), period.to(), now)
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
        return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
    }

    private boolean comesAgain(Alert alert) {
        return alerts.stream()
                .filter(a -> !a.retrospective() && a.patient().equals(alert.patient()))
                .filter(a -> a.condition().equals(alert.condition()))
                .filter(a -> a.raisedAt().isBefore(alert.raisedAt()) && a.resolvedAt() != null)
                .anyMatch(a ->
                        !alert.raisedAt().isAfter(end(a, alert.raisedAt()).plusSeconds(1_800)));
    }

    private static Instant end(Alert alert, Instant otherwise) {
        return alert.resolvedAt() == null ? otherwise : alert.resolvedAt();
    }

    private static List<OfDay> daily(List<Alert> counted, Period period) {
        Map<LocalDate, List<Alert>> days =
                counted.stream()
                        .collect(
                                Collectors.groupingBy(
                                        a -> LocalDate.ofInstant(a.raisedAt(), period.zone()),
                                        TreeMap::new,
                                        Collectors.toList()));
        LocalDate first = LocalDate.ofInstant(period.from(), period.zone());
        LocalDate last = LocalDate.ofInstant(period.to().minusNanos(1), period.zone());
        return first.datesUntil(last.plusDays(1))
                .map(day -> {
                    List<Alert> its = days.getOrDefault(day, List.of());
                    return new OfDay(day, its.size(), median(its));
                })
                .toList();
    }

    private static @Nullable Double median(List<Alert> alerts) {
        double[] sorted =
                alerts.stream()
                        .flatMap(a -> a.seconds().stream())
                        .mapToDouble(s -> s)
                        .sorted()
                        .toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return null;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static @Nullable Double share(long part, long whole) {
        return share((double) part, (double) whole);
    }

    private static @Nullable Double share(double part, double whole) {
        return whole == 0 ? null : part / whole;
    }

    private static long ofPriority(List<Alert> alerts, int priority) {
        return alerts.stream().filter(a -> a.priority() == priority).count();
    }

    private static <K> Map<K, Long> count(List<Alert> alerts, Function<Alert, K> by) {
        return alerts.stream().collect(Collectors.groupingBy(by, Collectors.counting()));
    }
}
