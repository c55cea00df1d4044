package org.vitalwire.gateway.association;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.vitalwire.contracts.event.AssociationHistory;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;

/**
 * What the census means for a device that is on a patient, as a pure function.
 *
 * <p>A discharge ends the association at its own time, also when it comes late: between the two the
 * device may have been on anybody, and rather nobody than a guess. A merge ends nothing, as it says
 * that two records are one person, on whom the device still is; to end it would stop the alarms of
 * somebody who lies in bed. It moves the device from now on; what was measured before stays with
 * the old record, which is the survivor's anyway.
 */
sealed interface CensusVerdict {

    /** A chain of merges that is longer is none. */
    int LONGEST_CHAIN = 100;

    DeviceId device();

    record End(DeviceId device, String associationId, Instant at) implements CensusVerdict {}

    record Move(DeviceId device, PatientId survivor, Optional<String> bed)
            implements CensusVerdict {}

    /** A person has to look at the bedside. */
    record Check(DeviceId device, String why) implements CensusVerdict {}

    /**
     * @param entry newest of its patient
     * @param census of any patient
     */
    static List<CensusVerdict> of(
            CensusEntry entry,
            Function<PatientId, Optional<CensusEntry>> census,
            Collection<AssociationHistory> histories,
            Instant now) {
        if (entry.isHere()) {
            return List.of();
        }
        CensusEntry survivor = survivor(entry, census);
        return histories.stream()
                .flatMap(history ->
                        history.periods().stream()
                                .filter(period -> isOn(period, entry.patientId(), now))
                                .flatMap(period ->
                                        verdict(history.deviceId(), period, survivor, now)))
                .toList();
    }

    private static boolean isOn(AssociationPeriod period, PatientId patient, Instant now) {
        return period.patientId().equals(patient)
                && period.to().map(end -> end.isAfter(now)).orElse(true);
    }

    private static Stream<CensusVerdict> verdict(
            DeviceId device, AssociationPeriod period, CensusEntry survivor, Instant now) {
        if (!period.isOpen()) {
            return Stream.of(
                    new Check(device, "the patient is gone, and the assignment ends only later"));
        }
        if (survivor.dischargedAt().isEmpty()) {
            return Stream.of(new Move(device, survivor.patientId(), period.bed()));
        }
        Instant discharged = survivor.dischargedAt().get();
        Instant end = discharged.isAfter(now) ? now : discharged;
        return end.isAfter(period.from())
                ? Stream.of(new End(device, period.associationId(), end))
                : Stream.of(new Check(device, "it was put on the patient after their discharge"));
    }

    /** Where the chain of merges ends. */
    private static CensusEntry survivor(
            CensusEntry entry, Function<PatientId, Optional<CensusEntry>> census) {
        CensusEntry last = entry;
        for (int i = 0; i < LONGEST_CHAIN && last.mergedInto().isPresent(); i++) {
            PatientId into = last.mergedInto().get();
            last = census.apply(into).orElseGet(() -> unknown(into));
        }
        return last;
    }

    /** What becomes of them is heard later, when the device is on them already. */
    private static CensusEntry unknown(PatientId patient) {
        return new CensusEntry(
                patient,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }
}
