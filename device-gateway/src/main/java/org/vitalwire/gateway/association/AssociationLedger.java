package org.vitalwire.gateway.association;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.vitalwire.contracts.event.AssociationHistory;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.id.DeviceId;

/**
 * Whom each device was on, in memory: asked for every sample. The truth is in the database, and
 * changes come here once they are committed there.
 */
public final class AssociationLedger {

    private final Map<DeviceId, AssociationHistory> histories = new ConcurrentHashMap<>();

    private final Map<String, AssociationMethod> methods = new ConcurrentHashMap<>();

    AssociationLedger(Collection<AssociationHistory> known) {
        known.forEach(this::put);
    }

    /** Whom the device was on when it measured. Nobody, rather than a guess. */
    public Optional<AssociationPeriod> at(DeviceId device, Instant measured) {
        AssociationHistory history = histories.get(device);
        return history == null ? Optional.empty() : history.at(measured);
    }

    AssociationHistory of(DeviceId device) {
        AssociationHistory history = histories.get(device);
        return history == null ? new AssociationHistory(device, List.of()) : history;
    }

    Collection<AssociationHistory> all() {
        return List.copyOf(histories.values());
    }

    void put(AssociationHistory history) {
        histories.put(history.deviceId(), history);
    }

    /** How an association was made. */
    AssociationMethod method(String associationId) {
        return methods.getOrDefault(associationId, AssociationMethod.API);
    }

    void remember(String associationId, AssociationMethod method) {
        methods.put(associationId, method);
    }

    /** The association of that id, unless it was wrong. */
    Optional<AssociationPeriod> find(String associationId) {
        return histories.values().stream()
                .flatMap(history -> history.periods().stream())
                .filter(period -> period.associationId().equals(associationId))
                .findFirst();
    }
}
