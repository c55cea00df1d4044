package org.vitalwire.gateway.association;

import java.time.Instant;
import java.util.Optional;
import org.vitalwire.contracts.event.AssociationHistory;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.id.PatientId;

/**
 * What of a period was wrong. What is absent was right.
 *
 * @param id of the period that takes the wrong one's place
 * @param by who says so
 */
record Correction(
        String id,
        Optional<PatientId> patientId,
        Optional<String> bed,
        Optional<Instant> from,
        Optional<Instant> to,
        String by) {

    /**
     * The history as it should have been. Readings that were measured in the period belong to whom
     * it names from now on, those in time that it gives up to nobody.
     */
    LedgerChange of(AssociationHistory history, String wrongId) {
        Optional<AssociationPeriod> wrong =
                history.periods().stream()
                        .filter(period -> period.associationId().equals(wrongId))
                        .findFirst();
        if (wrong.isEmpty()) {
            return new LedgerChange.NotOpen();
        }
        Instant begin = from.orElse(wrong.get().from());
        Optional<Instant> end = to.or(wrong.get()::to);
        if (end.isPresent() && !end.get().isAfter(begin)) {
            return new LedgerChange.NotOpen();
        }
        AssociationPeriod right =
                new AssociationPeriod(
                        id,
                        patientId.orElse(wrong.get().patientId()),
                        bed.or(wrong.get()::bed),
                        begin,
                        end,
                        by);
        if (LedgerChange.isSame(wrong.get(), right)) {
            return new LedgerChange.Unchanged(wrong.get());
        }
        return LedgerChange.replace(history, wrong.get(), right);
    }
}
