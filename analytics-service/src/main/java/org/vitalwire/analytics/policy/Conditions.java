package org.vitalwire.analytics.policy;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names of a policy's conditions: each is there once, wherever it is declared. */
final class Conditions {

    /** Findings, metrics and the state carry the name. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private static final int LONGEST_NAME = 48;

    /** Each costs state and time for every patient. */
    private static final int MOST = 200;

    private final Map<String, String> places = new HashMap<>();

    /** It has the name that nobody else may have. */
    void declareNews2() {
        places.put("news2", "news2");
    }

    /** Takes the field {@code condition} of an entry; empty text when that is at fault. */
    String declare(Fields entry) {
        return declare(entry, "condition", entry.text("condition"));
    }

    String declare(Fields entry, String field, String name) {
        if (name.isEmpty()) {
            return name;
        }
        if (!NAME.matcher(name).matches() || name.length() > LONGEST_NAME) {
            entry.problem(
                    field,
                    "must be lower-case words with hyphens, at most " + LONGEST_NAME + " long");
        } else if (name.startsWith("news2")) {
            entry.problem(field, "must not be named after NEWS2");
        } else {
            @Nullable String other = places.putIfAbsent(name, entry.at(field));
            if (other != null) {
                entry.problem(field, name + " is there twice, first as " + other);
            } else if (places.size() > MOST) {
                entry.problem(field, "is one more than the " + MOST + " conditions of a policy");
            }
        }
        return name;
    }

    boolean isDeclared(String name) {
        return places.containsKey(name);
    }

    Set<String> names() {
        return Set.copyOf(places.keySet());
    }
}
