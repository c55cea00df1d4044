package org.vitalwire.ehr.delivery;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.census.Survivors;

/** A hospital that has merged no records. */
final class NothingMerged implements Survivors {

    @Override
    public PatientId of(PatientId patientId) {
        return patientId;
    }

    @Override
    public Map<PatientId, PatientId> ofAll(Collection<PatientId> patientIds) {
        return patientIds.stream()
                .distinct()
                .collect(Collectors.toMap(Function.identity(), Function.identity()));
    }

    @Override
    public Set<PatientId> recordsOf(PatientId patientId) {
        return Set.of(patientId);
    }
}
