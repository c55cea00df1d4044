package org.vitalwire.gateway.codec.medtech;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * MedTech's second file, the FHIR destination mapping, as far as it says what the values are: the
 * codes and units of {@code CodeValueFhir} templates. How observations are written is not taken
 * over.
 */
public final class FhirMapping {

    /** None was uploaded. */
    public static final FhirMapping NONE = new FhirMapping(Map.of());

    private static final String LOINC = "loinc.org";

    /** Spellings of MedTech's samples besides those that the catalogue accepts. */
    private static final Map<String, String> UNITS =
            Map.of(
                    "count/min", "/min",
                    "beats/min", "/min",
                    "beats/minute", "/min",
                    "breaths/min", "/min",
                    "breaths/minute", "/min",
                    "per minute", "/min",
                    "mmol/l", "mmol/L",
                    "mg/dl", "mg/dL");

    private final Map<String, Described> values;

    private FhirMapping(Map<String, Described> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * What it says of one value.
     *
     * @param unit empty where it says none
     */
    record Described(List<String> loinc, String unit) {
        Described {
            loinc = List.copyOf(loinc);
        }
    }

    public static FhirMapping read(byte[] json) throws InvalidContentException {
        JsonNode root;
        try {
            root = JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            throw new InvalidContentException(List.of(new Problem("$", "", "it is not JSON")));
        }
        Map<String, Described> values = new HashMap<>();
        JsonMembers members = new JsonMembers(root, "$");
        Optional<String> type = members.text("templateType");
        if (type.isEmpty()
                || !type.get().toLowerCase(Locale.ROOT).startsWith("collectionfhir")
                || !root.path("template").isArray()) {
            throw new InvalidContentException(
                    List.of(
                            new Problem(
                                    members.path("templateType"),
                                    type.orElse(""),
                                    "expected CollectionFhir and an array of templates")));
        }
        root.path("template").forEach(container -> template(container.path("template"), values));
        return new FhirMapping(values);
    }

    Optional<Described> find(String typeName, String valueName) {
        return Optional.ofNullable(values.get(VitalwireMember.Member.key(typeName, valueName)));
    }

    private static void template(JsonNode template, Map<String, Described> values) {
        JsonMembers members = new JsonMembers(template, "");
        Optional<String> typeName = members.text("typeName");
        if (typeName.isEmpty()) {
            return;
        }
        describe(typeName.get(), template, values);
        template.path("components").forEach(part -> describe(typeName.get(), part, values));
    }

    private static void describe(String typeName, JsonNode part, Map<String, Described> values) {
        JsonNode value = part.path("value");
        String valueName = value.path("valueName").asString("");
        if (valueName.isEmpty()) {
            return;
        }
        List<String> loinc = new ArrayList<>();
        part.path("codes")
                .forEach(code -> {
                    if (code.path("system").asString("").contains(LOINC)) {
                        loinc.add(code.path("code").asString(""));
                    }
                });
        String unit = value.path("code").asString("");
        if (unit.isBlank()) {
            unit = value.path("unit").asString("");
        }
        values.put(
                VitalwireMember.Member.key(typeName, valueName),
                new Described(loinc, UNITS.getOrDefault(unit.toLowerCase(Locale.ROOT), unit)));
    }
}
