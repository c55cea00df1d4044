package org.vitalwire.analytics.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.vitalwire.analytics.patient.PatientState;
import org.vitalwire.analytics.patient.PatientStateCodec;

/** The states of this partition's patients. */
final class PatientStore {

    private final KeyValueStore<String, byte[]> store;

    PatientStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    PatientState get(String patientId) {
        return PatientStateCodec.decode(store.get(patientId));
    }

    void put(String patientId, PatientState state) {
        store.put(patientId, PatientStateCodec.encode(state));
    }

    /** Leaves the store alone when time has changed nothing, which is so for nearly everybody. */
    void putIfChanged(String patientId, PatientState state) {
        byte[] encoded = PatientStateCodec.encode(state);
        if (!Arrays.equals(encoded, store.get(patientId))) {
            store.put(patientId, encoded);
        }
    }

    void forget(String patientId) {
        store.delete(patientId);
    }

    List<String> patientIds() {
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
