package org.vitalwire.ingest.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.vitalwire.contracts.reading.ClockQuality;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ingest.store.SampleStore.Bucket;

/** What the store must answer, from maps and by loops: no SQL, no roll-ups. */
final class RollUpModel {

    record Key(String device, Instant time) {}

    /** What came first at that time. */
    static final class Row {
        final Optional<Duration> offset;
        final boolean backfilled;
        final Map<VitalSign, VitalValue> values = new HashMap<>();

        Row(Reading first) {
            this.offset =
                    first.clockQuality() == ClockQuality.OFFSET
                            ? Optional.of(first.clockOffset())
                            : Optional.empty();
            this.backfilled = first.lane() == Lane.BACKFILL;
        }
    }

    record Mark(String device, Optional<VitalSign> sign, Instant from, Instant to) {}

    final Map<Key, Row> rows = new HashMap<>();
    final Map<Long, Mark> marks = new HashMap<>();

    void write(List<Reading> readings) {
        for (Reading reading : readings) {
            Row row =
                    rows.computeIfAbsent(
                            new Key(reading.deviceId().value(), reading.measuredAt()),
                            key -> new Row(reading));
            reading.values().forEach(value -> row.values.putIfAbsent(value.sign(), value));
        }
    }

    List<Bucket> buckets(
            List<DevicePeriod> periods, VitalSign sign, Instant origin, Duration width) {
        TreeMap<Instant, List<Map.Entry<Instant, Row>>> grouped = new TreeMap<>();
        rows.forEach((key, row) -> {
            if (row.values.containsKey(sign)
                    && !isMarked(key, sign)
                    && periods.stream().anyMatch(period -> holds(period, key, row))) {
                long steps =
                        Math.floorDiv(
                                Duration.between(origin, key.time()).toNanos(), width.toNanos());
                grouped.computeIfAbsent(
                                origin.plus(width.multipliedBy(steps)), at -> new ArrayList<>())
                        .add(Map.entry(key.time(), row));
            }
        });
        List<Bucket> buckets = new ArrayList<>();
        grouped.forEach((start, entries) -> buckets.add(bucket(start, sign, entries)));
        return buckets;
    }

    private static Bucket bucket(
            Instant start, VitalSign sign, List<Map.Entry<Instant, Row>> entries) {
        entries.sort(Map.Entry.comparingByKey());
        double total = 0;
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        double last = 0;
        Instant lastTime = Instant.MIN;
        long n = 0;
        int flags = 0;
        boolean backfilled = false;
        for (Map.Entry<Instant, Row> entry : entries) {
            VitalValue value = Objects.requireNonNull(entry.getValue().values.get(sign));
            flags |= value.flags();
            backfilled |= entry.getValue().backfilled;
            if (value.flags() == 0) {
                n++;
                total += value.value();
                low = Math.min(low, value.value());
                high = Math.max(high, value.value());
                // Two devices may measure at one time: of those the higher value.
                last =
                        entry.getKey().equals(lastTime)
                                ? Math.max(last, value.value())
                                : value.value();
                lastTime = entry.getKey();
            }
        }
        return n == 0
                ? new Bucket(start, true, 0, 0, 0, 0, entries.size(), flags, 0, backfilled)
                : new Bucket(
                        start,
                        false,
                        total / n,
                        low,
                        high,
                        n,
                        entries.size(),
                        flags,
                        last,
                        backfilled);
    }

    private boolean isMarked(Key key, VitalSign sign) {
        return marks.values().stream()
                .anyMatch(mark ->
                        mark.device().equals(key.device())
                                && mark.sign().map(sign::equals).orElse(true)
                                && !key.time().isBefore(mark.from())
                                && key.time().isBefore(mark.to()));
    }

    private static boolean holds(DevicePeriod period, Key key, Row row) {
        return period.device().value().equals(key.device())
                && !key.time().isBefore(period.from())
                && key.time().isBefore(period.to())
                && row.offset
                        .map(key.time()::plus)
                        .map(corrected ->
                                period.tenure().stream()
                                        .anyMatch(stretch ->
                                                !corrected.isBefore(stretch.from())
                                                        && corrected.isBefore(stretch.to())))
                        .orElse(true);
    }
}
