package org.vitalwire.alert.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vitalwire.alert.episode.CallTarget;
import org.vitalwire.alert.episode.StaffDirectory;
import org.vitalwire.alert.episode.Staffing;
import org.vitalwire.alert.oncall.DutyRole;
import org.vitalwire.alert.oncall.Roster;
import org.vitalwire.alert.oncall.Rosters;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.Canary;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.kit.census.CensusDirectory;

/** Whom a step of an escalation calls: the people on duty where the patient lies. */
final class CallList implements StaffDirectory {

    private final CensusDirectory census;
    private final Rosters rosters;

    CallList(CensusDirectory census, Rosters rosters) {
        this.census = census;
        this.rosters = rosters;
    }

    @Override
    public Staffing of(PatientId patientId, Instant now) {
        Optional<String> careUnit = careUnit(patientId);
        Roster roster = rosters.current();
        return target -> !people(roster, careUnit, target, now).isEmpty();
    }

    List<String> people(Optional<String> careUnit, CallTarget target, Instant now) {
        return people(rosters.current(), careUnit, target, now);
    }

    boolean isOnDuty(String person, Optional<String> careUnit, Instant now) {
        return rosters.current().isOnDuty(person, careUnit, now);
    }

    Optional<String> careUnit(PatientId patientId) {
        return patientId.equals(Canary.PATIENT)
                ? Optional.of(Canary.CARE_UNIT)
                : census.find(patientId).flatMap(CensusEntry::careUnit);
    }

    /** For example {@code ward-a, bed 3}: where to go, and not to whom. */
    Optional<String> location(PatientId patientId) {
        return census.find(patientId)
                .flatMap(entry ->
                        entry.careUnit()
                                .map(unit ->
                                        entry.bed()
                                                .map(bed -> unit + ", bed " + bed)
                                                .orElse(unit)));
    }

    private static List<String> people(
            Roster roster, Optional<String> careUnit, CallTarget target, Instant now) {
        return switch (target) {
            case PRIMARY -> roster.onDuty(careUnit, DutyRole.PRIMARY, now);
            case BUDDY -> roster.onDuty(careUnit, DutyRole.BUDDY, now);
            case CHARGE_NURSE -> roster.onDuty(careUnit, DutyRole.CHARGE_NURSE, now);
            case EVERYONE -> roster.everyone(careUnit, now);
        };
    }
}
