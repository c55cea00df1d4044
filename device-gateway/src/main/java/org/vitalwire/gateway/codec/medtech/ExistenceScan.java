package org.vitalwire.gateway.codec.medtech;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one JSONPath that nearly all templates begin with, {@code $..[?(@systolic && @diastolic)]}:
 * every object of the document that has these members. Each template looks at each payload with it,
 * and a general evaluator takes a hundred times as long.
 */
final class ExistenceScan {

    private static final String PATH = "@\\.?[A-Za-z_][\\w-]*(?:\\.[A-Za-z_][\\w-]*)*";
    private static final Pattern SHAPE =
            Pattern.compile(
                    "\\$\\.\\.\\[\\?\\(\\s*(%s(?:\\s*(?:&&|\\|\\|)\\s*%s)*)\\s*\\)]"
                            .formatted(PATH, PATH));

    /** Any of these, each of which needs all of its paths. */
    private final List<List<List<String>>> alternatives;

    private ExistenceScan(List<List<List<String>>> alternatives) {
        this.alternatives = alternatives;
    }

    /** Empty for an expression of any other shape. */
    static Optional<ExistenceScan> of(String expression) {
        var matcher = SHAPE.matcher(expression.strip());
        return matcher.matches()
                ? Optional.of(
                        new ExistenceScan(
                                parts(matcher.group(1), "||").stream()
                                        .map(all ->
                                                parts(all, "&&").stream()
                                                        .map(ExistenceScan::names)
                                                        .toList())
                                        .toList()))
                : Optional.empty();
    }

    /** Outer objects come before inner ones, as in the document. */
    List<Object> all(Object document) {
        List<Object> found = new ArrayList<>();
        walk(document, found);
        return found;
    }

    private void walk(@Nullable Object node, List<Object> found) {
        if (node instanceof Map<?, ?> map) {
            EvaluationBudget.spend(1);
            if (alternatives.stream().anyMatch(all -> all.stream().allMatch(p -> has(map, p)))) {
                found.add(map);
            }
            for (Object child : map.values()) {
                walk(child, found);
            }
        } else if (node instanceof List<?> list) {
            for (Object child : list) {
                walk(child, found);
            }
        }
    }

    /** A member that is null is there. */
    private static boolean has(Map<?, ?> map, List<String> path) {
        Map<?, ?> at = map;
        for (int i = 0; i < path.size(); i++) {
            String name = path.get(i);
            if (i == path.size() - 1) {
                return at.containsKey(name);
            }
            if (!(at.get(name) instanceof Map<?, ?> next)) {
                return false;
            }
            at = next;
        }
        return false;
    }

    private static List<String> names(String path) {
        String plain = path.strip();
        return parts(plain.substring(plain.startsWith("@.") ? 2 : 1), ".");
    }

    private static List<String> parts(String text, String separator) {
        return Arrays.asList(Pattern.compile(separator, Pattern.LITERAL).split(text, -1));
    }
}
