package org.vitalwire.ehr.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vitalwire.contracts.vitals.VitalSign;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the JSON of a FHIR mapping and gathers every fault of it. What MedTech takes and then
 * silently writes nothing for is a fault here. Used once.
 */
final class FhirTemplateReader {

    private static final int LARGEST = 512 * 1024;
    private static final int MOST_TEMPLATES = 200;
    private static final int DEEPEST = 8;

    private final List<TemplateProblem> invalid = new ArrayList<>();
    private final List<TemplateProblem> notUsed = new ArrayList<>();
    private final List<CodeValueTemplate> templates = new ArrayList<>();
    private final Set<String> typeNames = new HashSet<>();
    private final TemplatePartReader parts = new TemplatePartReader(invalid, notUsed);
    private int seen;

    FhirTemplates read(byte[] json) throws InvalidTemplateException {
        Map<String, Optional<VitalSign>> signs = new LinkedHashMap<>();
        if (json.length > LARGEST) {
            fault("$", "", "a mapping is at most 512 KiB");
        } else {
            try {
                JsonNode root = JsonMapper.shared().readTree(json);
                if (root.isArray()) {
                    // The mapping generator writes several templates as a bare array.
                    collection(root, "$", 0);
                } else {
                    container(root, "$", 0);
                    signs.putAll(signs(root));
                }
            } catch (JacksonException e) {
                fault("$", "", "it is not JSON");
            }
        }
        if (!invalid.isEmpty()) {
            throw new InvalidTemplateException(invalid);
        }
        return new FhirTemplates(templates, signs, notUsed);
    }

    /** {@code {"templateType": ..., "template": ...}}. */
    private void container(JsonNode node, String path, int depth) {
        if (!node.isObject()) {
            fault(path, "", "a template is an object with templateType and template");
            return;
        }
        Members members = new Members(node, path);
        Optional<String> type = members.takeText("templateType");
        Optional<JsonNode> body = members.take("template");
        if (depth == 0) {
            members.take("vitalwire");
        }
        notUsed.addAll(members.unknown());
        if (type.isEmpty()) {
            fault(members.path("templateType"), "", "required, and missing");
            return;
        }
        String typePath = members.path("templateType");
        String bodyPath = members.path("template");
        switch (Members.plain(type.get())) {
            case "collectionfhir" -> {
                if (body.isPresent() && body.get().isArray()) {
                    collection(body.get(), bodyPath, depth);
                } else {
                    fault(bodyPath, "", "a CollectionFhir has an array here");
                }
            }
            case "codevaluefhir" -> {
                if (body.isPresent() && body.get().isObject()) {
                    template(body.get(), bodyPath);
                } else {
                    fault(bodyPath, "", "a CodeValueFhir has an object here");
                }
            }
            case "collectioncontent",
                    "jsonpathcontent",
                    "iotjsonpathcontent",
                    "iotcentraljsonpathcontent",
                    "calculatedcontent" ->
                    fault(
                            typePath,
                            type.get(),
                            "this is of a device mapping, which the gateway takes:"
                                    + " PUT /api/v1/device-mappings/{id}");
            default ->
                    fault(
                            typePath,
                            type.get(),
                            "no type that we know: CollectionFhir, CodeValueFhir");
        }
    }

    private void collection(JsonNode array, String path, int depth) {
        if (depth >= DEEPEST) {
            fault(path, "", "collections are nested more than %d deep".formatted(DEEPEST));
            return;
        }
        for (int i = 0; i < array.size() && seen <= MOST_TEMPLATES; i++) {
            container(array.get(i), "%s[%d]".formatted(path, i), depth + 1);
        }
    }

    private void template(JsonNode node, String path) {
        if (++seen > MOST_TEMPLATES) {
            fault(path, "", "more than %d templates".formatted(MOST_TEMPLATES));
            return;
        }
        int faultsBefore = invalid.size();
        Members members = new Members(node, path);
        Optional<String> typeName = members.takeText("typeName");
        if (typeName.isEmpty()) {
            fault(members.path("typeName"), "", "required, and missing");
        } else if (!typeNames.add(FhirTemplates.key(typeName.get()))) {
            fault(members.path("typeName"), typeName.get(), "an earlier template has this type");
        }
        PeriodInterval interval = interval(members);
        List<TemplateCode> codes = parts.codes(members, "codes", true);
        List<TemplateConcept> category = parts.category(members);
        Optional<ValueTemplate> value =
                members.take("value")
                        .flatMap(given -> parts.value(given, members.path("value"), interval));
        List<CodeValueTemplate.Component> components = parts.components(members, interval);
        notUsed.addAll(members.unknown());
        if (invalid.size() == faultsBefore && value.isEmpty() && components.isEmpty()) {
            fault(path, "", "it has neither a value nor components, and would write nothing");
        }
        if (invalid.size() == faultsBefore) {
            templates.add(
                    new CodeValueTemplate(
                            path,
                            typeName.orElseThrow(),
                            interval,
                            codes,
                            category,
                            value,
                            components));
        }
    }

    private PeriodInterval interval(Members members) {
        Optional<JsonNode> given = members.take("periodInterval");
        if (given.isEmpty()) {
            return PeriodInterval.SINGLE;
        }
        Optional<PeriodInterval> interval = PeriodInterval.of(given.get().asString(""));
        if (interval.isEmpty()) {
            fault(
                    members.path("periodInterval"),
                    given.get().toString(),
                    "0 (each by itself), 60 (by the hour), 1440 (by the day) or -1 (by the"
                            + " correlation id)");
        }
        return interval.orElse(PeriodInterval.SINGLE);
    }

    /**
     * The member {@code vitalwire}, which MedTech ignores: {@code {"signs": {"typeName.valueName":
     * {"sign": "heart-rate"}, "another.value": null}}}.
     */
    private Map<String, Optional<VitalSign>> signs(JsonNode root) {
        Map<String, Optional<VitalSign>> signs = new LinkedHashMap<>();
        root.path("vitalwire")
                .path("signs")
                .properties()
                .forEach(said -> {
                    String code = said.getValue().path("sign").asString("");
                    Optional<VitalSign> sign = VitalSign.ofCode(code);
                    if (sign.isEmpty() && !said.getValue().isNull()) {
                        fault(
                                "$.vitalwire.signs['" + said.getKey() + "'].sign",
                                code,
                                "a sign of the catalogue such as heart-rate");
                    }
                    signs.put(FhirTemplates.key(said.getKey()), sign);
                });
        return signs;
    }

    private void fault(String path, String what, String why) {
        invalid.add(new TemplateProblem(path, what, why));
    }
}
