package org.vitalwire.ingest.board;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ingest.store.StoredValue;

/**
 * The newest of one patient. What is newest is decided by measured time alone, so that late data,
 * repetitions and the values loaded from the database may come in any order.
 */
final class PatientState {

    private final Map<VitalSign, StoredValue> newest = new EnumMap<>(VitalSign.class);
    private final Map<VitalSign, Trend> trends = new LinkedHashMap<>();
    private @Nullable Score score;

    PatientState() {
        trends.put(VitalSign.HEART_RATE, new Trend());
        trends.put(VitalSign.SPO2, new Trend());
    }

    synchronized void apply(Reading reading) {
        List<VitalValue> values = reading.values();
        for (int i = 0; i < values.size(); i++) {
            VitalValue value = values.get(i);
            StoredValue present = newest.get(value.sign());
            if (present == null || reading.measuredAt().isAfter(present.time())) {
                newest.put(
                        value.sign(),
                        new StoredValue(
                                value.sign(),
                                reading.measuredAt(),
                                value.value(),
                                value.flags(),
                                reading.deviceId(),
                                reading.lane(),
                                reading.synthetic()));
            }
            Trend trend = trends.get(value.sign());
            if (trend != null && value.isScorable()) {
                trend.add(reading.measuredAt(), value.value());
            }
        }
    }

    synchronized void load(Collection<StoredValue> values) {
        for (StoredValue value : values) {
            newest.merge(value.sign(), value, (a, b) -> b.isNewerThan(a) ? b : a);
        }
    }

    synchronized void loadTrend(VitalSign sign, Instant time, double value) {
        Trend trend = trends.get(sign);
        if (trend != null) {
            trend.add(time, value);
        }
    }

    /** Of two scores of one time the one that came last is the better informed. */
    synchronized void apply(Score made) {
        if (score == null || !made.measuredAt().isBefore(score.measuredAt())) {
            score = made;
        }
    }

    /** What the database has is no newer than what came since. */
    synchronized void load(Score stored) {
        if (score == null || stored.measuredAt().isAfter(score.measuredAt())) {
            score = stored;
        }
    }

    synchronized Map<VitalSign, StoredValue> newest() {
        return newest.isEmpty() ? Map.of() : new EnumMap<>(newest);
    }

    synchronized Optional<Score> score() {
        return Optional.ofNullable(score);
    }

    synchronized Map<VitalSign, List<Trend.Point>> trends(Instant now) {
        Map<VitalSign, List<Trend.Point>> points = new LinkedHashMap<>();
        trends.forEach((sign, trend) -> points.put(sign, trend.since(now)));
        return points;
    }
}
