package org.vitalwire.ehr.charting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.ehr.chart.ChartEntry;
import org.vitalwire.ehr.chart.ChartFacts;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.chart.ChartKey;
import org.vitalwire.ehr.chart.MinuteSamples;

/**
 * The minutes of one partition that are not charted yet. It knows the oldest record that they rest
 * on: up to there, and no further, offsets may be committed. Pure, for one thread.
 */
final class OpenMinutes {

    /** A minute that something keeps coming for is charted all the same. */
    private static final Duration LONGEST_OPEN = Duration.ofMinutes(3);

    /** More open minutes than these are charted as they are: memory is bounded. */
    private static final int MOST_OPEN = 100_000;

    private final Duration grace;
    private final Duration settle;
    private final Duration quiet;
    private final Map<Stream, DeviceMinutes> streams = new HashMap<>();
    private int open;

    /** A device on a patient: what has an event time of its own. */
    private record Stream(PatientId patientId, DeviceId deviceId) {}

    private static final class DeviceMinutes {
        private final Map<Instant, Map<ChartItem, OpenMinute>> minutes = new HashMap<>();
        private Instant measuredUpTo = Instant.MIN;
    }

    private static final class OpenMinute {
        private final MinuteSamples samples;
        private final long firstOffset;
        private final Instant openedAt;
        private Instant touchedAt;
        private boolean synthetic;
        private boolean retrospective;

        OpenMinute(MinuteSamples samples, long firstOffset, Instant now) {
            this.samples = samples;
            this.firstOffset = firstOffset;
            this.openedAt = now;
            this.touchedAt = now;
        }
    }

    OpenMinutes(ChartingSettings settings) {
        this.grace = settings.grace();
        this.settle = settings.settle();
        this.quiet = settings.quiet();
    }

    /**
     * Takes what of the reading is fit for the chart: measured on a patient, and not flagged.
     *
     * @param now processing time
     */
    void add(Reading reading, long offset, Instant now) {
        if (reading.patientId().isEmpty()) {
            return;
        }
        Stream stream = new Stream(reading.patientId().get(), reading.deviceId());
        DeviceMinutes device = streams.computeIfAbsent(stream, any -> new DeviceMinutes());
        if (reading.measuredAt().isAfter(device.measuredUpTo)) {
            device.measuredUpTo = reading.measuredAt();
        }
        Instant minute = ChartKey.minuteOf(reading.measuredAt());
        Map<ChartItem, OpenMinute> items =
                device.minutes.computeIfAbsent(minute, any -> new EnumMap<>(ChartItem.class));
        for (VitalValue value : reading.values()) {
            if (value.isScorable()) {
                ChartItem.of(value.sign())
                        .ifPresent(item -> {
                            OpenMinute target =
                                    items.computeIfAbsent(
                                            item, any -> opened(item, minute, offset, now));
                            target.samples.add(value.sign(), reading.measuredAt(), value.value());
                            target.touchedAt = now;
                            target.synthetic |= reading.synthetic();
                            target.retrospective |= reading.isRetrospective();
                        });
            }
        }
    }

    private OpenMinute opened(ChartItem item, Instant minute, long offset, Instant now) {
        open++;
        return new OpenMinute(new MinuteSamples(item, minute), offset, now);
    }

    /** Takes out what is to be charted now. */
    List<ChartEntry> close(Instant now) {
        List<ChartEntry> closed = new ArrayList<>();
        boolean full = open > MOST_OPEN;
        Iterator<Map.Entry<Stream, DeviceMinutes>> streamsLeft = streams.entrySet().iterator();
        while (streamsLeft.hasNext()) {
            Map.Entry<Stream, DeviceMinutes> stream = streamsLeft.next();
            DeviceMinutes device = stream.getValue();
            device.minutes
                    .entrySet()
                    .removeIf(minute -> {
                        boolean over =
                                device.measuredUpTo.isAfter(
                                        minute.getKey().plusSeconds(60).plus(grace));
                        minute.getValue()
                                .entrySet()
                                .removeIf(item -> {
                                    boolean due = full || isDue(item.getValue(), over, now);
                                    if (due) {
                                        closed.add(
                                                entry(
                                                        stream.getKey(),
                                                        item.getKey(),
                                                        minute.getKey(),
                                                        item.getValue()));
                                    }
                                    return due;
                                });
                        return minute.getValue().isEmpty();
                    });
            if (device.minutes.isEmpty()) {
                streamsLeft.remove();
            }
        }
        open -= closed.size();
        return closed;
    }

    private boolean isDue(OpenMinute minute, boolean over, Instant now) {
        Duration untouched = Duration.between(minute.touchedAt, now);
        return untouched.compareTo(over ? settle : quiet) >= 0
                || Duration.between(minute.openedAt, now).compareTo(LONGEST_OPEN) >= 0;
    }

    private static ChartEntry entry(
            Stream stream, ChartItem item, Instant minute, OpenMinute open) {
        return new ChartEntry(
                new ChartKey(stream.patientId(), Optional.of(stream.deviceId()), item, minute),
                new ChartFacts.Measured(open.samples),
                open.synthetic,
                open.retrospective);
    }

    /** The offset of the oldest record that an open minute rests on. */
    long firstOpenOffset(long otherwise) {
        long first = otherwise;
        for (DeviceMinutes device : streams.values()) {
            for (Map<ChartItem, OpenMinute> items : device.minutes.values()) {
                for (OpenMinute minute : items.values()) {
                    first = Math.min(first, minute.firstOffset);
                }
            }
        }
        return first;
    }

    int size() {
        return open;
    }
}
