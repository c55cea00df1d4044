package org.vitalwire.contracts.event;

import java.time.Instant;
import java.util.Optional;
import org.vitalwire.contracts.id.PatientId;

/**
 * A device was on a patient from {@code from} (inclusive) to {@code to} (exclusive, empty = still).
 *
 * @param madeBy subject of the person or system that made the association
 */
public record AssociationPeriod(
        String associationId,
        PatientId patientId,
        Optional<String> bed,
        Instant from,
        Optional<Instant> to,
        String madeBy) {

    public AssociationPeriod {
        if (to.isPresent() && !to.get().isAfter(from)) {
            throw new IllegalArgumentException("an association must end after it begins");
        }
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && (to.isEmpty() || instant.isBefore(to.get()));
    }

    public boolean isOpen() {
        return to.isEmpty();
    }
}
