package org.vitalwire.alert.statistics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.Canary;

/** Writes down who is in which care unit as the census changes. */
final class StayKeeper {

    /** How soon what another process, or an erasure, did to the table is seen. */
    private static final Duration READ_AGAIN_AFTER = Duration.ofMinutes(1);

    private final Supplier<Collection<CensusEntry>> census;
    private final StayTable table;
    private final InstantSource clock;
    private Map<String, String> written = Map.of();
    private Instant readAt = Instant.EPOCH;

    StayKeeper(Supplier<Collection<CensusEntry>> census, StayTable table, InstantSource clock) {
        this.census = census;
        this.table = table;
        this.clock = clock;
    }

    /** Returns false: there is nothing more to do at once. */
    boolean follow() {
        Instant now = clock.instant();
        if (!readAt.plus(READ_AGAIN_AFTER).isAfter(now) || readAt.isAfter(now)) {
            written = table.open();
            readAt = now;
        }
        Map<String, String> there = new HashMap<>();
        for (CensusEntry entry : census.get()) {
            if (entry.isHere() && !entry.patientId().equals(Canary.PATIENT)) {
                entry.careUnit().ifPresent(unit -> there.put(entry.patientId().value(), unit));
            }
        }
        if (!there.equals(written)) {
            table.follow(there, now);
            written = there;
        }
        return false;
    }
}
