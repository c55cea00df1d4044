package org.vitalwire.ehr.facade;

import ca.uhn.fhir.rest.annotation.Count;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Sort;
import ca.uhn.fhir.rest.api.SortOrderEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ReferenceOrListParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.StringParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.facade.ObservationSearch.Criteria;
import org.vitalwire.ehr.facade.ObservationSearch.Found;
import org.vitalwire.ehr.facade.ObservationSearch.Updated;
import org.vitalwire.ehr.facade.SmartScopes.Interaction;
import org.vitalwire.ehr.ledger.LedgerEntry;
import org.vitalwire.ehr.mapping.CodeSystems;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;

/** What was measured, by the minute, as Observations. */
public final class ObservationProvider implements IResourceProvider {

    private static final int DEFAULT_SIZE = 50;

    /** A day by the minute is 1,440. */
    private static final int LARGEST_SIZE = 1_500;

    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

    private final ObservationSearch search;
    private final ObservationReader reader;
    private final VisiblePatients visible;
    private final AuditLog audit;

    ObservationProvider(
            ObservationSearch search,
            ObservationReader reader,
            VisiblePatients visible,
            AuditLog audit) {
        this.search = search;
        this.reader = reader;
        this.visible = visible;
        this.audit = audit;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return Observation.class;
    }

    @Read
    public Observation read(@IdParam IdType id) {
        Caller caller = FhirCallers.current();
        LedgerEntry entry = reader.byId(caller, id.getIdPart(), FhirCallers.token());
        if (!permitted(Interaction.READ).contains(entry.chart().key().item())) {
            throw new ResourceNotFoundException("no such observation");
        }
        audit.phiRead(caller, "fhir-observation-read", entry.chart().key().patientId());
        return reader.observations(List.of(entry)).getFirst();
    }

    @Search
    public Bundle search(
            @OptionalParam(name = Observation.SP_PATIENT) @Nullable ReferenceOrListParam patients,
            @OptionalParam(name = Observation.SP_SUBJECT) @Nullable ReferenceOrListParam subjects,
            @OptionalParam(name = Observation.SP_CODE) @Nullable TokenOrListParam codes,
            @OptionalParam(name = Observation.SP_CATEGORY) @Nullable TokenOrListParam categories,
            @OptionalParam(name = Observation.SP_DATE) @Nullable DateRangeParam date,
            @OptionalParam(name = "_lastUpdated") @Nullable DateRangeParam lastUpdated,
            @OptionalParam(name = Observation.SP_RES_ID) @Nullable TokenOrListParam ids,
            @OptionalParam(name = Observation.SP_IDENTIFIER) @Nullable TokenOrListParam identifiers,
            @OptionalParam(name = SearchSet.CURSOR) @Nullable StringParam cursor,
            @Sort @Nullable SortSpec sort,
            @Count @Nullable Integer count,
            RequestDetails request) {
        Caller caller = FhirCallers.current();
        audit.phiRead(caller, "fhir-observation-search");
        boolean newestFirst = isNewestFirst(sort);
        Set<ChartItem> items = permitted(Interaction.SEARCH);
        if (codes != null) {
            items.retainAll(ObservationCodes.coded(codes.getValuesAsQueryTokens()));
        }
        if (categories != null) {
            items.retainAll(ObservationCodes.ofCategory(categories.getValuesAsQueryTokens()));
        }
        Optional<Set<PatientId>> wanted = patients(caller, patients, subjects);
        if (ids != null || identifiers != null) {
            return byIds(caller, ids, identifiers, wanted, items, request);
        }
        if (wanted.isEmpty()) {
            throw new InvalidRequestException(
                    "patient or subject is needed; of a whole unit there is Group/[unit]/$export");
        }
        Criteria criteria =
                new Criteria(
                        wanted.get(),
                        items,
                        from(date).orElse(Instant.EPOCH),
                        to(date).orElse(search.latest()),
                        lastUpdated == null
                                ? Optional.empty()
                                : Optional.of(
                                        new Updated(
                                                from(lastUpdated).orElse(Instant.EPOCH),
                                                to(lastUpdated).orElse(END))));
        wanted.get().forEach(patient -> audit.phiRead(caller, "fhir-observation-search", patient));
        if (isOnlyCounted(request, count)) {
            return SearchSet.of(
                    request,
                    List.of(),
                    OptionalLong.of(search.count(criteria, FhirCallers.token())),
                    Optional.empty());
        }
        int size = count == null ? DEFAULT_SIZE : Math.clamp(count, 1, LARGEST_SIZE);
        Optional<Cursor> after =
                Optional.ofNullable(cursor).map(StringParam::getValue).map(Cursor::decode);
        Found found = search.page(criteria, newestFirst, after, size, FhirCallers.token());
        return SearchSet.of(
                request,
                reader.observations(found.entries()),
                total(found, after, criteria, request),
                found.next());
    }

    /** Told where it is known anyway, or asked for. */
    private OptionalLong total(
            Found found, Optional<Cursor> after, Criteria criteria, RequestDetails request) {
        if (after.isEmpty() && found.next().isEmpty()) {
            return OptionalLong.of(found.entries().size());
        }
        return "accurate".equals(parameter(request, "_total"))
                ? OptionalLong.of(search.count(criteria, FhirCallers.token()))
                : OptionalLong.empty();
    }

    private Bundle byIds(
            Caller caller,
            @Nullable TokenOrListParam ids,
            @Nullable TokenOrListParam identifiers,
            Optional<Set<PatientId>> patients,
            Set<ChartItem> items,
            RequestDetails request) {
        Set<String> wanted = new TreeSet<>(values(ids == null ? identifiers : ids));
        if (ids != null && identifiers != null) {
            wanted.retainAll(values(identifiers));
        }
        if (wanted.size() > DEFAULT_SIZE) {
            throw new InvalidRequestException("at most " + DEFAULT_SIZE + " ids at once");
        }
        List<LedgerEntry> found = new ArrayList<>();
        for (String id : wanted) {
            try {
                LedgerEntry entry = reader.byId(caller, id, FhirCallers.token());
                PatientId patient = entry.chart().key().patientId();
                if (items.contains(entry.chart().key().item())
                        && patients.map(some -> some.contains(patient)).orElse(true)) {
                    audit.phiRead(caller, "fhir-observation-search", patient);
                    found.add(entry);
                }
            } catch (ResourceNotFoundException | ResourceGoneException e) {
                // A search tells of what there is.
            }
        }
        return SearchSet.of(
                request,
                isOnlyCounted(request, null) ? List.of() : reader.observations(found),
                OptionalLong.of(found.size()),
                Optional.empty());
    }

    private static Set<ChartItem> permitted(Interaction interaction) {
        return FhirCallers.scopes()
                .categories(interaction)
                .map(ObservationCodes::ofCategoryNames)
                .orElseGet(() -> EnumSet.allOf(ChartItem.class));
    }

    /** Empty where nobody is named; nobody where the caller may see none of them. */
    private Optional<Set<PatientId>> patients(
            Caller caller,
            @Nullable ReferenceOrListParam patients,
            @Nullable ReferenceOrListParam subjects) {
        if (patients == null && subjects == null) {
            return Optional.empty();
        }
        Set<PatientId> wanted = visible(caller, patients == null ? subjects : patients);
        if (patients != null && subjects != null) {
            wanted.retainAll(visible(caller, subjects));
        }
        return Optional.of(wanted);
    }

    private Set<PatientId> visible(Caller caller, @Nullable ReferenceOrListParam references) {
        return references == null
                ? Set.of()
                : visible.of(
                        caller,
                        references.getValuesAsQueryTokens().stream()
                                .map(ReferenceParam::getIdPart)
                                .toList());
    }

    private static Optional<Instant> from(@Nullable DateRangeParam range) {
        return Optional.ofNullable(range)
                .map(DateRangeParam::getLowerBoundAsInstant)
                .map(Date::toInstant);
    }

    /** HAPI's upper bound is the last millisecond that counts. */
    private static Optional<Instant> to(@Nullable DateRangeParam range) {
        return Optional.ofNullable(range)
                .map(DateRangeParam::getUpperBoundAsInstant)
                .map(last -> last.toInstant().plusMillis(1));
    }

    /** Ids and identifiers have the same values. */
    private static Set<String> values(@Nullable TokenOrListParam tokens) {
        Set<String> values = new TreeSet<>();
        if (tokens != null) {
            tokens.getValuesAsQueryTokens().stream()
                    .filter(token -> ObservationCodes.isOfSystem(token, CodeSystems.OBSERVATION_ID))
                    .map(TokenParam::getValue)
                    .forEach(values::add);
        }
        return values;
    }

    private static boolean isOnlyCounted(RequestDetails request, @Nullable Integer count) {
        return "count".equals(parameter(request, "_summary")) || (count != null && count == 0);
    }

    private static @Nullable String parameter(RequestDetails request, String name) {
        Map<String, String[]> parameters = request.getParameters();
        String[] values = parameters.get(name);
        return values == null || values.length == 0 ? null : values[0];
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
}
