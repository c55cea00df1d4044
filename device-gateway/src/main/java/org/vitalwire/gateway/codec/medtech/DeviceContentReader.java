package org.vitalwire.gateway.codec.medtech;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vitalwire.gateway.codec.medtech.ContentTemplate.Kind;
import org.vitalwire.gateway.codec.medtech.ContentTemplate.Value;
import org.vitalwire.gateway.codec.medtech.Expression.InvalidExpressionException;
import org.vitalwire.gateway.codec.medtech.Expression.Language;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the JSON of a device content mapping. Used once. */
final class DeviceContentReader {

    private static final int MAXIMUM_TEMPLATES = 200;
    private static final int MAXIMUM_VALUES = 50;
    private static final int MAXIMUM_NESTING = 8;
    private static final int SHOWN = 60;
    private static final String COLLECTION = "CollectionContent";

    private final List<ContentTemplate> templates = new ArrayList<>();
    private final List<Problem> invalid = new ArrayList<>();
    private final List<Problem> notTakenOver = new ArrayList<>();
    private int seen;

    static DeviceContent read(byte[] json) throws InvalidContentException {
        JsonNode root;
        try {
            root = JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            throw new InvalidContentException(List.of(new Problem("$", "", "it is not JSON")));
        }
        return new DeviceContentReader().read(root);
    }

    private DeviceContent read(JsonNode root) throws InvalidContentException {
        VitalwireMember.Member vitalwire = VitalwireMember.Member.NONE;
        if (root.isArray()) {
            // The mapping generator writes several templates as a bare array.
            templates(root, "$", 0);
        } else {
            if (root.isObject()) {
                vitalwire = VitalwireMember.read(root.path("vitalwire"), "$.vitalwire", invalid);
            }
            container(root, "$", 0);
        }
        if (invalid.isEmpty() && templates.isEmpty() && seen > 0) {
            invalid.add(new Problem("$", "", "none of its templates can be taken over"));
            invalid.addAll(notTakenOver);
        }
        if (!invalid.isEmpty()) {
            throw new InvalidContentException(invalid);
        }
        return new DeviceContent(templates, vitalwire, notTakenOver);
    }

    /** {@code {"templateType": ..., "template": ...}}. */
    private void container(JsonNode node, String path, int depth) {
        if (!node.isObject()) {
            invalid(path, "", "a template is an object with templateType and template");
            return;
        }
        JsonMembers members = new JsonMembers(node, path);
        Optional<String> type = members.text("templateType");
        Optional<JsonNode> body = members.find("template");
        members.find("vitalwire");
        if (type.isEmpty()) {
            invalid(members.path("templateType"), "", "required, and missing");
            return;
        }
        members.unknown()
                .forEach(name -> leaveOut(path + "." + name, name, "MedTech knows no such member"));
        String name = plainType(type.get());
        if (name.equalsIgnoreCase(COLLECTION)) {
            if (body.isPresent() && body.get().isArray()) {
                templates(body.get(), members.path("template"), depth + 1);
            } else {
                invalid(members.path("template"), "", "a CollectionContent has an array here");
            }
            return;
        }
        seen++;
        for (Kind kind : Kind.values()) {
            if (name.equalsIgnoreCase(kind.templateType())) {
                if (body.isPresent() && body.get().isObject()) {
                    template(kind, new JsonMembers(body.get(), members.path("template")));
                } else {
                    invalid(members.path("template"), "", "required: an object");
                }
                return;
            }
        }
        if (depth == 0) {
            invalid(
                    members.path("templateType"),
                    type.get(),
                    "expected CollectionContent; device content mappings begin so");
        } else {
            leaveOut(members.path("templateType"), type.get(), "no template type that we know");
        }
    }

    private void templates(JsonNode array, String path, int depth) {
        if (depth > MAXIMUM_NESTING) {
            invalid(
                    path,
                    "",
                    "collections are nested more than %d deep".formatted(MAXIMUM_NESTING));
            return;
        }
        for (int i = 0; i < array.size(); i++) {
            if (seen >= MAXIMUM_TEMPLATES) {
                invalid(path, "", "more than %d templates".formatted(MAXIMUM_TEMPLATES));
                return;
            }
            container(array.get(i), "%s[%d]".formatted(path, i), depth);
        }
    }

    /** MedTech takes the name of its class, too: {@code JsonPathContentTemplate}. */
    private static String plainType(String type) {
        String suffix = "template";
        return type.toLowerCase(Locale.ROOT).endsWith(suffix)
                ? type.substring(0, type.length() - suffix.length())
                : type;
    }

    private void template(Kind kind, JsonMembers members) {
        int problemsBefore = invalid.size();
        Optional<String> typeName = members.text("typeName");
        if (typeName.isEmpty()) {
            invalid(members.path("typeName"), "", "required, and missing");
        }
        Language language =
                members.text("defaultExpressionLanguage")
                        .flatMap(name -> language(members, "defaultExpressionLanguage", name))
                        .orElse(Language.JSON_PATH);
        Optional<Expression> match =
                expression(kind, members, "typeMatchExpression", language, true);
        Optional<Expression> deviceId;
        List<Expression> times = new ArrayList<>();
        if (kind.isOfTheTransport()) {
            ignored(members, "deviceIdExpression", kind);
            ignored(members, "timestampExpression", kind);
            deviceId = Optional.of(fixed(deviceIdOf(kind)));
            timesOf(kind).forEach(text -> times.add(fixed(text)));
        } else {
            deviceId = expression(kind, members, "deviceIdExpression", language, true);
            expression(kind, members, "timestampExpression", language, true).ifPresent(times::add);
        }
        List<Value> values = values(kind, members, language);
        leaveOutIdentities(members);
        members.unknown()
                .forEach(
                        name -> leaveOut(members.path(name), name, "MedTech knows no such member"));
        if (invalid.size() == problemsBefore && typeName.isPresent() && match.isPresent()) {
            if (values.isEmpty()) {
                leaveOut(members.path("values"), typeName.get(), "it has no values");
            } else {
                templates.add(
                        ContentTemplate.of(
                                members.path(),
                                kind,
                                typeName.get(),
                                match.get(),
                                deviceId,
                                times,
                                values));
            }
        }
    }

    private void leaveOutIdentities(JsonMembers members) {
        members.find("patientIdExpression")
                .ifPresent(node ->
                        leaveOut(
                                members.path("patientIdExpression"),
                                shown(node),
                                "the association ledger says whose a device is at each moment;"
                                        + " POST /api/v1/associations"));
        members.find("encounterIdExpression")
                .ifPresent(node ->
                        leaveOut(
                                members.path("encounterIdExpression"),
                                shown(node),
                                "readings are kept by patient and time, not by encounter"));
        members.find("correlationIdExpression")
                .ifPresent(node ->
                        leaveOut(
                                members.path("correlationIdExpression"),
                                shown(node),
                                "readings are grouped by their measured time"));
    }

    private void ignored(JsonMembers members, String name, Kind kind) {
        members.find(name)
                .ifPresent(node ->
                        leaveOut(
                                members.path(name),
                                shown(node),
                                kind.templateType()
                                        + " has its own; MedTech does not read it, either"));
    }

    private List<Value> values(Kind kind, JsonMembers members, Language language) {
        Optional<JsonNode> array = members.find("values");
        List<Value> values = new ArrayList<>();
        if (array.isEmpty()) {
            return values;
        }
        if (!array.get().isArray() || array.get().size() > MAXIMUM_VALUES) {
            invalid(members.path("values"), "", "an array of at most %d".formatted(MAXIMUM_VALUES));
            return values;
        }
        for (int i = 0; i < array.get().size(); i++) {
            String path = "%s[%d]".formatted(members.path("values"), i);
            JsonNode node = array.get().get(i);
            if (!node.isObject()) {
                invalid(path, "", "a value is an object");
                continue;
            }
            JsonMembers value = new JsonMembers(node, path);
            Optional<String> name = value.text("valueName");
            if (name.isEmpty()) {
                invalid(value.path("valueName"), "", "required, and missing");
            }
            boolean required = value.flag("required");
            Optional<Expression> expression =
                    expression(kind, value, "valueExpression", language, true);
            value.unknown()
                    .forEach(unknown ->
                            leaveOut(value.path(unknown), unknown, "MedTech knows no such member"));
            if (name.isPresent() && expression.isPresent()) {
                values.add(new Value(path, name.get(), required, expression.get()));
            }
        }
        return values;
    }

    /** Text, or {@code {"value": ..., "language": ...}}. */
    private Optional<Expression> expression(
            Kind kind, JsonMembers members, String name, Language fallback, boolean required) {
        Optional<JsonNode> node = members.find(name);
        Language language =
                members.text(name + "Language")
                        .flatMap(given -> language(members, name + "Language", given))
                        .orElse(fallback);
        Optional<String> text = node.filter(JsonNode::isString).map(JsonNode::stringValue);
        if (node.isPresent() && node.get().isObject()) {
            JsonMembers object = new JsonMembers(node.get(), members.path(name));
            text = object.text("value");
            Optional<String> given = object.text("language");
            if (given.isPresent()) {
                language = language(object, "language", given.get()).orElse(fallback);
            }
        }
        if (text.isEmpty() || text.get().isBlank()) {
            if (required) {
                invalid(members.path(name), "", "required, and missing");
            }
            return Optional.empty();
        }
        if (kind != Kind.CALCULATED && language != Language.JSON_PATH) {
            invalid(members.path(name), "", kind.templateType() + " has JsonPath only");
            return Optional.empty();
        }
        try {
            return Optional.of(language.compile(text.get()));
        } catch (InvalidExpressionException e) {
            invalid(members.path(name), text.get(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<Language> language(JsonMembers members, String member, String name) {
        Optional<Language> language =
                switch (name.toLowerCase(Locale.ROOT)) {
                    case "jsonpath" -> Optional.of(Language.JSON_PATH);
                    case "jmespath" -> Optional.of(Language.JMES_PATH);
                    default -> Optional.empty();
                };
        if (language.isEmpty()) {
            invalid(members.path(member), name, "JsonPath or JmesPath");
        }
        return language;
    }

    private static String deviceIdOf(Kind kind) {
        return kind == Kind.IOT_JSON_PATH
                ? "$.SystemProperties.iothub-connection-device-id"
                : "$.deviceId";
    }

    private static List<String> timesOf(Kind kind) {
        return kind == Kind.IOT_JSON_PATH
                ? List.of(
                        "$.Properties.iothub-creation-time-utc",
                        "$.SystemProperties.iothub-enqueuedtime")
                : List.of("$.enqueuedTime");
    }

    private static Expression fixed(String text) {
        try {
            return Language.JSON_PATH.compile(text);
        } catch (InvalidExpressionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void invalid(String path, String what, String why) {
        invalid.add(new Problem(path, shortened(what), why));
    }

    private void leaveOut(String path, String what, String why) {
        notTakenOver.add(new Problem(path, shortened(what), why));
    }

    private static String shown(JsonNode node) {
        return node.isString() ? node.stringValue() : node.toString();
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN - 3) + "...";
    }
}
