package org.vitalwire.analytics.patient;

import org.vitalwire.analytics.state.StateReader;
import org.vitalwire.analytics.state.StateWriter;

/**
 * The newest messages that are settled: tells one that is processed again after a crash, or sent
 * again by its device, from one that is late. Mutable.
 */
final class RecentMessages {

    /** More than a second of processing, which a crash repeats, holds of one patient. */
    private static final int MOST = 16;

    /** 32 bits of a fingerprint: two of sixteen agree by chance once in hundred million times. */
    private final int[] ring = new int[MOST];

    private int size;
    private int next;

    void add(long fingerprint) {
        ring[next] = (int) fingerprint;
        next = (next + 1) % MOST;
        size = Math.min(size + 1, MOST);
    }

    boolean contains(long fingerprint) {
        for (int i = 0; i < size; i++) {
            if (ring[i] == (int) fingerprint) {
                return true;
            }
        }
        return false;
    }

    void write(StateWriter out) {
        out.bits(size);
        for (int i = 0; i < size; i++) {
            out.fixed32(ring[(next - size + i + MOST) % MOST]);
        }
    }

    static RecentMessages read(StateReader in) {
        RecentMessages recent = new RecentMessages();
        int size = in.bits();
        for (int i = 0; i < size; i++) {
            recent.add(in.fixed32());
        }
        return recent;
    }
}
