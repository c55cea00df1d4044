package org.vitalwire.analytics.evaluation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vitalwire.analytics.limit.Limit;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * What the bare limits of a policy would call: every value beyond the shallowest step at once,
 * without delay, margin or doubt of the value. Values that the gateway flags do not count.
 */
final class RawLimits {

    static final String NAME = "Raw limits";

    private final List<Limit> limits;

    RawLimits(List<Limit> limits) {
        this.limits = limits;
    }

    List<Alert> alerts(Stay stay) {
        List<Alert> alerts = new ArrayList<>();
        for (Limit limit : limits) {
            double since = Double.NaN;
            for (Reading reading : stay.readings()) {
                Optional<VitalValue> value = watched(limit, reading);
                // Backfill alarms nobody. What was under way when the stay began is of its start.
                if (value.isPresent() && !reading.isRetrospective()) {
                    Duration into = Duration.between(stay.start(), reading.measuredAt());
                    double at = Math.clamp(into.toNanos() / 3.6e12, 0, stay.hours());
                    boolean beyond = limit.beyond(value.get().value(), 1) > 0;
                    if (beyond && Double.isNaN(since)) {
                        since = at;
                    } else if (!beyond && !Double.isNaN(since)) {
                        alerts.add(new Alert(limit.condition(), 0, since, at));
                        since = Double.NaN;
                    }
                }
            }
            if (!Double.isNaN(since)) {
                alerts.add(new Alert(limit.condition(), 0, since, stay.hours()));
            }
        }
        alerts.sort(Comparator.comparingDouble(Alert::startedAt).thenComparing(Alert::condition));
        return alerts;
    }

    private static Optional<VitalValue> watched(Limit limit, Reading reading) {
        for (VitalSign sign : limit.signs()) {
            Optional<VitalValue> value = reading.value(sign).filter(VitalValue::isScorable);
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }
}
