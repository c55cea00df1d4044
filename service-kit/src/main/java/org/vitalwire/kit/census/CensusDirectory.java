package org.vitalwire.kit.census;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.PatientId;

/** Who is on the ward: the newest of patients.v1, in memory. */
public final class CensusDirectory {

    private final Map<PatientId, CensusEntry> entries = new ConcurrentHashMap<>();

    public Optional<CensusEntry> find(PatientId patientId) {
        return Optional.ofNullable(entries.get(patientId));
    }

    public Collection<CensusEntry> all() {
        return List.copyOf(entries.values());
    }

    void change(String key, @Nullable CensusEntry entry) {
        PatientId patientId = new PatientId(key);
        if (entry == null) {
            entries.remove(patientId);
        } else {
            entries.put(patientId, entry);
        }
    }
}
