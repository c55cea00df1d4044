package org.vitalwire.ingest.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vitalwire.contracts.id.DeviceId;

/**
 * A device from {@code from} (inclusive) to {@code to} (exclusive), of one patient.
 *
 * @param tenure all stretches in which the device was on that patient, also where the period is cut
 *     shorter. A sample whose clock is known to be off must lie in it by the corrected time too
 *     (docs/adr/0005)
 */
public record DevicePeriod(DeviceId device, Instant from, Instant to, List<Stretch> tenure) {

    /** Stands for "no end"; well inside what PostgreSQL can keep. */
    public static final Instant OPEN_END = Instant.parse("9999-01-01T00:00:00Z");

    /**
     * A clock may be so far ahead. The gateway quarantines what is measured later than that, by
     * default; a reading that got in otherwise must not stand for the newest until its time comes.
     */
    public static final Duration MOST_AHEAD = Duration.ofSeconds(60);

    public DevicePeriod {
        tenure = List.copyOf(tenure);
    }

    /** A whole period, the only one of its patient on that device. */
    public DevicePeriod(DeviceId device, Instant from, Instant to) {
        this(device, from, to, List.of(new Stretch(from, to)));
    }

    /** From {@code from} (inclusive) to {@code to} (exclusive). */
    public record Stretch(Instant from, Instant to) {}

    /**
     * The periods of one patient, each knowing of the others on its device. Those that follow each
     * other without a gap become one. In the order of time.
     */
    public static List<DevicePeriod> ofOnePatient(List<DevicePeriod> periods) {
        Map<DeviceId, List<DevicePeriod>> byDevice = new TreeMap<>();
        for (DevicePeriod period : periods) {
            if (period.from().isBefore(period.to())) {
                byDevice.computeIfAbsent(period.device(), device -> new ArrayList<>()).add(period);
            }
        }
        List<DevicePeriod> joined = new ArrayList<>();
        byDevice.forEach((device, ofDevice) -> {
            List<Stretch> tenure = joined(ofDevice);
            tenure.forEach(stretch ->
                    joined.add(new DevicePeriod(device, stretch.from(), stretch.to(), tenure)));
        });
        joined.sort(Comparator.comparing(DevicePeriod::from));
        return joined;
    }

    private static List<Stretch> joined(List<DevicePeriod> periods) {
        List<DevicePeriod> sorted = new ArrayList<>(periods);
        sorted.sort(Comparator.comparing(DevicePeriod::from));
        List<Stretch> joined = new ArrayList<>();
        for (DevicePeriod period : sorted) {
            if (joined.isEmpty() || joined.getLast().to().isBefore(period.from())) {
                joined.add(new Stretch(period.from(), period.to()));
            } else if (joined.getLast().to().isBefore(period.to())) {
                joined.add(new Stretch(joined.removeLast().from(), period.to()));
            }
        }
        return joined;
    }

    /** What of this period lies in {@code [start, end)}. */
    public Optional<DevicePeriod> within(Instant start, Instant end) {
        Instant later = from.isAfter(start) ? from : start;
        Instant earlier = to.isBefore(end) ? to : end;
        return later.isBefore(earlier)
                ? Optional.of(new DevicePeriod(device, later, earlier, tenure))
                : Optional.empty();
    }

    /** What can have been measured at {@code now}: where the newest value is looked for. */
    public static List<DevicePeriod> untilNow(List<DevicePeriod> periods, Instant now) {
        return within(periods, Instant.MIN, now.plus(MOST_AHEAD));
    }

    public static List<DevicePeriod> within(
            List<DevicePeriod> periods, Instant start, Instant end) {
        return periods.stream().flatMap(p -> p.within(start, end).stream()).toList();
    }
}
