package org.vitalwire.gateway.codec.openmhealth;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vitalwire.contracts.vitals.VitalSign;
import tools.jackson.databind.JsonNode;

/** The measures that are read, over all versions of their schemas. */
enum BodySchema {
    HEART_RATE("heart-rate", 2, 9, measure("heart_rate", Units.BEATS, VitalSign.HEART_RATE)),
    BLOOD_PRESSURE(
            "blood-pressure",
            3,
            4,
            measure("systolic_blood_pressure", Units.PRESSURE, VitalSign.SYSTOLIC_PRESSURE),
            measure("diastolic_blood_pressure", Units.PRESSURE, VitalSign.DIASTOLIC_PRESSURE)),
    BODY_TEMPERATURE(
            "body-temperature",
            3,
            4,
            measure("body_temperature", Units.TEMPERATURE, VitalSign.TEMPERATURE)),
    OXYGEN_SATURATION(
            "oxygen-saturation", 2, 9, measure("oxygen_saturation", Units.PERCENT, VitalSign.SPO2)),
    RESPIRATORY_RATE(
            "respiratory-rate",
            2,
            9,
            measure("respiratory_rate", Units.BREATHS, VitalSign.RESPIRATORY_RATE)),
    BLOOD_GLUCOSE(
            "blood-glucose", 3, 4, measure("blood_glucose", Units.GLUCOSE, VitalSign.GLUCOSE)),
    BODY_WEIGHT("body-weight", 2, 3, measure("body_weight", Units.MASS, VitalSign.WEIGHT)),
    RR_INTERVAL("rr-interval", 9, 9, new Measure("rr_interval", Units.DURATION, Optional.empty())),
    STEP_COUNT("step-count", 2, 9, new Measure("step_count", Units.STEPS, Optional.empty()));

    /** Units as Open mHealth spells them, to those of the catalogue. */
    private static final class Units {
        static final Map<String, String> BEATS = Map.of("beats/min", "/min");
        static final Map<String, String> BREATHS = Map.of("breaths/min", "/min");
        static final Map<String, String> PRESSURE = Map.of("mmHg", "mm[Hg]");
        static final Map<String, String> TEMPERATURE = Map.of("C", "Cel", "F", "[degF]", "K", "K");
        static final Map<String, String> PERCENT = Map.of("%", "%");
        static final Map<String, String> GLUCOSE = Map.of("mg/dL", "mg/dL", "mmol/L", "mmol/L");
        static final Map<String, String> MASS = Map.of("kg", "kg", "g", "g", "lb", "lb");
        static final Map<String, String> STEPS = Map.of("steps", "");
        static final Map<String, String> DURATION = Map.of("ms", "", "sec", "", "us", "", "ns", "");

        private Units() {}
    }

    /**
     * A member that the schema requires.
     *
     * @param units that the schema lets it have
     * @param sign that it becomes, if the catalogue has one
     */
    record Measure(String member, Map<String, String> units, Optional<VitalSign> sign) {}

    private final String schemaName;
    private final int timeRequiredSince;
    private final int ieeeTimeSince;

    // An immutable list.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Measure> measures;

    /**
     * @param timeRequiredSince major version from which a body must have an effective time frame
     * @param ieeeTimeSince major version from which times are those of IEEE 1752.1, without parts
     *     of a day
     */
    BodySchema(String schemaName, int timeRequiredSince, int ieeeTimeSince, Measure... measures) {
        this.schemaName = schemaName;
        this.timeRequiredSince = timeRequiredSince;
        this.ieeeTimeSince = ieeeTimeSince;
        this.measures = List.of(measures);
    }

    String schemaName() {
        return schemaName;
    }

    List<Measure> measures() {
        return measures;
    }

    boolean requiresTime(int majorVersion) {
        return majorVersion >= timeRequiredSince;
    }

    boolean hasPartsOfDay(int majorVersion) {
        return majorVersion < ieeeTimeSince;
    }

    static Optional<BodySchema> ofName(String name) {
        return Arrays.stream(values()).filter(s -> s.schemaName.equals(name)).findFirst();
    }

    /** By what a body has, where nothing else says what it is. */
    static Optional<BodySchema> ofMembers(JsonNode body) {
        return Arrays.stream(values())
                .filter(schema ->
                        schema.measures.stream().anyMatch(measure -> body.has(measure.member())))
                .findFirst();
    }

    private static Measure measure(String member, Map<String, String> units, VitalSign sign) {
        return new Measure(member, units, Optional.of(sign));
    }
}
