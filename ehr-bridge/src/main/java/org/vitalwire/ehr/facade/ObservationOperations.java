package org.vitalwire.ehr.facade;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.ReferenceAndListParam;
import ca.uhn.fhir.rest.param.ReferenceOrListParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenAndListParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.CatalogueEntry;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ehr.chart.ChartFacts;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.facade.ObservationSearch.Criteria;
import org.vitalwire.ehr.facade.ObservationSearch.Found;
import org.vitalwire.ehr.facade.SmartScopes.Interaction;
import org.vitalwire.ehr.ledger.LedgerEntry;
import org.vitalwire.ehr.mapping.CodeSystems;
import org.vitalwire.ehr.mapping.ItemCoding;
import org.vitalwire.ehr.mapping.ObservationMapper;
import org.vitalwire.ehr.mapping.SubjectMapper;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;

/** {@code Observation/$lastn} and {@code Observation/$stats}, as R4 defines them. */
public final class ObservationOperations {

    private static final int MOST_OF_A_CODE = 100;
    private static final int PAGE = 1_500;
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final String DATA_ABSENT =
            "http://terminology.hl7.org/CodeSystem/data-absent-reason";

    private final ObservationSearch search;
    private final ObservationReader reader;
    private final VisiblePatients visible;
    private final AuditLog audit;

    ObservationOperations(
            ObservationSearch search,
            ObservationReader reader,
            VisiblePatients visible,
            AuditLog audit) {
        this.search = search;
        this.reader = reader;
        this.visible = visible;
        this.audit = audit;
    }

    /** Of each code the newest {@code max}, one if it is not said. */
    @Operation(name = "$lastn", typeName = "Observation", idempotent = true)
    public Bundle lastN(
            @OperationParam(name = "patient") @Nullable ReferenceAndListParam patients,
            @OperationParam(name = "subject") @Nullable ReferenceAndListParam subjects,
            @OperationParam(name = "category") @Nullable TokenAndListParam categories,
            @OperationParam(name = "code") @Nullable TokenAndListParam codes,
            @OperationParam(name = "max", typeName = "integer", max = 1)
                    @Nullable IPrimitiveType<Integer> max,
            RequestDetails request) {
        int most = max == null || max.getValue() == null ? 1 : max.getValue();
        if (most < 1 || most > MOST_OF_A_CODE) {
            throw new InvalidRequestException("max is a number from 1 to " + MOST_OF_A_CODE);
        }
        Set<ChartItem> items = permitted();
        for (TokenOrListParam any : tokens(categories)) {
            items.retainAll(ObservationCodes.ofCategory(any.getValuesAsQueryTokens()));
        }
        for (TokenOrListParam any : tokens(codes)) {
            items.retainAll(ObservationCodes.coded(any.getValuesAsQueryTokens()));
        }
        Caller caller = FhirCallers.current();
        Set<PatientId> records = records(caller, patients, subjects);
        records.forEach(patient -> audit.phiRead(caller, "fhir-observation-lastn", patient));
        List<LedgerEntry> found = new ArrayList<>();
        for (ChartItem item : items) {
            Criteria criteria =
                    new Criteria(
                            records,
                            EnumSet.of(item),
                            Instant.EPOCH,
                            search.latest(),
                            Optional.empty());
            found.addAll(
                    search.page(criteria, true, Optional.empty(), most, FhirCallers.token())
                            .entries());
        }
        return SearchSet.of(
                request,
                reader.observations(found),
                OptionalLong.of(found.size()),
                Optional.empty());
    }

    /** Of what was charted by the minute; of the last hours ({@code duration}) or of a period. */
    @Operation(name = "$stats", typeName = "Observation", idempotent = true)
    public Parameters statistics(
            @OperationParam(name = "subject", min = 1, max = 1) @Nullable UriType subject,
            @OperationParam(name = "code") @Nullable List<StringType> codes,
            @OperationParam(name = "system", max = 1) @Nullable UriType system,
            @OperationParam(name = "coding") @Nullable List<Coding> codings,
            @OperationParam(name = "duration", max = 1) @Nullable DecimalType duration,
            @OperationParam(name = "period", max = 1) @Nullable Period period,
            @OperationParam(name = "statistic", min = 1) @Nullable List<CodeType> statistics) {
        Caller caller = FhirCallers.current();
        if (subject == null || subject.getValue() == null) {
            throw new InvalidRequestException("subject is needed");
        }
        List<String> wanted = statistics(statistics);
        Stretch stretch = stretch(duration, period);
        String id = new ReferenceParam(subject.getValue()).getIdPart();
        Set<PatientId> records = visible.of(caller, List.of(id));
        records.forEach(patient -> audit.phiRead(caller, "fhir-observation-stats", patient));
        Parameters answer = new Parameters();
        for (VitalSign sign : signs(codes, system, codings)) {
            answer.addParameter()
                    .setName("statistics")
                    .setResource(ofSign(sign, records, stretch, wanted));
        }
        return answer;
    }

    private record Stretch(Instant from, Instant to) {}

    private Stretch stretch(@Nullable DecimalType duration, @Nullable Period period) {
        Instant now = search.latest();
        Stretch stretch;
        if (period != null && period.getStart() != null) {
            stretch =
                    new Stretch(
                            period.getStart().toInstant(),
                            period.getEnd() == null ? now : period.getEnd().toInstant());
        } else if (duration != null && duration.getValue() != null) {
            BigDecimal seconds = duration.getValue().multiply(BigDecimal.valueOf(3_600));
            if (seconds.compareTo(BigDecimal.valueOf(LONGEST.toSeconds())) > 0) {
                throw tooLong();
            }
            stretch = new Stretch(now.minusSeconds(seconds.longValue()), now);
        } else {
            throw new InvalidRequestException("duration or period is needed");
        }
        if (Duration.between(stretch.from, stretch.to).compareTo(LONGEST) > 0) {
            throw tooLong();
        }
        return stretch;
    }

    private static InvalidRequestException tooLong() {
        return new InvalidRequestException("at most " + LONGEST.toDays() + " days");
    }

    private static List<String> statistics(@Nullable List<CodeType> codes) {
        List<String> wanted =
                codes == null ? List.of() : codes.stream().map(CodeType::getValue).toList();
        if (wanted.isEmpty() || !wanted.stream().allMatch(SignStatistics::knows)) {
            throw new InvalidRequestException(
                    "statistic is any of average, maximum, minimum, median, count, total-count,"
                            + " sum, std-dev, variance, 20-percent, 80-percent");
        }
        return wanted;
    }

    private static List<VitalSign> signs(
            @Nullable List<StringType> codes,
            @Nullable UriType system,
            @Nullable List<Coding> codings) {
        List<TokenParam> tokens = new ArrayList<>();
        String ofCodes = system == null ? "" : system.getValueAsString();
        if (codes != null) {
            codes.forEach(code -> tokens.add(new TokenParam(ofCodes, code.getValue())));
        }
        if (codings != null) {
            codings.forEach(
                    coding -> tokens.add(new TokenParam(coding.getSystem(), coding.getCode())));
        }
        List<VitalSign> signs =
                tokens.stream()
                        .flatMap(token -> ObservationCodes.sign(token).stream())
                        .filter(sign -> sign.entry().kind() != CatalogueEntry.Kind.CODED)
                        .toList();
        if (tokens.isEmpty() || signs.size() < tokens.size()) {
            throw new InvalidRequestException(
                    "code or coding is of a number that is charted, as 8867-4 is");
        }
        return signs;
    }

    private Observation ofSign(
            VitalSign sign, Set<PatientId> records, Stretch stretch, List<String> statistics) {
        SignStatistics values = new SignStatistics(values(sign, records, stretch));
        CatalogueEntry entry = sign.entry();
        Observation observation = new Observation();
        observation.setStatus(Observation.ObservationStatus.FINAL);
        observation.setCode(code(ItemCoding.ofSign(sign), entry.display()));
        records.stream()
                .findFirst()
                .ifPresent(patient -> observation.setSubject(SubjectMapper.reference(patient)));
        observation.setEffective(
                new Period()
                        .setStartElement(ObservationMapper.dateTime(stretch.from))
                        .setEndElement(ObservationMapper.dateTime(stretch.to)));
        for (String statistic : statistics) {
            var component = observation.addComponent();
            component.setCode(
                    new CodeableConcept(
                            new Coding().setSystem(SignStatistics.SYSTEM).setCode(statistic)));
            OptionalDouble value = values.value(statistic);
            if (value.isPresent()) {
                component.setValue(quantity(statistic, value.getAsDouble(), entry));
            } else {
                component.setDataAbsentReason(
                        new CodeableConcept(
                                new Coding(DATA_ABSENT, "not-applicable", "Not Applicable")));
            }
        }
        return observation;
    }

    private double[] values(VitalSign sign, Set<PatientId> records, Stretch stretch) {
        Set<ChartItem> items = permitted();
        items.removeIf(item -> !item.signs().contains(sign));
        Criteria criteria =
                new Criteria(records, items, stretch.from, stretch.to, Optional.empty());
        List<Double> values = new ArrayList<>();
        Optional<Cursor> after = Optional.empty();
        do {
            Found found = search.page(criteria, true, after, PAGE, FhirCallers.token());
            for (LedgerEntry line : found.entries()) {
                if (line.chart().facts() instanceof ChartFacts.Measured(var samples)) {
                    samples.summarise().values().stream()
                            .filter(value -> value.sign() == sign)
                            .forEach(value -> values.add(value.value()));
                }
            }
            after = found.next();
        } while (after.isPresent());
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** One digit more than the sign has: a mean is finer than what it is made of. */
    private static Quantity quantity(String statistic, double value, CatalogueEntry entry) {
        Quantity quantity = new Quantity().setSystem(CodeSystems.UCUM);
        int digits = Math.max(entry.resolution().scale(), 0) + 1;
        BigDecimal exact = BigDecimal.valueOf(value);
        if (SignStatistics.isCount(statistic)) {
            return quantity.setValue(exact.setScale(0, RoundingMode.HALF_UP)).setCode("1");
        }
        quantity.setValue(exact.setScale(digits, RoundingMode.HALF_UP).stripTrailingZeros());
        return SignStatistics.isInUnit(statistic)
                ? quantity.setUnit(entry.unitDisplay()).setCode(entry.unit())
                : new Quantity().setValue(quantity.getValue());
    }

    private static CodeableConcept code(List<ItemCoding.SystemCode> codings, String text) {
        CodeableConcept concept = new CodeableConcept().setText(text);
        codings.forEach(
                coding -> concept.addCoding().setSystem(coding.system()).setCode(coding.code()));
        return concept;
    }

    private static Set<ChartItem> permitted() {
        return FhirCallers.scopes()
                .categories(Interaction.SEARCH)
                .map(ObservationCodes::ofCategoryNames)
                .orElseGet(() -> EnumSet.allOf(ChartItem.class));
    }

    private Set<PatientId> records(
            Caller caller,
            @Nullable ReferenceAndListParam patients,
            @Nullable ReferenceAndListParam subjects) {
        List<ReferenceOrListParam> all = new ArrayList<>();
        all.addAll(patients == null ? List.of() : patients.getValuesAsQueryTokens());
        all.addAll(subjects == null ? List.of() : subjects.getValuesAsQueryTokens());
        if (all.isEmpty()) {
            throw new InvalidRequestException("patient or subject is needed");
        }
        Set<PatientId> records = new TreeSet<>(of(caller, all.getFirst()));
        all.forEach(any -> records.retainAll(of(caller, any)));
        return records;
    }

    private Set<PatientId> of(Caller caller, ReferenceOrListParam any) {
        return visible.of(
                caller,
                any.getValuesAsQueryTokens().stream().map(ReferenceParam::getIdPart).toList());
    }

    private static List<TokenOrListParam> tokens(@Nullable TokenAndListParam all) {
        return all == null ? List.of() : all.getValuesAsQueryTokens();
    }
}
