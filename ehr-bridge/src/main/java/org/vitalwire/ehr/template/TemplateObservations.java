package org.vitalwire.ehr.template;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.SampledData;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.vitalwire.ehr.mapping.CodeSystems;

/** Templates and values to Observations. */
final class TemplateObservations {

    private static final String NOTHING_MEASURED = "E";
    private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

    private TemplateObservations() {}

    /** Empty where the period has none of the template's values. */
    static Optional<Observation> of(CodeValueTemplate template, MeasuredPeriod period) {
        Observation observation = new Observation();
        observation.setStatus(ObservationStatus.FINAL);
        observation.setEffective(
                period.start().equals(period.end())
                        ? dateTime(period.start())
                        : new Period()
                                .setStartElement(dateTime(period.start()))
                                .setEndElement(dateTime(period.end())));
        return fill(
                observation,
                template,
                period.start(),
                period.end(),
                part -> period.values().getOrDefault(part.valueName(), List.of()));
    }

    /**
     * Sets code, value and components, and the category where the template has one.
     *
     * @param end inclusive; how far a grid of sampled data goes
     * @param values of each part of the template
     */
    static Optional<Observation> fill(
            Observation observation,
            CodeValueTemplate template,
            Instant start,
            Instant end,
            Function<ValueTemplate, List<TimedValue>> values) {
        observation.setCode(concept(template.typeName(), template.codes()));
        if (!template.category().isEmpty()) {
            observation.setCategory(
                    template.category().stream()
                            .map(category -> concept(category.text(), category.codes()))
                            .collect(Collectors.toCollection(ArrayList::new)));
        }
        boolean any = false;
        if (template.value().isPresent()) {
            ValueTemplate part = template.value().get();
            List<TimedValue> measured = values.apply(part);
            if (!measured.isEmpty()) {
                any = true;
                value(part, start, end, measured)
                        .ifPresentOrElse(
                                observation::setValue,
                                () -> observation.setDataAbsentReason(unusable()));
            }
        }
        for (CodeValueTemplate.Component part : template.components()) {
            List<TimedValue> measured = values.apply(part.value());
            if (!measured.isEmpty()) {
                any = true;
                var component =
                        observation
                                .addComponent()
                                .setCode(concept(part.value().valueName(), part.codes()));
                value(part.value(), start, end, measured)
                        .ifPresentOrElse(
                                component::setValue,
                                () -> component.setDataAbsentReason(unusable()));
            }
        }
        return any ? Optional.of(observation) : Optional.empty();
    }

    /** Empty where a number is wanted and there is none. */
    private static Optional<Type> value(
            ValueTemplate part, Instant start, Instant end, List<TimedValue> measured) {
        TimedValue earliest =
                measured.stream().min(Comparator.comparing(TimedValue::time)).orElseThrow();
        return switch (part) {
            case ValueTemplate.AsQuantity quantity ->
                    number(earliest.value())
                            .map(number ->
                                    new Quantity()
                                            .setValue(number)
                                            .setUnit(quantity.unit())
                                            .setSystem(quantity.system())
                                            .setCode(quantity.code()));
            case ValueTemplate.AsSampledData data ->
                    Optional.of(
                            new SampledData()
                                    .setOrigin(origin(data))
                                    .setPeriod(data.periodMillis())
                                    .setDimensions(1)
                                    .setData(grid(data.periodMillis(), start, end, measured)));
            case ValueTemplate.AsText text -> Optional.of(new StringType(earliest.value()));
            case ValueTemplate.AsConcept(String path, String name, TemplateConcept concept) ->
                    Optional.of(concept(concept.text(), concept.codes()));
        };
    }

    private static Quantity origin(ValueTemplate.AsSampledData data) {
        return new Quantity()
                .setValue(0)
                .setUnit(data.unit())
                .setSystem(data.code().isEmpty() ? "" : CodeSystems.UCUM)
                .setCode(data.code());
    }

    /** Of several values for one place of the grid the latest. */
    private static String grid(
            long periodMillis, Instant start, Instant end, List<TimedValue> measured) {
        long places = Duration.between(start, end).toMillis() / periodMillis + 1;
        if (places > TemplatePartReader.LONGEST_GRID) {
            throw new IllegalArgumentException("a grid of more than 86,400 values");
        }
        String[] grid = new String[(int) places];
        Arrays.fill(grid, NOTHING_MEASURED);
        measured.stream()
                .sorted(Comparator.comparing(TimedValue::time))
                .forEach(value -> {
                    long place = Duration.between(start, value.time()).toMillis() / periodMillis;
                    if (place >= 0 && place < grid.length) {
                        grid[(int) place] =
                                number(value.value())
                                        .map(BigDecimal::toPlainString)
                                        .orElse(NOTHING_MEASURED);
                    }
                });
        return String.join(" ", grid);
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static CodeableConcept concept(String text, List<TemplateCode> codes) {
        CodeableConcept concept = new CodeableConcept().setText(text);
        codes.forEach(code ->
                concept.addCoding()
                        .setSystem(code.system())
                        .setCode(code.code())
                        .setDisplay(code.display()));
        return concept;
    }

    private static CodeableConcept unusable() {
        return new CodeableConcept(
                new Coding(
                        "http://terminology.hl7.org/CodeSystem/data-absent-reason",
                        "error",
                        "Error"));
    }

    private static DateTimeType dateTime(Instant time) {
        DateTimeType dateTime = new DateTimeType(Date.from(time));
        dateTime.setTimeZone(UTC);
        dateTime.setPrecision(ca.uhn.fhir.model.api.TemporalPrecisionEnum.MILLI);
        return dateTime;
    }
}
