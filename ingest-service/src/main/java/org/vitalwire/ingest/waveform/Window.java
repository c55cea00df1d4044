package org.vitalwire.ingest.waveform;

import java.util.BitSet;
import org.vitalwire.contracts.waveform.Samples;

/**
 * The samples of one window as they come together. A place that has a sample keeps it: what is sent
 * again changes nothing.
 */
final class Window {

    private final int[] raw;
    private final BitSet taken;

    Window(int length) {
        this.raw = new int[length];
        this.taken = new BitSet(length);
    }

    /**
     * What became of a packet's samples.
     *
     * @param added new ones
     * @param repeated that were there already
     * @param contradicted whose place has another value: the first was kept
     */
    record Merged(int added, int repeated, int contradicted) {
        static final Merged NOTHING = new Merged(0, 0, 0);

        Merged plus(Merged other) {
            return new Merged(
                    added + other.added,
                    repeated + other.repeated,
                    contradicted + other.contradicted);
        }
    }

    /**
     * @param samples of which those from {@code from} to {@code to} (exclusive) are taken over
     * @param place where the sample {@code from} stands in this window
     */
    Merged merge(Samples samples, int from, int to, int place) {
        int added = 0;
        int repeated = 0;
        int contradicted = 0;
        for (int i = samples.nextTaken(from); i >= 0 && i < to; i = samples.nextTaken(i + 1)) {
            int at = place + i - from;
            if (!taken.get(at)) {
                raw[at] = samples.raw(i);
                taken.set(at);
                added++;
            } else if (raw[at] == samples.raw(i)) {
                repeated++;
            } else {
                contradicted++;
            }
        }
        return new Merged(added, repeated, contradicted);
    }

    boolean isFull() {
        return taken.nextClearBit(0) >= raw.length;
    }

    Samples samples() {
        return Samples.of(raw, taken);
    }
}
