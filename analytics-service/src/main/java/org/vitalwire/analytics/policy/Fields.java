package org.vitalwire.analytics.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.vitals.CatalogueEntry.Kind;
import org.vitalwire.contracts.vitals.VitalSign;
import tools.jackson.databind.JsonNode;

/**
 * One JSON object being read. It knows its path, writes down what is wrong with a field and goes on
 * with something harmless, so that everything that is wrong is told at once. Whoever is done with
 * it calls {@link #nothingElse}: a misspelt field must not pass for an absent one.
 */
public final class Fields {

    /** Longer than this nothing in a policy makes sense. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private static final int LONGEST_TEXT = 2_000;

    private final List<PolicyProblem> problems;
    private final String path;
    private final JsonNode node;
    private final Set<String> asked = new HashSet<>();

    Fields(List<PolicyProblem> problems, String path, JsonNode node) {
        this.problems = problems;
        this.path = path;
        this.node = node;
    }

    /** The document itself; what is wrong with it is added to the list. */
    public static Fields of(JsonNode document, List<PolicyProblem> problems) {
        return new Fields(problems, "", document);
    }

    String at(String name) {
        return path.isEmpty() ? name : path + '.' + name;
    }

    /** Whether the field is there and not null. */
    public boolean has(String name) {
        return find(name) != null;
    }

    /** Says that a field of this object is at fault. */
    public void problem(String name, String message) {
        problems.add(new PolicyProblem(at(name), message));
    }

    /** Says that the object as a whole is at fault. */
    void problem(String message) {
        problems.add(new PolicyProblem(path, message));
    }

    int problems() {
        return problems.size();
    }

    /** Says of every field that nobody asked for that it does not belong here. */
    public void nothingElse() {
        for (String name : node.propertyNames()) {
            if (!asked.contains(name)) {
                problem(name, "is not a field of a policy here");
            }
        }
    }

    /** A text that must be there; empty when it is at fault. */
    public String text(String name) {
        JsonNode value = find(name);
        if (value == null) {
            problem(name, "is missing");
            return "";
        }
        if (!value.isString() || value.stringValue().isBlank()) {
            problem(name, "must be a text that is not blank");
            return "";
        }
        if (value.stringValue().length() > LONGEST_TEXT) {
            problem(name, "must not be longer than " + LONGEST_TEXT + " characters");
            return "";
        }
        return value.stringValue();
    }

    /** Whether the field is that very text. */
    boolean is(String name, String text) {
        JsonNode value = find(name);
        return value != null && value.isString() && value.stringValue().equals(text);
    }

    String text(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    double number(String name) {
        JsonNode value = find(name);
        if (value == null) {
            problem(name, "is missing (a number)");
            return 0;
        }
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            problem(name, "must be a number");
            return 0;
        }
        return value.doubleValue();
    }

    /** A number in a closed range. */
    double number(String name, double low, double high) {
        int before = problems();
        double value = number(name);
        if (problems() == before && (value < low || value > high)) {
            problem(name, "must lie between " + plain(low) + " and " + plain(high));
            return low;
        }
        return problems() == before ? value : low;
    }

    double number(String name, double low, double high, double otherwise) {
        return has(name) ? number(name, low, high) : otherwise;
    }

    int integer(String name, int low, int high) {
        double value = number(name, low, high);
        if (value != Math.rint(value)) {
            problem(name, "must be a whole number");
        }
        return (int) value;
    }

    /** Zero is allowed. */
    Duration wait(String name) {
        Duration value = duration(name, "is missing (a duration such as PT15S; PT0S for at once)");
        if (value.isNegative()) {
            problem(name, "must not be negative");
            return Duration.ZERO;
        }
        return value;
    }

    Duration wait(String name, Duration otherwise) {
        return has(name) ? wait(name) : otherwise;
    }

    Duration positive(String name) {
        int before = problems();
        Duration value = duration(name, "is missing (a duration such as PT30S)");
        if (value.isPositive()) {
            return value;
        }
        if (problems() == before) {
            problem(name, "must be a positive duration such as PT30S");
        }
        return Duration.ofSeconds(1);
    }

    Duration positive(String name, Duration otherwise) {
        return has(name) ? positive(name) : otherwise;
    }

    private Duration duration(String name, String missing) {
        JsonNode value = find(name);
        if (value == null) {
            problem(name, missing);
            return Duration.ZERO;
        }
        try {
            Duration duration =
                    value.isString() ? Duration.parse(value.stringValue()) : LONGEST.plusDays(1);
            if (value.isString() && duration.abs().compareTo(LONGEST) <= 0) {
                return duration;
            }
            problem(
                    name,
                    value.isString()
                            ? "must not be longer than 7 days"
                            : "must be a duration such as PT30S, in quotes");
        } catch (DateTimeParseException e) {
            problem(name, "must be a duration such as PT30S, PT5M or PT4H");
        }
        return Duration.ZERO;
    }

    /** A moment, to the microsecond. */
    public Optional<Instant> instant(String name) {
        JsonNode value = find(name);
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    Instant.parse(value.isString() ? value.stringValue() : "")
                            .truncatedTo(ChronoUnit.MICROS));
        } catch (DateTimeParseException e) {
            problem(name, "must be a moment such as 2026-11-23T14:00:00Z");
            return Optional.empty();
        }
    }

    public boolean flag(String name, boolean otherwise) {
        JsonNode value = find(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            problem(name, "must be true or false");
            return otherwise;
        }
        return value.booleanValue();
    }

    <E extends Enum<E>> E oneOf(String name, Class<E> type, E harmless) {
        JsonNode value = find(name);
        Optional<E> found =
                value == null || !value.isString()
                        ? Optional.empty()
                        : Arrays.stream(type.getEnumConstants())
                                .filter(e ->
                                        e.name()
                                                .toLowerCase(Locale.ROOT)
                                                .equals(value.stringValue()))
                                .findFirst();
        if (found.isEmpty()) {
            String choice = Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT);
            problem(name, (value == null ? "is missing: one of " : "must be one of ") + choice);
        }
        return found.orElse(harmless);
    }

    /** The objects of a list, each with its place; none when the list is absent. */
    List<Fields> objects(String name) {
        JsonNode list = find(name);
        if (list == null) {
            return List.of();
        }
        if (!list.isArray()) {
            problem(name, "must be a list");
            return List.of();
        }
        List<Fields> objects = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String place = at(name) + '[' + i + ']';
            if (list.get(i).isObject()) {
                objects.add(new Fields(problems, place, list.get(i)));
            } else {
                problems.add(new PolicyProblem(place, "must be an object"));
            }
        }
        return objects;
    }

    /** Empty when it is absent, or at fault, which is then written down. */
    public Optional<Fields> object(String name) {
        JsonNode value = find(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isObject()) {
            problem(name, "must be an object");
            return Optional.empty();
        }
        return Optional.of(new Fields(problems, at(name), value));
    }

    /** What the fields of this object are called, for tables whose keys are data. */
    List<String> names() {
        return List.copyOf(node.propertyNames());
    }

    /** Measured signs of a list; they share a unit. */
    List<VitalSign> signs(String name) {
        int before = problems();
        List<VitalSign> signs = optionalSigns(name);
        if (signs.isEmpty() && problems() == before) {
            problem(name, has(name) ? "is empty" : "is missing (a list of signs)");
        } else if (signs.stream().map(s -> s.entry().unit()).distinct().count() > 1) {
            problem(name, "do not share a unit");
        }
        return signs;
    }

    /** Measured signs of a list that may be absent and of different units. */
    List<VitalSign> optionalSigns(String name) {
        JsonNode list = find(name);
        if (list == null) {
            return List.of();
        }
        if (!list.isArray()) {
            problem(name, "must be a list of signs such as [\"spo2\"]");
            return List.of();
        }
        List<VitalSign> signs = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String place = name + '[' + i + ']';
            Optional<VitalSign> sign = sign(place, list.get(i), Kind.QUANTITY);
            if (sign.isPresent() && signs.contains(sign.get())) {
                problem(place, sign.get().code() + " is there twice");
            } else {
                sign.ifPresent(signs::add);
            }
        }
        return signs;
    }

    /** A sign of one of the kinds; without one, the field is at fault. */
    Optional<VitalSign> sign(String name, Kind... kinds) {
        JsonNode value = find(name);
        if (value == null) {
            problem(name, "is missing (a sign)");
            return Optional.empty();
        }
        return sign(name, value, kinds);
    }

    private Optional<VitalSign> sign(String place, JsonNode value, Kind... kinds) {
        String code = value.isString() ? value.stringValue() : "";
        Optional<VitalSign> sign =
                VitalSign.ofCode(code).filter(s -> Arrays.asList(kinds).contains(s.entry().kind()));
        if (sign.isEmpty()) {
            problem(
                    place,
                    value.isString()
                            ? code + " is not a measured vital sign"
                            : "must be the name of a sign");
        }
        return sign;
    }

    private @Nullable JsonNode find(String name) {
        asked.add(name);
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
