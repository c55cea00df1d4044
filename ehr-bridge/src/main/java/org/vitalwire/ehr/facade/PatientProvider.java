package org.vitalwire.ehr.facade;

import ca.uhn.fhir.rest.annotation.Count;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Offset;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.census.CensusStore;
import org.vitalwire.ehr.census.Survivors;
import org.vitalwire.ehr.mapping.CodeSystems;
import org.vitalwire.ehr.mapping.FhirIds;
import org.vitalwire.ehr.mapping.SubjectMapper;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;

/** Patients of the census. */
public final class PatientProvider implements IResourceProvider {

    private final CensusStore census;
    private final Survivors survivors;
    private final AuditLog audit;

    PatientProvider(CensusStore census, Survivors survivors, AuditLog audit) {
        this.census = census;
        this.survivors = survivors;
        this.audit = audit;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return Patient.class;
    }

    @Read
    public Patient read(@IdParam IdType id) {
        Caller caller = FhirCallers.current();
        CensusEntry entry =
                census.findByFhirId(id.getIdPart())
                        .filter(found ->
                                caller.mayReachAllUnits()
                                        || found.careUnit().filter(caller::mayReach).isPresent())
                        .orElseThrow(() -> new ResourceNotFoundException("no such patient"));
        audit.phiRead(caller, "fhir-patient-read", entry.patientId());
        return toPatient(entry);
    }

    @Search
    public IBundleProvider search(
            @OptionalParam(name = Patient.SP_RES_ID) @Nullable TokenOrListParam ids,
            @OptionalParam(name = Patient.SP_IDENTIFIER) @Nullable TokenOrListParam identifiers,
            @Offset @Nullable Integer offset,
            @Count @Nullable Integer count) {
        Caller caller = FhirCallers.current();
        audit.phiRead(caller, "fhir-patient-search");
        List<CensusEntry> found =
                (caller.mayReachAllUnits() ? census.all() : census.inUnits(caller.careUnits()))
                        .stream()
                                .filter(matches(ids, entry -> FhirIds.of(entry.patientId())))
                                .filter(matches(identifiers, entry -> entry.patientId().value()))
                                .toList();
        return Page.of(
                found.size(),
                offset,
                count,
                (from, atMost) ->
                        found.stream().skip(from).limit(atMost).map(this::toPatient).toList());
    }

    private static Predicate<CensusEntry> matches(
            @Nullable TokenOrListParam wanted,
            java.util.function.Function<CensusEntry, String> value) {
        return wanted == null
                ? any -> true
                : entry ->
                        wanted.getValuesAsQueryTokens().stream()
                                .filter(token ->
                                        Optional.ofNullable(token.getSystem())
                                                .filter(system -> !system.isEmpty())
                                                .map(CodeSystems.PATIENT_ID::equals)
                                                .orElse(true))
                                .anyMatch(token -> value.apply(entry).equals(token.getValue()));
    }

    /** As they would be read; empty where the census does not know them. */
    Optional<Patient> find(PatientId patientId) {
        return census.find(patientId).map(this::toPatient);
    }

    private Patient toPatient(CensusEntry entry) {
        Patient patient = SubjectMapper.toPatient(entry.patientId(), Optional.of(entry));
        PatientId survivor = survivors.of(entry.patientId());
        if (!survivor.equals(entry.patientId())) {
            patient.setActive(false);
            patient.addLink()
                    .setType(Patient.LinkType.REPLACEDBY)
                    .setOther(SubjectMapper.reference(survivor));
        }
        return patient;
    }
}
