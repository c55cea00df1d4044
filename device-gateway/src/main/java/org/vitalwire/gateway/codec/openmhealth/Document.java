package org.vitalwire.gateway.codec.openmhealth;

import static org.vitalwire.gateway.codec.openmhealth.RefusedDocumentException.violation;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.failure.FailureCode;
import tools.jackson.databind.JsonNode;

/**
 * A body with what is known of it.
 *
 * @param version major version of its schema
 * @param createdMicros when its header says it was created, microseconds since 1970, or {@link
 *     #NOT_CREATED}
 */
record Document(BodySchema schema, int version, JsonNode body, long createdMicros) {

    static final long NOT_CREATED = Long.MIN_VALUE;

    /** A bare body that does not say its version has to keep to the newest. */
    private static final int NEWEST = 8;

    /**
     * @param form {@code omh.heart-rate.2.0} as the topic says, or empty
     */
    static Document of(JsonNode node, String form) throws RefusedDocumentException {
        if (!node.isObject()) {
            throw violation("not a JSON object");
        }
        String[] named = form.split("\\.", 3);
        String name = named.length > 1 ? named[1] : "";
        int version = named.length > 2 ? major(named[2]) : NEWEST;
        switch (name) {
            case "time-frame" -> {
                TimeFrame.read(node, named[0].equals("omh"));
                throw noMeasurement();
            }
            case "time-interval" -> {
                TimeFrame.interval(node, named[0].equals("omh"));
                throw noMeasurement();
            }
            case "header" -> {
                header(node);
                throw noMeasurement();
            }
            default -> {}
        }
        if (name.equals("data-point") || node.has("header")) {
            return dataPoint(node);
        }
        Optional<BodySchema> schema =
                name.isEmpty() ? BodySchema.ofMembers(node) : BodySchema.ofName(name);
        if (schema.isEmpty()) {
            throw name.isEmpty()
                    ? violation("neither a data point nor a body of a measure that we read")
                    : unknown();
        }
        return new Document(schema.get(), version, node, NOT_CREATED);
    }

    private static Document dataPoint(JsonNode node) throws RefusedDocumentException {
        JsonNode body = node.get("body");
        if (body == null || !body.isObject()) {
            throw violation("there is no body");
        }
        JsonNode header = node.get("header");
        if (header == null || !header.isObject()) {
            throw violation("there is no header");
        }
        long created = header(header);
        JsonNode id = header.get("schema_id");
        BodySchema schema =
                BodySchema.ofName(id.get("name").asString())
                        .filter(s -> id.get("namespace").asString().equals("omh"))
                        .orElseThrow(Document::unknown);
        return new Document(schema, major(id.get("version").asString()), body, created);
    }

    /** The latest moment at which the body can have been measured. */
    private static long header(JsonNode header) throws RefusedDocumentException {
        text(header, "id", "header.id");
        long created =
                TimeFrame.instant(header.get("creation_date_time"), "header.creation_date_time");
        JsonNode schema = header.get("schema_id");
        if (schema == null || !schema.isObject()) {
            throw violation("header.schema_id is missing");
        }
        for (String field : new String[] {"namespace", "name", "version"}) {
            text(schema, field, "header.schema_id." + field);
        }
        JsonNode provenance = header.get("acquisition_provenance");
        if (provenance != null) {
            text(provenance, "source_name", "header.acquisition_provenance.source_name");
            if (provenance.has("source_creation_date_time")) {
                created =
                        TimeFrame.instant(
                                provenance.get("source_creation_date_time"),
                                "header.acquisition_provenance.source_creation_date_time");
            }
        }
        return created;
    }

    private static void text(@Nullable JsonNode node, String field, String where)
            throws RefusedDocumentException {
        JsonNode text = node == null ? null : node.get(field);
        if (text == null || !text.isString() || text.asString().isEmpty()) {
            throw violation(where + " is missing");
        }
    }

    private static int major(String version) throws RefusedDocumentException {
        if (version.isEmpty() || version.charAt(0) < '1' || version.charAt(0) > '8') {
            throw violation("the schema's version is none");
        }
        return version.charAt(0) - '0';
    }

    private static RefusedDocumentException noMeasurement() {
        return new RefusedDocumentException(
                FailureCode.NO_MEASUREMENT, "a proper document, but no measurement");
    }

    private static RefusedDocumentException unknown() {
        return new RefusedDocumentException(
                FailureCode.UNKNOWN_SIGN, "its schema is none that is read");
    }

    /** What the schema requires has to be there, in units that it allows. */
    void checkMeasures() throws RefusedDocumentException {
        for (BodySchema.Measure measure : schema.measures()) {
            value(measure);
        }
    }

    /** The body's own time frame, or nothing for an older version that needs none. */
    Optional<TimeFrame> timeFrame() throws RefusedDocumentException {
        JsonNode frame = body.get("effective_time_frame");
        if (frame != null) {
            return Optional.of(TimeFrame.read(frame, schema.hasPartsOfDay(version)));
        }
        if (schema.requiresTime(version)) {
            throw new RefusedDocumentException(
                    FailureCode.MISSING_TIME, "effective_time_frame is missing");
        }
        return Optional.empty();
    }

    /** A measure's value and its unit in our spelling. */
    Map.Entry<Double, String> value(BodySchema.Measure measure) throws RefusedDocumentException {
        JsonNode value = body.get(measure.member());
        if (value == null) {
            throw violation(measure.member() + " is missing");
        }
        // Step counts were bare numbers once.
        if (schema == BodySchema.STEP_COUNT && version < 3 && value.isNumber()) {
            return Map.entry(value.doubleValue(), "");
        }
        return unitValue(value, measure.member(), measure.units());
    }

    static Map.Entry<Double, String> unitValue(
            JsonNode node, String member, Map<String, String> units)
            throws RefusedDocumentException {
        JsonNode number = node.get("value");
        JsonNode unit = node.get("unit");
        if (number == null || !number.isNumber()) {
            throw violation(member + ".value is not a number");
        }
        if (unit == null || !unit.isString()) {
            throw violation(member + ".unit is missing");
        }
        String ucum = units.get(unit.asString());
        if (ucum == null) {
            throw new RefusedDocumentException(
                    FailureCode.UNKNOWN_UNIT,
                    member + ".unit is none of " + String.join(", ", units.keySet()));
        }
        return Map.entry(number.doubleValue(), ucum);
    }
}
