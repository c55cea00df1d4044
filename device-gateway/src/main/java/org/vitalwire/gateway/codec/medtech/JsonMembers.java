package org.vitalwire.gateway.codec.medtech;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The members of one JSON object of a template, found whatever the case of their names, as Json.NET
 * does. Remembers which were asked for.
 */
final class JsonMembers {

    private final JsonNode object;
    private final String path;
    private final Set<String> known = new HashSet<>();

    JsonMembers(JsonNode object, String path) {
        this.object = object;
        this.path = path;
    }

    String path() {
        return path;
    }

    String path(String name) {
        return path + "." + name;
    }

    /** Absent and null are the same. */
    Optional<JsonNode> find(String name) {
        known.add(name.toLowerCase(Locale.ROOT));
        JsonNode exact = object.get(name);
        if (exact != null) {
            return exact.isNull() ? Optional.empty() : Optional.of(exact);
        }
        return object.properties().stream()
                .filter(member -> member.getKey().equalsIgnoreCase(name))
                .map(java.util.Map.Entry::getValue)
                .filter(node -> !node.isNull())
                .findFirst();
    }

    /** Text that is not blank. */
    Optional<String> text(String name) {
        return find(name)
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .filter(text -> !text.isBlank());
    }

    /** {@code true} or {@code "true"}: MedTech's own samples have both. */
    boolean flag(String name) {
        return find(name)
                .map(node ->
                        node.isString()
                                ? node.stringValue().equalsIgnoreCase("true")
                                : node.asBoolean(false))
                .orElse(false);
    }

    /** The names that nobody asked for. */
    List<String> unknown() {
        List<String> unknown = new ArrayList<>();
        object.properties()
                .forEach(member -> {
                    if (!known.contains(member.getKey().toLowerCase(Locale.ROOT))) {
                        unknown.add(member.getKey());
                    }
                });
        return unknown;
    }
}
