package org.vitalwire.alert.operations;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the whole platform stands: all parts, looked at now and then, and at most every few seconds
 * however many ask. A part that cannot be looked at is down; it does not hide the others.
 */
final class StatusDesk {

    private static final Logger log = LoggerFactory.getLogger(StatusDesk.class);
    private static final Part NO_DATABASE =
            new Part(
                    "database",
                    PartState.DOWN,
                    "The database of the alert service does not answer.",
                    Map.of());

    /** A part with the time since when, as far as this process knows, it has been in its state. */
    record Standing(Part part, Instant since) {}

    /**
     * @param overall the worst of all parts and open alerts
     * @param alerts what is open; empty when they cannot be read, which the parts then say
     */
    record Status(
            Instant at, PartState overall, List<Standing> parts, List<OperationsAlert> alerts) {}

    private final List<PartWatch> watches;
    private final OperationsAlerts alerts;
    private final Duration freshFor;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Map<String, Standing> standings = new HashMap<>();
    private final ReentrantLock looking = new ReentrantLock();
    private volatile @Nullable Status newest;
    private volatile long looked;

    /**
     * @param freshFor how old an answer may be
     * @param nanoTime as {@link System#nanoTime}
     */
    StatusDesk(
            List<PartWatch> watches,
            OperationsAlerts alerts,
            Duration freshFor,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.watches = List.copyOf(watches);
        this.alerts = alerts;
        this.freshFor = freshFor;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** As of the last look; 0 before the first one. */
    int openAlerts() {
        Status known = newest;
        return known == null ? 0 : known.alerts().size();
    }

    /**
     * As it was a moment ago; a little longer while somebody else looks, for a look can take as
     * long as the database is waited for.
     */
    Status current() {
        Status known = newest;
        if (known != null && nanoTime.getAsLong() - looked < freshFor.toNanos()) {
            return known;
        }
        if (known != null && looking.isLocked()) {
            return known;
        }
        return look();
    }

    Status look() {
        looking.lock();
        try {
            Status status = lookAtAll(clock.instant());
            newest = status;
            looked = nanoTime.getAsLong();
            return status;
        } finally {
            looking.unlock();
        }
    }

    private Status lookAtAll(Instant now) {
        Optional<List<OperationsAlert>> open = openAlertsNow();
        List<Standing> parts = new ArrayList<>();
        for (PartWatch watch : watches) {
            if (open.isPresent() || !watch.needsDatabase()) {
                parts.add(standing(look(watch, now), now));
            }
        }
        if (open.isEmpty()) {
            parts.add(standing(NO_DATABASE, now));
            return new Status(now, PartState.DOWN, parts, List.of());
        }
        // The parts have raised and ended some of them just now.
        List<OperationsAlert> after = openAlertsNow().or(() -> open).orElse(List.of());
        return new Status(now, overall(parts, after), parts, after);
    }

    private Optional<List<OperationsAlert>> openAlertsNow() {
        try {
            return Optional.of(alerts.open());
        } catch (RuntimeException e) {
            complain("database", e);
            return Optional.empty();
        }
    }

    private static Part look(PartWatch watch, Instant now) {
        try {
            return watch.look(now);
        } catch (RuntimeException e) {
            complain(watch.name(), e);
            return new Part(
                    watch.name(), PartState.DOWN, "It cannot be told how it stands.", Map.of());
        }
    }

    private Standing standing(Part part, Instant now) {
        Standing before = standings.get(part.name());
        Standing after =
                new Standing(
                        part,
                        before != null && before.part().state() == part.state()
                                ? before.since()
                                : now);
        standings.put(part.name(), after);
        return after;
    }

    private static PartState overall(List<Standing> parts, List<OperationsAlert> open) {
        PartState worst = PartState.OK;
        for (Standing standing : parts) {
            worst = worse(worst, standing.part().state());
        }
        for (OperationsAlert alert : open) {
            worst =
                    worse(
                            worst,
                            switch (alert.kind().severity()) {
                                case DOWN -> PartState.DOWN;
                                case DEGRADED -> PartState.DEGRADED;
                            });
        }
        return worst;
    }

    private static PartState worse(PartState one, PartState other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static void complain(String part, RuntimeException e) {
        log.atWarn()
                .addKeyValue("part", part)
                .addKeyValue("exception", e.getClass().getName())
                .log("a part of the platform could not be looked at");
    }
}
