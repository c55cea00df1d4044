package org.vitalwire.analytics.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.vitalwire.analytics.patient.PatientState;
import org.vitalwire.analytics.patient.PatientStateCodec;

/**
 * The states of this partition's patients. Those of the last patients are kept decoded as well,
 * which spares decoding them and running what is pending through them again; the bytes decide which
 * is right. One for each processor, and used by its stream thread only.
 */
final class PatientStore {

    /** Some 10 KB each: those of six partitions take an eighth of the heap. */
    private static final int MOST_DECODED =
            (int) Math.clamp(Runtime.getRuntime().maxMemory() / 48 / 10_240, 100, 10_000);

    /** A state that was stored, and what it was stored as. */
    @SuppressWarnings("ArrayRecordComponent") // compared by its content
    private record Decoded(PatientState state, byte[] bytes) {}

    private final KeyValueStore<String, byte[]> store;
    private final Map<String, Decoded> decoded =
            new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Decoded> eldest) {
                    return size() > MOST_DECODED;
                }
            };

    PatientStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    /** To be changed by the caller, who stores it, or else it is as if it had not been. */
    PatientState get(String patientId) {
        byte[] bytes = store.get(patientId);
        Decoded kept = decoded.remove(patientId);
        return kept != null && Arrays.equals(kept.bytes(), bytes)
                ? kept.state()
                : PatientStateCodec.decode(bytes);
    }

    void put(String patientId, PatientState state) {
        byte[] bytes = PatientStateCodec.encode(state);
        store.put(patientId, bytes);
        decoded.put(patientId, new Decoded(state, bytes));
    }

    /** Leaves the store alone when time has changed nothing, which is so for nearly everybody. */
    void putIfChanged(String patientId, PatientState state) {
        byte[] encoded = PatientStateCodec.encode(state);
        byte[] stored = store.get(patientId);
        if (!Arrays.equals(encoded, stored)) {
            store.put(patientId, encoded);
        }
        decoded.put(patientId, new Decoded(state, encoded));
    }

    void forget(String patientId) {
        store.delete(patientId);
        decoded.remove(patientId);
    }

    List<String> patientIds() {
        return keysOf(store);
    }

    static List<String> keysOf(KeyValueStore<String, byte[]> store) {
        List<String> patientIds = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> entry = all.next();
                patientIds.add(entry.key);
            }
        }
        return patientIds;
    }
}
