package org.vitalwire.ingest.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vitalwire.contracts.id.DeviceId;

/** A device from {@code from} (inclusive) to {@code to} (exclusive). */
public record DevicePeriod(DeviceId device, Instant from, Instant to) {

    /** Stands for "no end"; well inside what PostgreSQL can keep. */
    public static final Instant OPEN_END = Instant.parse("9999-01-01T00:00:00Z");

    /** What of this period lies in {@code [start, end)}. */
    public Optional<DevicePeriod> within(Instant start, Instant end) {
        Instant later = from.isAfter(start) ? from : start;
        Instant earlier = to.isBefore(end) ? to : end;
        return later.isBefore(earlier)
                ? Optional.of(new DevicePeriod(device, later, earlier))
                : Optional.empty();
    }

    public static List<DevicePeriod> within(
            List<DevicePeriod> periods, Instant start, Instant end) {
        return periods.stream().flatMap(p -> p.within(start, end).stream()).toList();
    }
}
