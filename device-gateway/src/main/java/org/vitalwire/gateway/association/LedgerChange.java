package org.vitalwire.gateway.association;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vitalwire.contracts.event.AssociationHistory;
import org.vitalwire.contracts.event.AssociationPeriod;

/**
 * What may be done to a device's history, as pure functions. A device is on at most one patient at
 * a time; a new period may cut short the open one, but nothing else is ever rewritten by accident.
 */
sealed interface LedgerChange {

    /** The history as it is to be. */
    record Changed(
            AssociationHistory history,
            AssociationPeriod period,
            Optional<AssociationPeriod> closed)
            implements LedgerChange {}

    /** That was said already: a client that heard no answer asks again. */
    record Unchanged(AssociationPeriod period) implements LedgerChange {}

    /** The device was on another patient at some of that time. */
    record Overlapping() implements LedgerChange {}

    /** There is no such open period, or it would end before it began. */
    record NotOpen() implements LedgerChange {}

    /** Puts the device on a patient, ending the period that is open when the new one begins. */
    static LedgerChange associate(AssociationHistory history, AssociationPeriod added) {
        List<AssociationPeriod> periods = new ArrayList<>(history.periods().size() + 1);
        Optional<AssociationPeriod> closed = Optional.empty();
        for (AssociationPeriod period : history.periods()) {
            if (isSame(period, added)) {
                return new Unchanged(period);
            }
            if (period.isOpen() && period.from().isBefore(added.from())) {
                AssociationPeriod ended = endedAt(period, added.from());
                closed = Optional.of(ended);
                periods.add(ended);
            } else if (overlap(period, added)) {
                return new Overlapping();
            } else {
                periods.add(period);
            }
        }
        periods.add(added);
        return new Changed(new AssociationHistory(history.deviceId(), periods), added, closed);
    }

    /** Ends an open period. */
    static LedgerChange end(AssociationHistory history, String associationId, Instant at) {
        List<AssociationPeriod> periods = new ArrayList<>(history.periods());
        for (int i = 0; i < periods.size(); i++) {
            AssociationPeriod period = periods.get(i);
            if (!period.associationId().equals(associationId)) {
                continue;
            }
            if (period.to().equals(Optional.of(at))) {
                return new Unchanged(period);
            }
            if (!period.isOpen() || !at.isAfter(period.from())) {
                return new NotOpen();
            }
            AssociationPeriod ended = endedAt(period, at);
            periods.set(i, ended);
            return new Changed(
                    new AssociationHistory(history.deviceId(), periods), ended, Optional.of(ended));
        }
        return new NotOpen();
    }

    /** Puts another period in a wrong one's place; all others stay as they are. */
    static LedgerChange replace(
            AssociationHistory history, AssociationPeriod wrong, AssociationPeriod right) {
        List<AssociationPeriod> periods = new ArrayList<>(history.periods().size());
        for (AssociationPeriod period : history.periods()) {
            if (period.equals(wrong)) {
                continue;
            }
            if (overlap(period, right)) {
                return new Overlapping();
            }
            periods.add(period);
        }
        periods.add(right);
        return new Changed(
                new AssociationHistory(history.deviceId(), periods), right, Optional.of(wrong));
    }

    static boolean isSame(AssociationPeriod known, AssociationPeriod added) {
        return known.patientId().equals(added.patientId())
                && known.bed().equals(added.bed())
                && known.from().equals(added.from())
                && known.to().equals(added.to());
    }

    private static boolean overlap(AssociationPeriod a, AssociationPeriod b) {
        return (a.to().isEmpty() || b.from().isBefore(a.to().get()))
                && (b.to().isEmpty() || a.from().isBefore(b.to().get()));
    }

    private static AssociationPeriod endedAt(AssociationPeriod period, Instant at) {
        return new AssociationPeriod(
                period.associationId(),
                period.patientId(),
                period.bed(),
                period.from(),
                Optional.of(at),
                period.madeBy());
    }
}
