package org.vitalwire.gateway.codec.openmhealth;

import static org.vitalwire.gateway.codec.openmhealth.RefusedDocumentException.violation;

import java.util.Map;
import java.util.Set;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.gateway.codec.ReadingDraft;
import tools.jackson.databind.JsonNode;

/** Bodies to values of signs. */
final class DocumentMapping {

    private static final Set<String> ACTIVITY =
            Set.of("at rest", "active", "before exercise", "after exercise", "during exercise");
    private static final Set<String> SLEEP = Set.of("before sleeping", "during sleep", "on waking");
    private static final Map<String, String> OXYGEN_FLOW = Map.of("L/min", "L/min", "LPM", "L/min");

    /** What a pulse oximeter measures. Venous blood has another saturation. */
    private static final Set<String> PERIPHERAL =
            Set.of("peripheral", "peripheral capillary", "capillary");

    private DocumentMapping() {}

    /**
     * Checks the body and takes its values.
     *
     * @throws RefusedDocumentException if it is not as its schema wants it, or no single
     *     measurement
     */
    static void map(Document document, ReadingDraft draft) throws RefusedDocumentException {
        JsonNode body = document.body();
        oneOf(body, "temporal_relationship_to_physical_activity", ACTIVITY);
        oneOf(body, "temporal_relationship_to_sleep", SLEEP);
        JsonNode statistic = body.get("descriptive_statistic");
        if (statistic != null && !statistic.isString()) {
            throw violation("descriptive_statistic is not text");
        }
        if (statistic != null) {
            throw new RefusedDocumentException(
                    FailureCode.NO_MEASUREMENT,
                    "descriptive_statistic: a statistic of many measurements is not one");
        }
        for (BodySchema.Measure measure : document.schema().measures()) {
            Map.Entry<Double, String> value = document.value(measure);
            if (measure.sign().isEmpty() || !isOurs(document)) {
                throw new RefusedDocumentException(
                        FailureCode.UNKNOWN_SIGN,
                        document.schema().schemaName() + " of this kind is no sign of ours");
            }
            VitalSign sign = sign(measure.sign().get(), body);
            draft.quantity(sign, value.getKey(), value.getValue(), flags(sign, body));
        }
        JsonNode oxygen = body.get("supplemental_oxygen_flow_rate");
        if (oxygen != null) {
            Map.Entry<Double, String> flow =
                    Document.unitValue(oxygen, "supplemental_oxygen_flow_rate", OXYGEN_FLOW);
            draft.quantity(VitalSign.OXYGEN_FLOW, flow.getKey(), flow.getValue(), 0);
        }
    }

    private static boolean isOurs(Document document) {
        String system = text(document.body(), "system");
        return document.schema() != BodySchema.OXYGEN_SATURATION
                || system.isEmpty()
                || PERIPHERAL.contains(system);
    }

    private static VitalSign sign(VitalSign general, JsonNode body) {
        if (general != VitalSign.TEMPERATURE) {
            return general;
        }
        return switch (text(body, "measurement_location")) {
            case "axillary" -> VitalSign.TEMPERATURE_AXILLARY;
            case "oral" -> VitalSign.TEMPERATURE_ORAL;
            case "rectal" -> VitalSign.TEMPERATURE_RECTAL;
            case "tympanic" -> VitalSign.TEMPERATURE_TYMPANIC;
            default -> general;
        };
    }

    /** Skin far from the trunk is not the body's temperature: shown, but not scored. */
    private static int flags(VitalSign sign, JsonNode body) {
        return sign == VitalSign.TEMPERATURE
                        && Set.of("finger", "toe", "wrist")
                                .contains(text(body, "measurement_location"))
                ? ValueFlag.QUESTIONABLE.bit()
                : 0;
    }

    private static void oneOf(JsonNode body, String field, Set<String> allowed)
            throws RefusedDocumentException {
        if (body.has(field) && !allowed.contains(text(body, field))) {
            throw violation(field + " is none of the schema's");
        }
    }

    private static String text(JsonNode body, String field) {
        JsonNode node = body.get(field);
        return node != null && node.isString() ? node.asString() : "";
    }
}
