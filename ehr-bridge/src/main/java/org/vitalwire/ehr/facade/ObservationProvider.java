package org.vitalwire.ehr.facade;

import ca.uhn.fhir.rest.annotation.Count;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Offset;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Sort;
import ca.uhn.fhir.rest.api.SortOrderEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ReferenceOrListParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.census.CensusStore;
import org.vitalwire.ehr.census.Survivors;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.ledger.LedgerEntry;
import org.vitalwire.ehr.ledger.LedgerSearch;
import org.vitalwire.ehr.ledger.LedgerSearch.Criteria;
import org.vitalwire.ehr.mapping.CodeSystems;
import org.vitalwire.ehr.mapping.ItemCoding;
import org.vitalwire.ehr.mapping.ObservationMapper;
import org.vitalwire.ehr.mapping.SubjectMapper;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;

/** What is charted, as Observations. */
public final class ObservationProvider implements IResourceProvider {

    private final LedgerSearch ledger;
    private final CensusStore census;
    private final Survivors survivors;
    private final AuditLog audit;

    ObservationProvider(
            LedgerSearch ledger, CensusStore census, Survivors survivors, AuditLog audit) {
        this.ledger = ledger;
        this.census = census;
        this.survivors = survivors;
        this.audit = audit;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return Observation.class;
    }

    @Read
    public Observation read(@IdParam IdType id) {
        Caller caller = FhirCallers.current();
        Criteria criteria =
                new Criteria(
                        units(caller),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Set.of(id.getIdPart())),
                        Optional.empty(),
                        Optional.empty());
        LedgerEntry entry =
                ledger.find(criteria, true, 0, 1).stream()
                        .findFirst()
                        .orElseThrow(() -> new ResourceNotFoundException("no such observation"));
        audit.phiRead(caller, "fhir-observation-read", entry.chart().key().patientId());
        return toObservations(List.of(entry)).getFirst();
    }

    @Search
    public IBundleProvider search(
            @OptionalParam(name = Observation.SP_RES_ID) @Nullable TokenOrListParam ids,
            @OptionalParam(name = Observation.SP_IDENTIFIER) @Nullable TokenOrListParam identifiers,
            @OptionalParam(name = Observation.SP_PATIENT) @Nullable ReferenceOrListParam patients,
            @OptionalParam(name = Observation.SP_SUBJECT) @Nullable ReferenceOrListParam subjects,
            @OptionalParam(name = Observation.SP_CODE) @Nullable TokenOrListParam codes,
            @OptionalParam(name = Observation.SP_CATEGORY) @Nullable TokenOrListParam categories,
            @OptionalParam(name = Observation.SP_DATE) @Nullable DateRangeParam date,
            @Sort @Nullable SortSpec sort,
            @Offset @Nullable Integer offset,
            @Count @Nullable Integer count) {
        Caller caller = FhirCallers.current();
        Criteria criteria =
                new Criteria(
                        units(caller),
                        both(patients(patients), patients(subjects)),
                        both(
                                items(codes, ObservationProvider::isCodedAs),
                                items(categories, ObservationProvider::isOfCategory)),
                        both(values(ids), values(identifiers)),
                        Optional.ofNullable(date)
                                .map(DateRangeParam::getLowerBoundAsInstant)
                                .map(Date::toInstant),
                        Optional.ofNullable(date)
                                .map(DateRangeParam::getUpperBoundAsInstant)
                                .map(Date::toInstant));
        boolean newestFirst = isNewestFirst(sort);
        audit.phiRead(caller, "fhir-observation-search");
        return Page.of(
                ledger.count(criteria),
                offset,
                count,
                (from, atMost) -> {
                    List<LedgerEntry> found = ledger.find(criteria, newestFirst, from, atMost);
                    found.stream()
                            .map(entry -> entry.chart().key().patientId())
                            .distinct()
                            .forEach(patient ->
                                    audit.phiRead(caller, "fhir-observation-search", patient));
                    return toObservations(found);
                });
    }

    private static Optional<Set<String>> units(Caller caller) {
        return caller.mayReachAllUnits() ? Optional.empty() : Optional.of(caller.careUnits());
    }

    private Optional<Set<PatientId>> patients(@Nullable ReferenceOrListParam references) {
        return Optional.ofNullable(references)
                .map(list ->
                        list.getValuesAsQueryTokens().stream()
                                .map(ReferenceParam::getIdPart)
                                .flatMap(id -> patient(id).stream())
                                .flatMap(patient -> survivors.recordsOf(patient).stream())
                                .collect(Collectors.toSet()));
    }

    private Optional<PatientId> patient(String fhirId) {
        return census.findByFhirId(fhirId)
                .map(CensusEntry::patientId)
                .or(() ->
                        PatientId.isValid(fhirId)
                                ? Optional.of(new PatientId(fhirId))
                                : Optional.empty());
    }

    private static Optional<Set<ChartItem>> items(
            @Nullable TokenOrListParam tokens, BiPredicate<ChartItem, TokenParam> matches) {
        return Optional.ofNullable(tokens)
                .map(list ->
                        Arrays.stream(ChartItem.values())
                                .filter(item ->
                                        list.getValuesAsQueryTokens().stream()
                                                .anyMatch(token -> matches.test(item, token)))
                                .collect(Collectors.toSet()));
    }

    private static boolean isCodedAs(ChartItem item, TokenParam token) {
        return ItemCoding.of(item).codings().stream()
                .anyMatch(coding ->
                        coding.code().equals(token.getValue())
                                && isOfSystem(token, coding.system()));
    }

    private static boolean isOfCategory(ChartItem item, TokenParam token) {
        return ItemCoding.of(item).category().equals(token.getValue())
                && isOfSystem(token, CodeSystems.CATEGORY);
    }

    private static boolean isOfSystem(TokenParam token, String system) {
        return token.getSystem() == null
                || token.getSystem().isEmpty()
                || token.getSystem().equals(system);
    }

    /** Ids and identifiers have the same values. */
    private static Optional<Set<String>> values(@Nullable TokenOrListParam tokens) {
        return Optional.ofNullable(tokens)
                .map(list ->
                        list.getValuesAsQueryTokens().stream()
                                .filter(token -> isOfSystem(token, CodeSystems.OBSERVATION_ID))
                                .map(TokenParam::getValue)
                                .collect(Collectors.toSet()));
    }

    private static <T> Optional<Set<T>> both(Optional<Set<T>> one, Optional<Set<T>> other) {
        if (one.isPresent() && other.isPresent()) {
            return Optional.of(
                    one.get().stream().filter(other.get()::contains).collect(Collectors.toSet()));
        }
        return one.or(() -> other);
    }

    private static boolean isNewestFirst(@Nullable SortSpec sort) {
        if (sort == null) {
            return true;
        }
        if (!Observation.SP_DATE.equals(sort.getParamName()) || sort.getChain() != null) {
            throw new InvalidRequestException("only _sort=date and _sort=-date are supported");
        }
        return sort.getOrder() == SortOrderEnum.DESC;
    }

    private List<Observation> toObservations(List<LedgerEntry> entries) {
        Map<PatientId, PatientId> subjectOf =
                survivors.ofAll(
                        entries.stream().map(entry -> entry.chart().key().patientId()).toList());
        return entries.stream().map(entry -> toObservation(entry, subjectOf)).toList();
    }

    /** Here the ledger is the server: its revisions are versions. */
    private static Observation toObservation(
            LedgerEntry entry, Map<PatientId, PatientId> subjectOf) {
        Observation observation = ObservationMapper.toObservation(entry);
        PatientId measuredOn = entry.chart().key().patientId();
        observation.setSubject(
                SubjectMapper.reference(subjectOf.getOrDefault(measuredOn, measuredOn)));
        Instant charted = entry.chartedAt();
        observation
                .getMeta()
                .setVersionId(Integer.toString(entry.revision()))
                .setLastUpdated(Date.from(charted));
        return observation;
    }
}
