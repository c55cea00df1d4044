package org.vitalwire.benchmarks.store;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.ClockQuality;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.wire.EventCodecs;

/** Synthetic readings of six values, labelled as such. */
final class WideReadings {

    private WideReadings() {}

    static String device(int number) {
        return "store-%04d".formatted(number);
    }

    static String patient(int number) {
        return "store-p%04d".formatted(number);
    }

    /**
     * A reading as the gateway writes it, received three milliseconds after it was measured.
     *
     * @param micros measured time since 1970
     */
    static byte[] encoded(int number, long micros) {
        Instant measured = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        int wave = (int) Math.floorMod(micros / 7_000 + number, 17);
        return EventCodecs.READING.encode(
                new Reading(
                        device(number) + "/" + micros,
                        new DeviceId(device(number)),
                        Optional.of(new PatientId(patient(number))),
                        Optional.of("B" + number),
                        measured,
                        Duration.ZERO,
                        ClockQuality.SYNCHRONISED,
                        measured.plusMillis(3),
                        Lane.LIVE,
                        List.of(
                                new VitalValue(VitalSign.HEART_RATE, 62 + wave, 0),
                                new VitalValue(VitalSign.RESPIRATORY_RATE, 12 + wave % 5, 0),
                                new VitalValue(VitalSign.SPO2, 94 + wave % 6, 0),
                                new VitalValue(VitalSign.SYSTOLIC_PRESSURE, 110 + wave, 0),
                                new VitalValue(VitalSign.DIASTOLIC_PRESSURE, 70 + wave % 9, 0),
                                new VitalValue(VitalSign.TEMPERATURE, 36 + wave / 10.0, 0)),
                        true));
    }
}
