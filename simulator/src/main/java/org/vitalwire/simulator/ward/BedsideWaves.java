package org.vitalwire.simulator.ward;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.simulator.device.ReadingMessage;
import org.vitalwire.simulator.device.WaveformJson;
import org.vitalwire.simulator.physiology.Sample;
import org.vitalwire.simulator.physiology.SyntheticWaves;

/** The waves of a bed's monitor, in packets of whole seconds that follow each other. */
final class BedsideWaves {

    /** A clock that jumps further ahead leaves a gap, as a monitor does that was off. */
    private static final Duration LONGEST_CATCH_UP = Duration.ofSeconds(10);

    private final SyntheticWaves waves;
    private Instant next;
    private double heartRate = 70;

    BedsideWaves(long seed, Instant start) {
        this.waves = new SyntheticWaves(seed);
        this.next = start.truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * The packets of the seconds that have passed.
     *
     * @param sample its heart rate is that of the waves; while there is none, the one before
     */
    List<ReadingMessage> until(Instant now, Sample sample) {
        Double measured = sample.values().get(VitalSign.HEART_RATE);
        if (measured != null && measured > 0) {
            heartRate = measured;
        }
        if (Duration.between(next, now).compareTo(LONGEST_CATCH_UP) > 0) {
            next = now.truncatedTo(ChronoUnit.SECONDS).minusSeconds(1);
        }
        List<ReadingMessage> packets = new ArrayList<>(1);
        while (!next.plusSeconds(1).isAfter(now)) {
            packets.add(WaveformJson.of(next, waves.next(heartRate)));
            next = next.plusSeconds(1);
        }
        return packets;
    }
}
