package org.vitalwire.ehr.encounter;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Patient;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.census.CensusChange.Stay;

/** What encounters and patients say of a stay. Pure. */
final class EncounterRules {

    private EncounterRules() {}

    /**
     * @param classes whose patients are here
     * @return empty: it says nothing of anybody's being here
     */
    static Optional<Stay> stay(Encounter encounter, Set<String> classes) {
        if (!encounter.hasStatus()
                || (encounter.hasClass_() && !classes.contains(encounter.getClass_().getCode()))) {
            return Optional.empty();
        }
        return switch (encounter.getStatus()) {
            case ARRIVED, TRIAGED, INPROGRESS, ONLEAVE -> Optional.of(new Stay.Here());
            case FINISHED, CANCELLED, ENTEREDINERROR ->
                    Optional.of(
                            new Stay.Gone(
                                    encounter.getPeriod().hasEnd()
                                            ? encounter.getPeriod().getEnd().toInstant()
                                            : savedAt(encounter)));
            case PLANNED, UNKNOWN, NULL -> Optional.empty();
        };
    }

    static Instant savedAt(Encounter encounter) {
        return encounter.getMeta().hasLastUpdated()
                ? encounter.getMeta().getLastUpdated().toInstant()
                : Instant.EPOCH;
    }

    /**
     * @param system of the identifiers that are patient ids here; empty: the logical id
     * @return empty rather than one of several
     */
    static Optional<PatientId> patientId(Patient patient, String system) {
        if (system.isEmpty()) {
            return valid(patient.getIdElement().getIdPart());
        }
        Set<String> values =
                patient.getIdentifier().stream()
                        .filter(identifier -> system.equals(identifier.getSystem()))
                        .map(identifier -> String.valueOf(identifier.getValue()))
                        .collect(java.util.stream.Collectors.toSet());
        return values.size() == 1 ? valid(values.iterator().next()) : Optional.empty();
    }

    private static Optional<PatientId> valid(String id) {
        return PatientId.isValid(id) ? Optional.of(new PatientId(id)) : Optional.empty();
    }

    static Optional<String> name(Patient patient) {
        return patient.getName().stream()
                .filter(name -> name.getUse() != HumanName.NameUse.OLD)
                .findFirst()
                .map(name ->
                        name.hasText()
                                ? name.getText()
                                : name.hasFamily() && name.hasGiven()
                                        ? name.getFamily() + ", " + name.getGivenAsSingleString()
                                        : name.getNameAsSingleString())
                .map(String::strip)
                .filter(name -> !name.isEmpty() && name.length() <= 200);
    }

    static Optional<LocalDate> birthDate(Patient patient) {
        // Years and months alone name no birthday.
        return Optional.ofNullable(patient.getBirthDateElement().getValueAsString())
                .filter(date -> date.length() == 10)
                .map(LocalDate::parse);
    }
}
