package org.vitalwire.ingest.minutes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ingest.store.DevicePeriod;
import org.vitalwire.ingest.store.SampleStore;
import org.vitalwire.ingest.store.SampledMinute;

/**
 * Reads whole hours, from one end of the asked time, until there is enough. Hours in which nothing
 * was measured cost nothing.
 */
final class MinutesQuery {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MINUTES_AN_HOUR = 60;

    private final SampleStore store;

    MinutesQuery(SampleStore store) {
        this.store = store;
    }

    /**
     * @param periods of one patient, within {@code from} and {@code to}
     * @param enough minutes of a sign; what is read goes beyond by an hour at most
     */
    MinutesAnswer read(
            List<DevicePeriod> periods,
            List<VitalSign> signs,
            Instant from,
            Instant to,
            boolean newestFirst,
            int enough) {
        SortedSet<Instant> all = store.hours(periods, signs);
        List<Instant> hours =
                new ArrayList<>(newestFirst ? List.copyOf(all).reversed() : List.copyOf(all));
        List<MinutesAnswer.Minute> found = new ArrayList<>();
        while (!hours.isEmpty() && found.size() < enough) {
            int many = Math.ceilDiv(enough - found.size(), MINUTES_AN_HOUR);
            List<Instant> chunk = hours.subList(0, Math.min(many, hours.size()));
            Instant first = newestFirst ? chunk.getLast() : chunk.getFirst();
            Instant end = (newestFirst ? chunk.getFirst() : chunk.getLast()).plus(HOUR);
            List<DevicePeriod> within = DevicePeriod.within(periods, first, end);
            for (VitalSign sign : signs) {
                for (SampledMinute minute : store.minutes(within, sign)) {
                    found.add(MinutesAnswer.Minute.of(minute));
                }
            }
            chunk.clear();
            if (!hours.isEmpty() && found.size() >= enough) {
                return newestFirst
                        ? new MinutesAnswer(later(first, from), to, found)
                        : new MinutesAnswer(from, end, found);
            }
        }
        return new MinutesAnswer(from, to, found);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
