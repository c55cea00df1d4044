package org.vitalwire.analytics.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vitalwire.analytics.limit.Limit.Direction;
import org.vitalwire.analytics.policy.CombinationPolicy.Term;
import org.vitalwire.analytics.policy.CombinationPolicy.Term.OfCondition;
import org.vitalwire.analytics.policy.CombinationPolicy.Term.OfSign;
import org.vitalwire.contracts.event.Priority;

/** Reads combinations, and puts them into the order in which they need each other. */
final class CombinationReader {

    private static final int MOST_TERMS = 12;
    private static final Timing USUAL =
            new Timing(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(90));

    private final TermReader terms;
    private final Map<String, Fields> places = new LinkedHashMap<>();
    private final Map<String, CombinationPolicy> read = new LinkedHashMap<>();

    private CombinationReader(TermReader terms) {
        this.terms = terms;
    }

    /**
     * @param scores what the policy scores, {@code news2} included
     */
    static List<CombinationPolicy> read(
            Fields policy, Conditions conditions, Set<String> scores, Duration abandonAfter) {
        CombinationReader reader = new CombinationReader(new TermReader(conditions, scores));
        List<Fields> entries = policy.objects("combinations");
        // All names first: one combination may name another that stands below it.
        List<String> names = entries.stream().map(conditions::declare).toList();
        for (int i = 0; i < entries.size(); i++) {
            reader.combination(entries.get(i), names.get(i), abandonAfter);
        }
        return reader.inOrder();
    }

    private void combination(Fields entry, String condition, Duration abandonAfter) {
        int before = entry.problems();
        String title = entry.text("title");
        List<Term> all = new ArrayList<>();
        int atLeast = terms(entry, all);
        Optional<Duration> freshness =
                entry.has("freshness")
                        ? Optional.of(entry.positive("freshness"))
                        : Optional.empty();
        Duration delay = entry.wait("delay");
        Priority priority = entry.oneOf("priority", Priority.class, Priority.HIGH);
        Timing timing = Timing.read(entry, USUAL);
        Duration abandon = entry.positive("abandonAfter", abandonAfter);
        entry.nothingElse();
        if (entry.problems() == before) {
            places.put(condition, entry);
            read.put(
                    condition,
                    new CombinationPolicy(
                            condition,
                            title,
                            atLeast,
                            all,
                            freshness,
                            delay,
                            priority,
                            timing.rule(List.of(delay)),
                            abandon));
        }
    }

    /** How many of the terms must hold. */
    private int terms(Fields entry, List<Term> into) {
        List<String> given = List.of("all", "any", "atLeast").stream().filter(entry::has).toList();
        if (given.size() != 1) {
            entry.problem("must have one of all, any, or atLeast with of");
            return 1;
        }
        String list = given.getFirst().equals("atLeast") ? "of" : given.getFirst();
        List<Fields> entries = entry.objects(list);
        if (entries.isEmpty() || entries.size() > MOST_TERMS) {
            entry.problem(list, "must have 1 to " + MOST_TERMS + " terms");
            return 1;
        }
        for (Fields term : entries) {
            terms.read(term)
                    .ifPresent(read -> {
                        if (into.contains(read)) {
                            term.problem("is there twice");
                        }
                        into.add(read);
                    });
        }
        int atLeast =
                switch (list) {
                    case "all" -> entries.size();
                    case "any" -> 1;
                    default -> entry.integer("atLeast", 1, entries.size());
                };
        if (atLeast == entries.size() && isImpossible(into)) {
            entry.problem(
                    list, "can never hold: a sign cannot be below the one and above the other");
        }
        return atLeast;
    }

    private static boolean isImpossible(List<Term> all) {
        for (Term one : all) {
            for (Term other : all) {
                if (one instanceof OfSign below
                        && other instanceof OfSign above
                        && below.sign() == above.sign()
                        && below.direction() == Direction.BELOW
                        && above.direction() == Direction.ABOVE
                        && below.beyond() <= above.beyond()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whoever is needed comes before who needs it; a circle is named. */
    private List<CombinationPolicy> inOrder() {
        List<CombinationPolicy> ordered = new ArrayList<>();
        for (String condition : read.keySet()) {
            visit(condition, new ArrayList<>(), ordered);
        }
        return ordered;
    }

    private void visit(String condition, List<String> way, List<CombinationPolicy> ordered) {
        CombinationPolicy combination = read.get(condition);
        if (combination == null || ordered.contains(combination)) {
            return;
        }
        if (way.contains(condition)) {
            Fields place = places.get(condition);
            if (place != null && way.getFirst().equals(condition)) {
                place.problem(
                        "condition",
                        "needs itself: " + String.join(" needs ", way) + " needs " + condition);
            }
            return;
        }
        way.add(condition);
        for (Term term : combination.terms()) {
            if (term instanceof OfCondition needed) {
                visit(needed.condition(), way, ordered);
            }
        }
        way.removeLast();
        ordered.add(combination);
    }
}
