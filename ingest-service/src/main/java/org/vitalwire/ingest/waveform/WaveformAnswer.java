package org.vitalwire.ingest.waveform;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.waveform.Samples;
import org.vitalwire.contracts.waveform.WaveformPacket.Scale;

/**
 * One stored wave of a patient.
 *
 * @param unit UCUM
 * @param packets in the order of time, at most ten seconds each; where there is none, nothing was
 *     stored
 */
record WaveformAnswer(
        String patientId,
        String sign,
        String unit,
        Instant from,
        Instant to,
        List<Packet> packets) {

    /**
     * @param startedAt of the first sample, the device's time
     * @param samples physical values; null where none was taken
     */
    record Packet(
            String deviceId,
            Instant startedAt,
            double hz,
            boolean synthetic,
            List<@Nullable Float> samples) {

        static Packet of(StoredWave wave) {
            return new Packet(
                    wave.device().value(),
                    wave.startedAt(),
                    wave.grid().rateMillihertz() / 1_000.0,
                    wave.synthetic(),
                    physical(wave.samples(), wave.scale()));
        }
    }

    static WaveformAnswer of(String patientId, WaveformRequest request, List<StoredWave> waves) {
        return new WaveformAnswer(
                patientId,
                request.sign().code(),
                request.sign().entry().unit(),
                request.from(),
                request.to(),
                waves.stream().map(Packet::of).toList());
    }

    /** In single precision: it holds the 24 bits that a raw sample has, and is short to write. */
    static List<@Nullable Float> physical(Samples samples, Scale scale) {
        List<@Nullable Float> values = new ArrayList<>(samples.length());
        for (int i = 0; i < samples.length(); i++) {
            values.add(samples.has(i) ? (float) scale.physical(samples.raw(i)) : null);
        }
        return values;
    }
}
