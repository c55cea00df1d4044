package org.vitalwire.ingest.waveform;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.waveform.Samples;
import org.vitalwire.contracts.waveform.WaveformPacket.Scale;

/**
 * A second of a wave, as it comes.
 *
 * @param second since 1970, the device's time
 */
record LiveSecond(
        VitalSign sign,
        long second,
        int rateMillihertz,
        Scale scale,
        Samples samples,
        boolean synthetic) {

    Instant from() {
        return Instant.ofEpochSecond(second);
    }

    Instant to() {
        return Instant.ofEpochSecond(second + 1);
    }

    Event event() {
        SampleGrid grid = new SampleGrid(rateMillihertz, 1);
        return new Event(
                sign.code(),
                org.vitalwire.ingest.store.SqlTime.instant(grid.micros(grid.firstOf(second))),
                rateMillihertz / 1_000.0,
                sign.entry().unit(),
                synthetic,
                WaveformAnswer.physical(samples, scale));
    }

    /**
     * What a watcher gets.
     *
     * @param startedAt of the first sample
     * @param unit UCUM
     * @param samples physical values; null where none was taken, or has not come
     */
    record Event(
            String sign,
            Instant startedAt,
            double hz,
            String unit,
            boolean synthetic,
            List<@Nullable Float> samples) {}
}
