package org.vitalwire.ingest.waveform;

import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.waveform.Samples;
import org.vitalwire.contracts.waveform.WaveformPacket.Scale;
import org.vitalwire.ingest.store.SqlTime;

/**
 * A stretch of a wave as it is stored, at most a window long.
 *
 * @param first number of the first sample in the grid
 */
record StoredWave(
        DeviceId device,
        SampleGrid grid,
        Scale scale,
        boolean synthetic,
        long first,
        Samples samples) {

    Instant startedAt() {
        return SqlTime.instant(grid.micros(first));
    }

    /**
     * The samples that were taken from {@code from} (inclusive) to {@code to} (exclusive); begins
     * and ends with one. Empty where none was.
     */
    Optional<StoredWave> within(Instant from, Instant to) {
        BitSet taken = new BitSet(samples.length());
        for (int i = samples.nextTaken(0); i >= 0; i = samples.nextTaken(i + 1)) {
            Instant at = SqlTime.instant(grid.micros(first + i));
            taken.set(i, !at.isBefore(from) && at.isBefore(to));
        }
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        int begin = taken.nextSetBit(0);
        int[] raw = new int[taken.length() - begin];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = samples.raw(begin + i);
        }
        return Optional.of(
                new StoredWave(
                        device,
                        grid,
                        scale,
                        synthetic,
                        first + begin,
                        Samples.of(raw, taken.get(begin, taken.length()))));
    }
}
