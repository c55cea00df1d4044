package org.vitalwire.analytics.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.ClockQuality;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * Makes readings of recorded values as the gateway would have: rounded to the sign's resolution,
 * and flagged where no patient has such a value. They are live, and come the moment they are
 * measured.
 */
final class RecordedReadings {

    private final DeviceId device;
    private final PatientId patient;
    private final List<Reading> readings = new ArrayList<>();
    private List<VitalValue> values = new ArrayList<>();

    RecordedReadings(String stay) {
        this.device = new DeviceId("recording");
        this.patient = new PatientId(stay);
    }

    /**
     * @param value in the canonical unit; no number is no value
     */
    void value(VitalSign sign, double value) {
        value(sign, value, 0);
    }

    void value(VitalSign sign, double value, int flags) {
        if (Double.isFinite(value)) {
            int mask = sign.entry().isPlausible(value) ? flags : flags | implausible();
            values.add(new VitalValue(sign, sign.entry().roundToResolution(value), mask));
        }
    }

    /** All values since the last time were measured then; without any there is no reading. */
    void measuredAt(Instant at) {
        if (!values.isEmpty()) {
            readings.add(
                    new Reading(
                            "r" + readings.size(),
                            device,
                            Optional.of(patient),
                            Optional.empty(),
                            at,
                            Duration.ZERO,
                            ClockQuality.SYNCHRONISED,
                            at,
                            Lane.LIVE,
                            values,
                            true));
            values = new ArrayList<>();
        }
    }

    List<Reading> readings() {
        return readings;
    }

    private static int implausible() {
        return ValueFlag.IMPLAUSIBLE.bit();
    }
}
