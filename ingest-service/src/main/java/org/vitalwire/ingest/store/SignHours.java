package org.vitalwire.ingest.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.VitalValue;

/**
 * Finds out which device-hours of a batch gain a sign, so that {@code sign_hour} is written a few
 * times an hour and not with every batch. Only what was committed is remembered; of each device the
 * hour last seen.
 */
final class SignHours {

    private static final long MICROS_PER_HOUR = 3_600_000_000L;

    private final ConcurrentHashMap<Integer, Seen> last = new ConcurrentHashMap<>();

    private record Seen(long hour, long signs) {}

    /** A device-hour with the signs that it has, those without a column included. */
    record Gain(int device, long hour, long signs) {}

    private record Key(int device, long hour) {}

    /** In the order of their keys, so that two writers never wait for each other in a circle. */
    List<Gain> gains(List<Reading> readings, int[] deviceIds) {
        Map<Key, Long> gained = new HashMap<>();
        for (int i = 0; i < deviceIds.length; i++) {
            Reading reading = readings.get(i);
            long hour = Math.floorDiv(SqlTime.micros(reading.measuredAt()), MICROS_PER_HOUR);
            long signs = signsOf(reading);
            Seen seen = last.get(deviceIds[i]);
            boolean known =
                    signs == 0 || (seen != null && seen.hour == hour && (signs & ~seen.signs) == 0);
            if (!known) {
                gained.merge(new Key(deviceIds[i], hour), signs, (a, b) -> a | b);
            }
        }
        List<Gain> gains = new ArrayList<>(gained.size());
        gained.forEach((key, signs) -> gains.add(new Gain(key.device(), key.hour(), signs)));
        gains.sort(Comparator.comparingInt(Gain::device).thenComparingLong(Gain::hour));
        return gains;
    }

    void committed(List<Gain> gains) {
        for (Gain gain : gains) {
            last.merge(
                    gain.device(),
                    new Seen(gain.hour(), gain.signs()),
                    (old, mine) ->
                            old.hour == mine.hour
                                    ? new Seen(mine.hour, old.signs | mine.signs)
                                    : mine);
        }
    }

    private static long signsOf(Reading reading) {
        long signs = 0;
        List<VitalValue> values = reading.values();
        for (int i = 0; i < values.size(); i++) {
            signs |= WideColumns.bit(values.get(i).sign());
        }
        return signs;
    }
}
