package org.vitalwire.ingest.waveform;

import java.util.Comparator;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.waveform.WaveformPacket.Scale;

/**
 * What one row is of. In the order in which rows are written.
 *
 * @param window of ten seconds, see {@link SampleGrid}
 */
record RowKey(DeviceId device, VitalSign sign, long window, int rateMillihertz, Scale scale)
        implements Comparable<RowKey> {

    private static final Comparator<RowKey> ORDER =
            Comparator.comparing(RowKey::device)
                    .thenComparing(RowKey::sign)
                    .thenComparingLong(RowKey::window)
                    .thenComparingInt(RowKey::rateMillihertz)
                    .thenComparingDouble(key -> key.scale().factor())
                    .thenComparingDouble(key -> key.scale().origin());

    SampleGrid grid() {
        return new SampleGrid(rateMillihertz, WaveformAssembly.WINDOW_SECONDS);
    }

    Window emptyWindow() {
        return new Window(grid().lengthOf(window));
    }

    /** When the row begins, microseconds since 1970. */
    long micros() {
        return grid().windowMicros(window);
    }

    @Override
    public int compareTo(RowKey other) {
        return ORDER.compare(this, other);
    }
}
