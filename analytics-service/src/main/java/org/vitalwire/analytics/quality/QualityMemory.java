package org.vitalwire.analytics.quality;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.state.StateReader;
import org.vitalwire.analytics.state.StateWriter;
import org.vitalwire.contracts.vitals.CatalogueEntry;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * What the gate remembers of one patient: of at most four devices, and of each sign from at most
 * two of them; who was heard of least recently gives way. Mutable, and owned by the one evaluation
 * that decoded it. A monitor with ten signs takes some 100 bytes.
 */
public final class QualityMemory {

    static final int MOST_ALIKE = 255;
    private static final int DEVICES = 4;
    private static final int SOURCES = 2;
    private static final int SIGNS = highestNumber() + 1;

    /** Hashes of the devices' ids, 0 where there is none. */
    private final int[] devices = new int[DEVICES];

    private final long[] heardAt = new long[DEVICES];

    /** Of each device: what its last message said, as a hash, since when, and how often. */
    private final int[] said = new int[DEVICES];

    private final long[] alikeSince = new long[DEVICES];
    private final int[] alike = new int[DEVICES];

    private final @Nullable Trace[] traces = new @Nullable Trace[SIGNS * SOURCES];

    public QualityMemory() {
        Arrays.fill(heardAt, EventTime.NEVER);
        Arrays.fill(alikeSince, EventTime.NEVER);
    }

    /**
     * The place of a device, which it may have to take from another. That it was heard of is only
     * noted by {@link #heard}.
     */
    int device(String deviceId, long now) {
        int hash = deviceId.hashCode() == 0 ? 1 : deviceId.hashCode();
        int place = 0;
        for (int i = 0; i < DEVICES; i++) {
            if (devices[i] == hash) {
                return i;
            }
            if (heardAt[i] < heardAt[place]) {
                place = i;
            }
        }
        for (int i = 0; i < traces.length; i++) {
            Trace trace = traces[i];
            if (trace != null && trace.device == place) {
                traces[i] = null;
            }
        }
        devices[place] = hash;
        heardAt[place] = now;
        said[place] = 0;
        alikeSince[place] = EventTime.NEVER;
        alike[place] = 0;
        return place;
    }

    void heard(int device, long now) {
        heardAt[device] = Math.max(heardAt[device], now);
    }

    /**
     * Takes note of what a device says.
     *
     * @param gap after a longer silence it begins anew
     * @return how often in a row it has said just this, at most {@link #MOST_ALIKE}
     */
    int alike(int device, int saidNow, long now, long gap) {
        boolean goesOn =
                alike[device] > 0 && said[device] == saidNow && now - heardAt[device] <= gap;
        if (!goesOn) {
            said[device] = saidNow;
            alikeSince[device] = now;
            alike[device] = 0;
        }
        alike[device] = Math.min(alike[device] + 1, MOST_ALIKE);
        return alike[device];
    }

    long alikeSince(int device) {
        return alikeSince[device];
    }

    /** Of a sign from a device, null before its first value. */
    @Nullable Trace trace(VitalSign sign, int device) {
        for (int i = 0; i < SOURCES; i++) {
            Trace trace = traces[sign.number() * SOURCES + i];
            if (trace != null && trace.device == device) {
                return trace;
            }
        }
        return null;
    }

    /** Of a sign from a device; made if there is none, in place of the older one of others. */
    Trace traceFor(VitalSign sign, int device) {
        Trace present = trace(sign, device);
        if (present != null) {
            return present;
        }
        int place = sign.number() * SOURCES;
        for (int i = place + 1; i < (sign.number() + 1) * SOURCES; i++) {
            if (isOlder(traces[i], traces[place])) {
                place = i;
            }
        }
        Trace fresh = new Trace(device);
        traces[place] = fresh;
        return fresh;
    }

    /** A place without a trace is the oldest. */
    private static boolean isOlder(@Nullable Trace one, @Nullable Trace other) {
        return other != null && (one == null || one.at < other.at);
    }

    /** Of a sign from another device than this one, null where there is none. */
    @Nullable Trace otherTrace(VitalSign sign, int device) {
        for (int i = 0; i < SOURCES; i++) {
            Trace trace = traces[sign.number() * SOURCES + i];
            if (trace != null && trace.device != device) {
                return trace;
            }
        }
        return null;
    }

    /** Of a sign the one whose value counted last, null where none ever did. */
    @Nullable Trace newest(VitalSign sign) {
        Trace newest = null;
        for (int i = 0; i < SOURCES; i++) {
            Trace trace = traces[sign.number() * SOURCES + i];
            if (trace != null && trace.hasValue() && (newest == null || trace.at > newest.at)) {
                newest = trace;
            }
        }
        return newest;
    }

    /** Whether the device was there before the other. */
    boolean isFirst(VitalSign sign, int device) {
        Trace first = traces[sign.number() * SOURCES];
        return first != null && first.device == device;
    }

    public QualityMemory copy() {
        QualityMemory copy = new QualityMemory();
        System.arraycopy(devices, 0, copy.devices, 0, DEVICES);
        System.arraycopy(heardAt, 0, copy.heardAt, 0, DEVICES);
        System.arraycopy(said, 0, copy.said, 0, DEVICES);
        System.arraycopy(alikeSince, 0, copy.alikeSince, 0, DEVICES);
        System.arraycopy(alike, 0, copy.alike, 0, DEVICES);
        for (int i = 0; i < traces.length; i++) {
            Trace trace = traces[i];
            copy.traces[i] = trace == null ? null : trace.copy();
        }
        return copy;
    }

    public void write(StateWriter out) {
        for (int i = 0; i < DEVICES; i++) {
            out.time(heardAt[i]);
            if (heardAt[i] != EventTime.NEVER) {
                int32(out, devices[i]);
                out.bits(alike[i]);
                if (alike[i] > 0) {
                    int32(out, said[i]);
                    out.time(alikeSince[i]);
                }
            }
        }
        int present = 0;
        for (Trace trace : traces) {
            present += trace == null ? 0 : 1;
        }
        out.bits(present);
        for (int i = 0; i < traces.length; i++) {
            Trace trace = traces[i];
            if (trace != null) {
                out.bits(i);
                trace.write(out);
            }
        }
    }

    public static QualityMemory read(StateReader in) {
        QualityMemory memory = new QualityMemory();
        for (int i = 0; i < DEVICES; i++) {
            memory.heardAt[i] = in.time();
            if (memory.heardAt[i] != EventTime.NEVER) {
                memory.devices[i] = int32(in);
                memory.alike[i] = in.bits();
                if (memory.alike[i] > 0) {
                    memory.said[i] = int32(in);
                    memory.alikeSince[i] = in.time();
                }
            }
        }
        int present = in.bits();
        for (int i = 0; i < present; i++) {
            int place = in.bits();
            memory.traces[place] = Trace.read(in);
        }
        return memory;
    }

    private static void int32(StateWriter out, int value) {
        for (int shift = 0; shift < 32; shift += 8) {
            out.bits(value >>> shift & 0xFF);
        }
    }

    private static int int32(StateReader in) {
        int value = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            value |= in.bits() << shift;
        }
        return value;
    }

    /** Waves are no values: their signs need no place. */
    private static int highestNumber() {
        return Arrays.stream(VitalSign.values())
                .filter(sign -> sign.entry().kind() != CatalogueEntry.Kind.WAVEFORM)
                .mapToInt(VitalSign::number)
                .max()
                .orElseThrow();
    }
}
