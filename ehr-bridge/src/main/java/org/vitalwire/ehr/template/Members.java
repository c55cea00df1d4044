package org.vitalwire.ehr.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * The members of one JSON object, whatever the case of their names, as MedTech's JSON library finds
 * them. Whoever is done with them asks what is left.
 */
final class Members {

    private final String path;
    private final Map<String, JsonNode> left = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    Members(JsonNode object, String path) {
        this.path = path;
        object.properties().forEach(member -> left.put(member.getKey(), member.getValue()));
    }

    String path(String name) {
        return path + "." + name;
    }

    /** Absent and null are the same. */
    Optional<JsonNode> take(String name) {
        JsonNode node = left.remove(name);
        return node == null || node.isNull() ? Optional.empty() : Optional.of(node);
    }

    /** Text that is not blank, or a number as text. */
    Optional<String> takeText(String name) {
        return take(name)
                .filter(node -> node.isString() || node.isNumber())
                .map(JsonNode::asString)
                .filter(text -> !text.isBlank());
    }

    /** Those that nobody took. */
    List<TemplateProblem> unknown() {
        List<TemplateProblem> unknown = new ArrayList<>();
        left.keySet()
                .forEach(name ->
                        unknown.add(
                                new TemplateProblem(
                                        path(name),
                                        "",
                                        "not used: a FHIR mapping has no such member")));
        return unknown;
    }

    static String plain(String templateType) {
        String name = templateType.toLowerCase(Locale.ROOT);
        return name.endsWith("template")
                ? name.substring(0, name.length() - "template".length())
                : name;
    }
}
