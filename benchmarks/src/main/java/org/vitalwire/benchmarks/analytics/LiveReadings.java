package org.vitalwire.benchmarks.analytics;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitalwire.benchmarks.load.Crisis;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.ClockQuality;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.wire.EventCodecs;

/** Synthetic readings of six values as the gateway writes them, labelled as such. */
final class LiveReadings {

    private LiveReadings() {}

    static String patient(int number) {
        return "live-p%05d".formatted(number);
    }

    static String messageId(int number, long micros) {
        return "live-%05d/%d".formatted(number, micros);
    }

    /** The time that a message id names, microseconds since 1970. */
    static long microsOf(String messageId) {
        return Long.parseLong(messageId, messageId.indexOf('/') + 1, messageId.length(), 10);
    }

    /**
     * Unremarkable, or with the value of a crisis.
     *
     * @param micros measured and received time since 1970
     */
    static byte[] encoded(int number, long micros, @Nullable Crisis crisis) {
        Instant measured = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        int wave = (int) Math.floorMod(micros / 700_000 + number, 8);
        return EventCodecs.READING.encode(
                new Reading(
                        messageId(number, micros),
                        new DeviceId("live-%05d".formatted(number)),
                        Optional.of(new PatientId(patient(number))),
                        Optional.of("B" + number),
                        measured,
                        Duration.ZERO,
                        ClockQuality.SYNCHRONISED,
                        measured,
                        Lane.LIVE,
                        List.of(
                                value(
                                        VitalSign.HEART_RATE,
                                        crisis == Crisis.LOW_HEART_RATE ? 15 : 68 + wave),
                                value(
                                        VitalSign.RESPIRATORY_RATE,
                                        crisis == Crisis.LOW_RESPIRATORY_RATE ? 1 : 14 + wave % 3),
                                value(VitalSign.SPO2, 96 + wave % 3),
                                value(VitalSign.SYSTOLIC_PRESSURE, 121),
                                value(VitalSign.DIASTOLIC_PRESSURE, 77),
                                value(VitalSign.TEMPERATURE, 36.8)),
                        true));
    }

    private static VitalValue value(VitalSign sign, double value) {
        return new VitalValue(sign, value, 0);
    }
}
