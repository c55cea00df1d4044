package org.vitalwire.gateway.continuity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.ClockQuality;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.Sequence;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.wire.EventCodecs;

/** Readings as they are in Kafka. */
final class TestMessages {

    private TestMessages() {}

    /** Of monitor-1, measured at 1.000001 s and received at 2.000002 s of 1970. */
    static byte[] bytes(Optional<Sequence> sequence) {
        return bytes(
                "monitor-1",
                sequence,
                Instant.EPOCH.plusNanos(1_000_001_000L),
                Instant.EPOCH.plusNanos(2_000_002_000L));
    }

    static byte[] bytes(String device, String boot, long number, Instant at) {
        return bytes(device, Optional.of(new Sequence(boot, number)), at, at);
    }

    private static byte[] bytes(
            String device, Optional<Sequence> sequence, Instant measured, Instant received) {
        return EventCodecs.READING.encode(
                new Reading(
                        "m",
                        new DeviceId(device),
                        Optional.of(new PatientId("p")),
                        Optional.of("bed"),
                        measured,
                        Duration.ZERO,
                        ClockQuality.SYNCHRONISED,
                        received,
                        Lane.LIVE,
                        List.of(new VitalValue(VitalSign.HEART_RATE, 72, 0)),
                        false,
                        sequence));
    }
}
