package org.vitalwire.ehr.census;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.ehr.census.CensusChange.Place;
import org.vitalwire.ehr.census.CensusChange.Stay;

/**
 * What becomes of an entry when somebody says something of the patient. Pure.
 *
 * <p>The newest word stands, by when it was entered, not by when it came here. Of two systems of
 * the hospital the admission messages are believed: a FHIR server is fed by them, later, and a new
 * version of its Encounter may still have the old bed. So FHIR says nothing of the stay of a
 * patient whom the messages speak of; a name or birth date that is missing it may fill in.
 */
final class CensusRules {

    private CensusRules() {}

    /** An entry, who said it last, and when that was entered. */
    record Known(CensusEntry entry, CensusSource source, Instant saidAt) {}

    /** What came of it. */
    sealed interface Verdict {
        /**
         * @param changed whether others are to be told
         */
        record Applied(Known known, boolean changed) implements Verdict {}

        /** Something newer is known. */
        record Older() implements Verdict {}

        /** Nobody knows the patient, and this does not say that they are here. */
        record NotHere() implements Verdict {}

        /** The record was merged into another one; nothing is to be said of it any more. */
        record Merged() implements Verdict {}
    }

    static Verdict after(Optional<Known> before, CensusChange change) {
        if (before.isEmpty()) {
            return first(change);
        }
        Known known = before.get();
        if (known.entry().mergedInto().isPresent()) {
            return new Verdict.Merged();
        }
        if (change.source() == CensusSource.FHIR && known.source() == CensusSource.ADT) {
            CensusEntry filled =
                    named(
                            known.entry(),
                            known.entry().displayName().or(change::displayName),
                            known.entry().birthDate().or(change::birthDate));
            return new Verdict.Applied(
                    new Known(filled, known.source(), known.saidAt()),
                    !filled.equals(known.entry()));
        }
        if (change.saidAt().isBefore(known.saidAt())) {
            return new Verdict.Older();
        }
        CensusEntry entry = entry(known.entry(), change);
        return new Verdict.Applied(
                new Known(entry, change.source(), change.saidAt()), !entry.equals(known.entry()));
    }

    private static Verdict first(CensusChange change) {
        boolean here = change.stay() instanceof Stay.Here || change.place().isPresent();
        if (!here || change.stay() instanceof Stay.Gone) {
            return new Verdict.NotHere();
        }
        CensusEntry blank =
                new CensusEntry(
                        change.patientId(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false);
        return new Verdict.Applied(
                new Known(entry(blank, change), change.source(), change.saidAt()), true);
    }

    private static CensusEntry entry(CensusEntry before, CensusChange change) {
        CensusEntry placed =
                new CensusEntry(
                        before.patientId(),
                        before.displayName(),
                        before.birthDate(),
                        change.place().map(Place::careUnit).or(before::careUnit),
                        change.place().isPresent() ? change.place().get().bed() : before.bed(),
                        before.synthetic(),
                        before.dischargedAt(),
                        before.mergedInto());
        CensusEntry stayed =
                switch (change.stay()) {
                    case Stay.AsBefore asBefore -> before.isHere() ? placed : before;
                    case Stay.Here here -> gone(placed, Optional.empty(), placed.bed());
                    // The unit stays: those who cared for the patient still see what was measured.
                    case Stay.Gone(Instant at) -> gone(placed, Optional.of(at), Optional.empty());
                };
        return named(
                stayed,
                change.displayName().or(stayed::displayName),
                change.birthDate().or(stayed::birthDate));
    }

    private static CensusEntry gone(
            CensusEntry entry, Optional<Instant> dischargedAt, Optional<String> bed) {
        return new CensusEntry(
                entry.patientId(),
                entry.displayName(),
                entry.birthDate(),
                entry.careUnit(),
                bed,
                entry.synthetic(),
                dischargedAt,
                entry.mergedInto());
    }

    private static CensusEntry named(
            CensusEntry entry, Optional<String> displayName, Optional<LocalDate> birthDate) {
        return new CensusEntry(
                entry.patientId(),
                displayName,
                birthDate,
                entry.careUnit(),
                entry.bed(),
                entry.synthetic(),
                entry.dischargedAt(),
                entry.mergedInto());
    }
}
