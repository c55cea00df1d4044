package org.vitalwire.ehr.delivery;

import static org.vitalwire.kit.hl7.Hl7.escaped;

import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.chart.ChartKey;
import org.vitalwire.ehr.ledger.LedgerEntry;
import org.vitalwire.ehr.mapping.CodeSystems;

/**
 * Writes an Observation as ORU^R01 of HL7 2.6, shaped as IHE's Device Enterprise Communication has
 * it (PCD-01): MDC codes where there are any, LOINC beside them, and the device in OBX-18. The same
 * line in the same revision gives the same message to the letter, as long as the census says the
 * same of the patient. Pure.
 */
final class OruMessage {

    private static final String PROFILE = "IHE_PCD_001^IHE PCD^1.3.6.1.4.1.19376.1.6.1.1.1^ISO";
    private static final String MONITORING = "182777000^monitoring of patient^SCT";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSSxx").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");

    /** HL7 table 0396. */
    private static final Map<String, String> SYSTEMS =
            Map.of(
                    CodeSystems.MDC, "MDC",
                    CodeSystems.LOINC, "LN",
                    CodeSystems.SNOMED, "SCT",
                    CodeSystems.UCUM, "UCUM");

    /** Units that PCD-01 knows by a code of IEEE 11073-10101; others go by UCUM alone. */
    private static final Map<String, String> MDC_UNITS =
            Map.of(
                    "%", "262688^MDC_DIM_PERCENT^MDC",
                    "mm[Hg]", "266016^MDC_DIM_MMHG^MDC",
                    "kg", "263875^MDC_DIM_KILO_G^MDC");

    private static final int CONTROL_ID_LENGTH = 20;

    private final OruSettings settings;

    OruMessage(OruSettings settings) {
        this.settings = settings;
    }

    /**
     * MSH-10, by which the receiver knows a message again: 20 letters and digits, as older
     * receivers keep no more, of the line and its revision.
     */
    static String controlId(LedgerEntry line) {
        String digest = ChartKey.digest("", "vitalwire-oru-1|" + line.id() + "|" + line.revision());
        String letters = new BigInteger(digest, 16).toString(Character.MAX_RADIX);
        return ("VW" + "0".repeat(Math.max(0, CONTROL_ID_LENGTH - letters.length())) + letters)
                .substring(0, CONTROL_ID_LENGTH);
    }

    /**
     * @param subject whose it is now
     * @param census what is known of them
     * @param wasThere whether the receiver has an earlier revision of it
     */
    String write(
            LedgerEntry line,
            Observation observation,
            PatientId subject,
            Optional<CensusEntry> census,
            boolean wasThere) {
        StringBuilder text = new StringBuilder(1_000);
        header(text, line);
        patient(text, subject, census);
        String time = time(line.chart().facts().time());
        segment(
                text,
                "OBR",
                "1",
                "",
                line.id() + "^" + escaped(settings.sendingApplication()),
                MONITORING,
                "",
                "",
                time);
        String status = status(observation, wasThere);
        List<Result> results = results(observation);
        for (int i = 0; i < results.size(); i++) {
            result(text, i + 1, results.get(i), status, time, line);
        }
        observation
                .getNote()
                .forEach(note -> segment(text, "NTE", "1", "L", escaped(note.getText())));
        return text.toString();
    }

    private void header(StringBuilder text, LedgerEntry line) {
        segment(
                text,
                "MSH",
                "^~\\&",
                escaped(settings.sendingApplication()),
                escaped(settings.sendingFacility()),
                escaped(settings.receivingApplication()),
                escaped(settings.receivingFacility()),
                time(line.chartedAt()),
                "",
                "ORU^R01^ORU_R01",
                controlId(line),
                // HL7 table 0103: what is simulated is for training.
                line.chart().synthetic() ? "T" : "P",
                "2.6",
                "",
                "",
                // No acknowledgement of receipt, but always one of the application.
                "NE",
                "AL",
                "",
                "UNICODE UTF-8",
                "",
                "",
                PROFILE);
    }

    private void patient(StringBuilder text, PatientId subject, Optional<CensusEntry> census) {
        String authority =
                settings.assigningAuthority().isEmpty()
                        ? settings.sendingApplication()
                        : settings.assigningAuthority();
        segment(
                text,
                "PID",
                "",
                "",
                escaped(subject.value()) + "^^^" + escaped(authority) + "^PI",
                "",
                // HL7 table 0200: a name as it is shown, or none that is known.
                census.flatMap(CensusEntry::displayName)
                        .map(name -> escaped(name) + "^^^^^^D")
                        .orElse("^^^^^^U"),
                "",
                census.flatMap(CensusEntry::birthDate).map(DAY::format).orElse(""));
        census.filter(entry -> entry.careUnit().isPresent() || entry.bed().isPresent())
                .ifPresent(entry ->
                        segment(
                                text,
                                "PV1",
                                "",
                                "I",
                                escaped(entry.careUnit().orElse(""))
                                        + "^^"
                                        + escaped(entry.bed().orElse(""))));
    }

    /** A value with its code: what an OBX says. */
    private record Result(CodeableConcept code, Optional<Type> value) {}

    private static List<Result> results(Observation observation) {
        List<Result> results = new ArrayList<>();
        if (observation.hasValue() || !observation.hasComponent()) {
            results.add(
                    new Result(observation.getCode(), Optional.ofNullable(observation.getValue())));
        }
        observation
                .getComponent()
                .forEach(component ->
                        results.add(
                                new Result(
                                        component.getCode(),
                                        Optional.ofNullable(component.getValue()))));
        return results;
    }

    /** HL7 table 0085: wrong, corrected or final. */
    private static String status(Observation observation, boolean wasThere) {
        if (observation.getStatus() == ObservationStatus.ENTEREDINERROR) {
            return "W";
        }
        return wasThere ? "C" : "F";
    }

    private void result(
            StringBuilder text,
            int number,
            Result result,
            String status,
            String time,
            LedgerEntry line) {
        String type = "";
        String value = "";
        String unit = "";
        if (result.value().isPresent()) {
            switch (result.value().get()) {
                case Quantity quantity -> {
                    type = "NM";
                    value = quantity.getValue().toPlainString();
                    unit = unit(quantity);
                }
                case CodeableConcept concept -> {
                    type = "CWE";
                    value = coded(concept);
                }
                case StringType string -> {
                    type = "ST";
                    value = escaped(string.getValue());
                }
                default -> {
                    type = "ST";
                    value = escaped(result.value().get().primitiveValue() + "");
                }
            }
        }
        segment(
                text,
                "OBX",
                Integer.toString(number),
                type,
                coded(result.code()),
                "1.0.0." + number,
                value,
                unit,
                "",
                "",
                "",
                "",
                // X: it could not be obtained.
                value.isEmpty() && !status.equals("W") ? "X" : status,
                "",
                "",
                time,
                "",
                "",
                "",
                line.chart()
                        .key()
                        .deviceId()
                        .map(device ->
                                escaped(device.value())
                                        + "^"
                                        + escaped(settings.sendingApplication()))
                        .orElse(""));
    }

    private static String unit(Quantity quantity) {
        String code = Optional.ofNullable(quantity.getCode()).orElse("");
        if (!CodeSystems.UCUM.equals(quantity.getSystem())) {
            return escaped(Optional.ofNullable(quantity.getUnit()).orElse(code));
        }
        String ucum = escaped(code) + "^" + escaped(code) + "^UCUM";
        return Optional.ofNullable(MDC_UNITS.get(code)).map(mdc -> mdc + "^" + ucum).orElse(ucum);
    }

    /** MDC first, and one other code beside it. */
    private static String coded(CodeableConcept concept) {
        List<Coding> codings =
                concept.getCoding().stream()
                        .sorted(
                                Comparator.comparing((Coding coding) ->
                                        !CodeSystems.MDC.equals(coding.getSystem())))
                        .toList();
        String text = concept.getText() == null ? "" : concept.getText();
        if (codings.isEmpty()) {
            return "^" + escaped(text);
        }
        String first = coded(codings.getFirst(), text);
        return codings.size() == 1 ? first : first + "^" + coded(codings.get(1), text);
    }

    private static String coded(Coding coding, String text) {
        String system = Optional.ofNullable(coding.getSystem()).orElse("");
        return escaped(Optional.ofNullable(coding.getCode()).orElse(""))
                + "^"
                + escaped(coding.hasDisplay() ? coding.getDisplay() : text)
                + "^"
                + escaped(SYSTEMS.getOrDefault(system, system));
    }

    private static String time(Instant time) {
        return TIME.format(time);
    }

    private static void segment(StringBuilder text, String name, String... fields) {
        text.append(name).append('|').append(String.join("|", fields)).append('\r');
    }
}
