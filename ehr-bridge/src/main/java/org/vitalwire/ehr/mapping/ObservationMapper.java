package org.vitalwire.ehr.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.CatalogueEntry;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ehr.chart.ChartEntry;
import org.vitalwire.ehr.chart.ChartFacts;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.chart.MeasuredValue;
import org.vitalwire.ehr.chart.Measurement;
import org.vitalwire.ehr.ledger.LedgerEntry;

/**
 * Chart lines to R4 Observations. The same line always gives the same resource, so that sending it
 * again changes nothing at the other end.
 */
public final class ObservationMapper {

    private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

    private ObservationMapper() {}

    public static Observation toObservation(LedgerEntry entry) {
        ChartEntry chart = entry.chart();
        ItemCoding coding = ItemCoding.of(chart.key().item());
        Observation observation = new Observation();
        observation.setId(entry.id());
        observation.setMeta(meta(chart, coding));
        observation.addIdentifier().setSystem(CodeSystems.OBSERVATION_ID).setValue(entry.id());
        observation.setStatus(
                entry.enteredInError()
                        ? ObservationStatus.ENTEREDINERROR
                        : ObservationStatus.FINAL);
        observation.addCategory(category(coding.category()));
        observation.setCode(concept(coding.codings(), coding.text()));
        observation.setSubject(patient(chart.key().patientId()));
        observation.setIssuedElement(issued(entry.chartedAt()));
        chart.key()
                .deviceId()
                .ifPresent(device ->
                        observation.setDevice(new Reference("Device/" + FhirIds.of(device))));
        switch (chart.facts()) {
            case ChartFacts.Measured(var samples) ->
                    measurement(observation, chart.key().item(), samples.summarise());
            case ChartFacts.Scored(var score) -> {
                NewsScoreMapper.score(observation, score);
                entry.derivedFrom()
                        .ifPresent(ids ->
                                ids.forEach(id ->
                                        observation.addDerivedFrom(
                                                new Reference("Observation/" + id))));
            }
        }
        return observation;
    }

    static CodeableConcept category(String code) {
        return new CodeableConcept(new Coding().setSystem(CodeSystems.CATEGORY).setCode(code));
    }

    private static Meta meta(ChartEntry chart, ItemCoding coding) {
        Meta meta = labels(chart.synthetic(), chart.retrospective());
        coding.profile().ifPresent(meta::addProfile);
        return meta;
    }

    static Meta labels(boolean synthetic, boolean retrospective) {
        Meta meta = new Meta();
        if (synthetic) {
            addTestDataLabel(meta);
        }
        if (retrospective) {
            meta.addTag(CodeSystems.CHARTING, "retrospective", "Came too late to act upon");
        }
        return meta;
    }

    static void addTestDataLabel(Meta meta) {
        meta.addSecurity(new Coding(CodeSystems.ACT_REASON, "HTEST", "test health data"));
    }

    private static void measurement(
            Observation observation, ChartItem item, Measurement measurement) {
        // Never a Period, though the profile allows it: its rule vs-1, as HAPI evaluates it,
        // refuses every Period.
        observation.setEffective(dateTime(measurement.time()));
        if (item.isPanel()) {
            panel(observation, item, measurement);
        } else {
            MeasuredValue value = measurement.values().getFirst();
            observation.setValue(
                    item == ChartItem.CONSCIOUSNESS
                            ? Consciousness.concept(value.value())
                            : quantity(value.sign(), value.value()));
        }
        addMethod(observation, item);
        if (measurement.isAggregate()) {
            int samples =
                    measurement.values().stream()
                            .mapToInt(MeasuredValue::samples)
                            .max()
                            .orElseThrow();
            observation
                    .addNote()
                    .setText(
                            "Median of "
                                    + samples
                                    + " values in the "
                                    + (measurement.minutes() == 1
                                            ? "minute"
                                            : measurement.minutes() + " minutes")
                                    + " from this time");
        }
    }

    /** What tells an arterial line from a cuff, as LOINC's code does not. */
    static void addMethod(Observation observation, ChartItem item) {
        if (item == ChartItem.INVASIVE_BLOOD_PRESSURE) {
            observation.setMethod(
                    new CodeableConcept(
                            new Coding(
                                    CodeSystems.SNOMED,
                                    "77938009",
                                    "Arterial pressure monitoring, invasive method")));
        }
    }

    /** Whether the panel names the pressure even when it is not known. */
    static boolean isRequired(ChartItem item, VitalSign sign) {
        return item.signs().indexOf(sign) < 2;
    }

    /**
     * The bp profile wants both pressures named: of a missing one it is said that it is unknown.
     */
    private static void panel(Observation observation, ChartItem item, Measurement measurement) {
        for (VitalSign sign : item.signs()) {
            Optional<MeasuredValue> value =
                    measurement.values().stream().filter(v -> v.sign() == sign).findFirst();
            if (value.isEmpty() && !isRequired(item, sign)) {
                continue;
            }
            var component = observation.addComponent();
            component.setCode(concept(ItemCoding.ofSign(sign), sign.entry().display()));
            if (value.isPresent()) {
                component.setValue(quantity(sign, value.get().value()));
            } else {
                component.setDataAbsentReason(unknown());
            }
        }
    }

    static CodeableConcept unknown() {
        return new CodeableConcept(
                new Coding(CodeSystems.DATA_ABSENT_REASON, "unknown", "Unknown"));
    }

    public static DateTimeType dateTime(Instant time) {
        DateTimeType dateTime = new DateTimeType(Date.from(time));
        dateTime.setTimeZone(UTC);
        dateTime.setPrecision(ca.uhn.fhir.model.api.TemporalPrecisionEnum.MILLI);
        return dateTime;
    }

    static InstantType issued(Instant time) {
        InstantType issued = new InstantType(Date.from(time));
        issued.setTimeZone(UTC);
        return issued;
    }

    /**
     * @param value canonical unit
     */
    static Quantity quantity(VitalSign sign, double value) {
        CatalogueEntry entry = sign.entry();
        return new Quantity()
                .setValue(
                        BigDecimal.valueOf(value)
                                .setScale(
                                        Math.max(entry.resolution().scale(), 0),
                                        RoundingMode.HALF_UP))
                .setUnit(entry.unitDisplay())
                .setSystem(CodeSystems.UCUM)
                .setCode(entry.unit());
    }

    static CodeableConcept concept(List<ItemCoding.SystemCode> codings, String text) {
        CodeableConcept concept = new CodeableConcept().setText(text);
        codings.forEach(
                coding -> concept.addCoding().setSystem(coding.system()).setCode(coding.code()));
        return concept;
    }

    static Reference patient(PatientId patientId) {
        return new Reference("Patient/" + FhirIds.of(patientId));
    }
}
