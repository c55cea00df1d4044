package org.vitalwire.ingest.waveform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vitalwire.contracts.waveform.Samples;
import org.vitalwire.contracts.waveform.WaveformPacket;
import org.vitalwire.ingest.store.SqlTime;

/** Cuts packets at the borders of windows and gathers the pieces of each. Pure. */
final class WaveformAssembly {

    /** One row holds so much. */
    static final int WINDOW_SECONDS = 10;

    /** Some samples of a packet, and where they stand in their window. */
    record Piece(Samples samples, int from, int to, int place) {
        Window.Merged into(Window window) {
            return window.merge(samples, from, to, place);
        }
    }

    /**
     * What a batch holds for one row, in the order in which it came.
     *
     * @param synthetic whether any of it is
     */
    record Part(List<Piece> pieces, boolean synthetic) {}

    private WaveformAssembly() {}

    static Map<RowKey, Part> parts(List<WaveformPacket> packets) {
        Map<RowKey, List<Piece>> pieces = new TreeMap<>();
        Map<RowKey, Boolean> synthetic = new TreeMap<>();
        for (WaveformPacket packet : packets) {
            SampleGrid grid = new SampleGrid(packet.rateMillihertz(), WINDOW_SECONDS);
            long first = grid.indexAt(SqlTime.micros(packet.startedAt()));
            int length = packet.samples().length();
            for (int from = 0; from < length; ) {
                long window = grid.windowOf(first + from);
                int to = (int) Math.min(length, grid.firstOf(window + 1) - first);
                int place = (int) (first + from - grid.firstOf(window));
                int taken = packet.samples().nextTaken(from);
                if (taken >= 0 && taken < to) {
                    RowKey key =
                            new RowKey(
                                    packet.deviceId(),
                                    packet.sign(),
                                    window,
                                    packet.rateMillihertz(),
                                    packet.scale());
                    pieces.computeIfAbsent(key, any -> new ArrayList<>())
                            .add(new Piece(packet.samples(), from, to, place));
                    synthetic.merge(key, packet.synthetic(), Boolean::logicalOr);
                }
                from = to;
            }
        }
        Map<RowKey, Part> parts = new LinkedHashMap<>();
        pieces.forEach((key, list) ->
                parts.put(key, new Part(list, Boolean.TRUE.equals(synthetic.get(key)))));
        return parts;
    }
}
