package org.vitalwire.ehr.mapping;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vitalwire.contracts.vitals.CatalogueEntry;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ehr.chart.ChartItem;

/**
 * How a chart item is coded in FHIR.
 *
 * @param codings LOINC first, MDC beside it; each {@code system, code}
 * @param profile the R4 profile that it claims; empty where it claims none
 */
public record ItemCoding(
        List<SystemCode> codings, String text, String category, Optional<String> profile) {

    public static final String VITAL_SIGNS = "vital-signs";
    public static final String SURVEY = "survey";

    /** A code with the system that it is of. */
    public record SystemCode(String system, String code) {}

    private static final String HL7 = "http://hl7.org/fhir/StructureDefinition/";
    private static final Map<ChartItem, ItemCoding> CODINGS = byItem();

    public ItemCoding {
        codings = List.copyOf(codings);
    }

    public static ItemCoding of(ChartItem item) {
        ItemCoding coding = CODINGS.get(item);
        if (coding == null) {
            throw new IllegalStateException("no coding of " + item.code());
        }
        return coding;
    }

    private static Map<ChartItem, ItemCoding> byItem() {
        Map<ChartItem, ItemCoding> codings = new EnumMap<>(ChartItem.class);
        for (ChartItem item : ChartItem.values()) {
            codings.put(item, coding(item));
        }
        return codings;
    }

    private static ItemCoding coding(ChartItem item) {
        return switch (item) {
            case HEART_RATE, PULSE_RATE -> vital(item, "heartrate");
            case RESPIRATORY_RATE -> vital(item, "resprate");
            case SPO2 -> vital(item, "oxygensat");
            case BLOOD_PRESSURE -> bloodPressure("Blood pressure panel, cuff", "150020");
            case INVASIVE_BLOOD_PRESSURE ->
                    bloodPressure("Blood pressure panel, invasive", "150036");
            case TEMPERATURE,
                    TEMPERATURE_CORE,
                    TEMPERATURE_TYMPANIC,
                    TEMPERATURE_AXILLARY,
                    TEMPERATURE_ORAL,
                    TEMPERATURE_RECTAL ->
                    vital(item, "bodytemp");
            case WEIGHT -> vital(item, "bodyweight");
            // No profile of their own; the general one allows other codes than its thirteen.
            case PERFUSION_INDEX, ETCO2, GCS, GLUCOSE -> vital(item, "vitalsigns");
            // Settings of a therapy beside the vital signs, and a letter: no profile claimed.
            case FIO2, OXYGEN_FLOW ->
                    new ItemCoding(
                            ofSign(sign(item)), display(item), VITAL_SIGNS, Optional.empty());
            case CONSCIOUSNESS -> consciousness(item);
            case NEWS2 ->
                    new ItemCoding(
                            List.of(new SystemCode(CodeSystems.SNOMED, "1104051000000101")),
                            "NEWS2 total score",
                            SURVEY,
                            Optional.empty());
        };
    }

    private static ItemCoding vital(ChartItem item, String profile) {
        return new ItemCoding(
                ofSign(sign(item)), display(item), VITAL_SIGNS, Optional.of(HL7 + profile));
    }

    private static ItemCoding bloodPressure(String text, String mdc) {
        return new ItemCoding(
                List.of(
                        new SystemCode(CodeSystems.LOINC, "85354-9"),
                        new SystemCode(CodeSystems.MDC, mdc)),
                text,
                VITAL_SIGNS,
                Optional.of(HL7 + "bp"));
    }

    private static ItemCoding consciousness(ChartItem item) {
        List<SystemCode> codings = new ArrayList<>(ofSign(sign(item)));
        codings.add(new SystemCode(CodeSystems.SNOMED, "1104441000000107"));
        return new ItemCoding(codings, display(item), VITAL_SIGNS, Optional.empty());
    }

    /** The codes of one sign, as the catalogue has them. */
    public static List<SystemCode> ofSign(VitalSign sign) {
        CatalogueEntry entry = sign.entry();
        List<SystemCode> codings = new ArrayList<>();
        entry.loinc().forEach(code -> codings.add(new SystemCode(CodeSystems.LOINC, code)));
        entry.mdc()
                .forEach(code ->
                        codings.add(new SystemCode(CodeSystems.MDC, Integer.toString(code))));
        return codings;
    }

    private static VitalSign sign(ChartItem item) {
        return item.signs().getFirst();
    }

    private static String display(ChartItem item) {
        return sign(item).entry().display();
    }
}
