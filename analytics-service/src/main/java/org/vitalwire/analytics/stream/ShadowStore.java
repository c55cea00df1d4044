package org.vitalwire.analytics.stream;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;
import org.vitalwire.analytics.patient.PatientState;
import org.vitalwire.analytics.patient.PatientStateCodec;

/** What candidates know of this partition's patients. */
final class ShadowStore {

    private static final int HEAD = 2 * Long.BYTES;

    /**
     * @param candidate hash of the decision that it is of
     * @param hour event time of the last hour that was told to be watched, in hours since 1970
     */
    record Entry(long candidate, long hour, PatientState state) {}

    private final KeyValueStore<String, byte[]> store;

    ShadowStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    Optional<Entry> get(String patientId) {
        byte[] bytes = store.get(patientId);
        if (bytes == null || bytes.length < HEAD) {
            return Optional.empty();
        }
        ByteBuffer head = ByteBuffer.wrap(bytes);
        return Optional.of(
                new Entry(
                        head.getLong(),
                        head.getLong(),
                        PatientStateCodec.decode(Arrays.copyOfRange(bytes, HEAD, bytes.length))));
    }

    void put(String patientId, Entry entry) {
        byte[] state = PatientStateCodec.encode(entry.state());
        byte[] bytes =
                ByteBuffer.allocate(HEAD + state.length)
                        .putLong(entry.candidate())
                        .putLong(entry.hour())
                        .put(state)
                        .array();
        if (!Arrays.equals(bytes, store.get(patientId))) {
            store.put(patientId, bytes);
        }
    }

    void forget(String patientId) {
        store.delete(patientId);
    }

    List<String> patientIds() {
        return PatientStore.keysOf(store);
    }
}
