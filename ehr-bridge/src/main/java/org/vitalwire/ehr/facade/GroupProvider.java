package org.vitalwire.ehr.facade;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.Canary;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.census.CensusStore;
import org.vitalwire.ehr.mapping.CodeSystems;
import org.vitalwire.ehr.mapping.FhirIds;
import org.vitalwire.ehr.mapping.SubjectMapper;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;

/** Care units, as groups of who is in them now. */
public final class GroupProvider implements IResourceProvider {

    private final CensusStore census;
    private final BulkKickOff bulk;
    private final AuditLog audit;

    GroupProvider(CensusStore census, BulkKickOff bulk, AuditLog audit) {
        this.census = census;
        this.bulk = bulk;
        this.audit = audit;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return Group.class;
    }

    @Read
    public Group read(@IdParam IdType id) {
        Caller caller = FhirCallers.current();
        audit.phiRead(caller, "fhir-group-read");
        return unit(caller, id).map(GroupProvider::toGroup).orElseThrow(GroupProvider::notFound);
    }

    @Search
    public Bundle search(
            @OptionalParam(name = Group.SP_IDENTIFIER) @Nullable TokenOrListParam identifiers,
            RequestDetails request) {
        Caller caller = FhirCallers.current();
        audit.phiRead(caller, "fhir-group-search");
        List<Group> groups =
                units(caller).entrySet().stream()
                        .filter(unit ->
                                identifiers == null
                                        || identifiers.getValuesAsQueryTokens().stream()
                                                .anyMatch(token -> isCalled(unit.getKey(), token)))
                        .map(GroupProvider::toGroup)
                        .toList();
        return SearchSet.of(request, groups, OptionalLong.of(groups.size()), Optional.empty());
    }

    private static boolean isCalled(String unit, TokenParam token) {
        return unit.equals(token.getValue())
                && ObservationCodes.isOfSystem(token, CodeSystems.CARE_UNIT);
    }

    /** Begins a bulk export of who is in the unit now. */
    @Operation(name = "$export", idempotent = true, manualResponse = true)
    public void export(
            @IdParam IdType id,
            @OperationParam(name = "_type") @Nullable List<StringType> types,
            @OperationParam(name = "_since", max = 1) @Nullable InstantType since,
            @OperationParam(name = "_outputFormat", max = 1) @Nullable StringType format,
            RequestDetails request,
            HttpServletRequest asked,
            HttpServletResponse answer) {
        Caller caller = FhirCallers.current();
        Map.Entry<String, List<CensusEntry>> unit =
                unit(caller, id).orElseThrow(GroupProvider::notFound);
        for (String parameter : request.getParameters().keySet()) {
            if (!List.of("_type", "_since", "_outputFormat", "_format").contains(parameter)) {
                throw new InvalidRequestException("this export knows no " + parameter);
            }
        }
        bulk.begin(
                caller,
                unit.getKey(),
                unit.getValue().stream().map(CensusEntry::patientId).toList(),
                new BulkKickOff.Asked(
                        request.getCompleteUrl(),
                        types == null
                                ? List.of()
                                : types.stream().map(StringType::getValue).toList(),
                        since == null || since.getValue() == null
                                ? Optional.empty()
                                : Optional.of(since.getValue().toInstant()),
                        Optional.ofNullable(format).map(StringType::getValue)),
                asked,
                answer);
    }

    private Optional<Map.Entry<String, List<CensusEntry>>> unit(Caller caller, IdType id) {
        return units(caller).entrySet().stream()
                .filter(unit -> FhirIds.ofCareUnit(unit.getKey()).equals(id.getIdPart()))
                .findFirst();
    }

    /** Those that the caller may see, with who is in them. */
    private Map<String, List<CensusEntry>> units(Caller caller) {
        return (caller.mayReachAllUnits() ? census.all() : census.inUnits(caller.careUnits()))
                .stream()
                        .filter(entry -> entry.careUnit().isPresent())
                        .filter(entry -> !Canary.is(entry.patientId()))
                        .collect(
                                Collectors.groupingBy(
                                        entry -> entry.careUnit().orElseThrow(),
                                        TreeMap::new,
                                        Collectors.toList()));
    }

    private static Group toGroup(Map.Entry<String, List<CensusEntry>> unit) {
        Group group = new Group();
        group.setId(FhirIds.ofCareUnit(unit.getKey()));
        group.addIdentifier().setSystem(CodeSystems.CARE_UNIT).setValue(unit.getKey());
        group.setActive(true)
                .setType(Group.GroupType.PERSON)
                .setActual(true)
                .setName(unit.getKey())
                .setQuantity(unit.getValue().size());
        for (CensusEntry entry : unit.getValue()) {
            PatientId patient = entry.patientId();
            group.addMember().setEntity(SubjectMapper.reference(patient));
        }
        return group;
    }

    private static ResourceNotFoundException notFound() {
        return new ResourceNotFoundException("no such group");
    }
}
