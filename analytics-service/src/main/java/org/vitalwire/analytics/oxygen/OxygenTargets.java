package org.vitalwire.analytics.oxygen;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.event.OxygenTargetOrder;
import org.vitalwire.contracts.id.PatientId;

/** The newest order of each patient, as scoring-orders.v1 has it. */
final class OxygenTargets {

    private final Map<String, OxygenTargetOrder> newest = new ConcurrentHashMap<>();

    Optional<OxygenTargetOrder> find(PatientId patientId) {
        return Optional.ofNullable(newest.get(patientId.value()));
    }

    void change(String patientId, @Nullable OxygenTargetOrder order) {
        if (order == null) {
            newest.remove(patientId);
        } else {
            newest.merge(
                    patientId,
                    order,
                    (present, next) ->
                            next.orderedAt().isBefore(present.orderedAt()) ? present : next);
        }
    }
}
