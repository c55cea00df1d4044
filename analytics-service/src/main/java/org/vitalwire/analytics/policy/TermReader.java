package org.vitalwire.analytics.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vitalwire.analytics.limit.Limit;
import org.vitalwire.analytics.policy.CombinationPolicy.Term;
import org.vitalwire.contracts.vitals.CatalogueEntry.Kind;
import org.vitalwire.contracts.vitals.VitalSign;

/** Reads one term of a combination. */
final class TermReader {

    private static final List<String> KINDS =
            List.of("condition", "sign", "score", "trend", "deviation");
    private static final Duration USUAL_WINDOW = Duration.ofHours(1);
    private static final double USUAL_CONFIDENCE = 0.95;
    private static final int MOST_POINTS = 100;
    private static final double MOST_DEVIATIONS = 50;

    private final Conditions conditions;
    private final Set<String> scores;

    TermReader(Conditions conditions, Set<String> scores) {
        this.conditions = conditions;
        this.scores = scores;
    }

    Optional<Term> read(Fields term) {
        int before = term.problems();
        List<String> given = KINDS.stream().filter(term::has).toList();
        if (given.size() != 1) {
            term.problem("must have one of " + KINDS);
            return Optional.empty();
        }
        Optional<? extends Term> read =
                switch (given.getFirst()) {
                    case "condition" -> ofCondition(term);
                    case "sign" -> ofSign(term);
                    case "score" -> ofScore(term);
                    case "trend" -> ofTrend(term);
                    default -> ofDeviation(term);
                };
        term.nothingElse();
        return term.problems() > before ? Optional.empty() : read.map(Term.class::cast);
    }

    private Optional<Term.OfCondition> ofCondition(Fields term) {
        String name = term.text("condition");
        if (!name.isEmpty() && !conditions.isDeclared(name)) {
            term.problem("condition", name + " is not a condition of this policy");
        }
        return Optional.of(new Term.OfCondition(name));
    }

    private Optional<Term.OfSign> ofSign(Fields term) {
        Optional<VitalSign> sign = term.sign("sign", Kind.QUANTITY, Kind.CODED);
        if (term.has("below") == term.has("above")) {
            term.problem("must have either below or above");
            return Optional.empty();
        }
        String field = term.has("below") ? "below" : "above";
        return sign.map(s ->
                new Term.OfSign(
                        s,
                        field.equals("below") ? Limit.Direction.BELOW : Limit.Direction.ABOVE,
                        term.number(field, s.entry().low(), s.entry().high())));
    }

    private Optional<Term.OfScore> ofScore(Fields term) {
        String score = term.text("score");
        if (!score.isEmpty() && !scores.contains(score)) {
            term.problem(
                    "score",
                    score + " is not scored by this policy, only " + new TreeSet<>(scores));
        }
        return Optional.of(new Term.OfScore(score, term.integer("atLeast", 1, MOST_POINTS)));
    }

    private Optional<Term.OfTrend> ofTrend(Fields term) {
        Optional<VitalSign> sign = term.sign("trend", Kind.QUANTITY);
        TrendPolicy.Direction direction =
                term.oneOf("direction", TrendPolicy.Direction.class, TrendPolicy.Direction.RISING);
        Duration window = term.has("window") ? CourseReader.window(term) : USUAL_WINDOW;
        double perHour = positive(term, "perHour", 1e6);
        double confidence =
                term.number(
                        "confidence",
                        CourseReader.LEAST_CONFIDENCE,
                        CourseReader.MOST_CONFIDENCE,
                        USUAL_CONFIDENCE);
        return sign.map(s -> new Term.OfTrend(s, direction, perHour, window, confidence));
    }

    private Optional<Term.OfDeviation> ofDeviation(Fields term) {
        Optional<VitalSign> sign = term.sign("deviation", Kind.QUANTITY);
        Limit.Direction direction =
                term.oneOf("direction", Limit.Direction.class, Limit.Direction.BELOW);
        double deviations = positive(term, "deviations", MOST_DEVIATIONS);
        return sign.map(s ->
                new Term.OfDeviation(
                        s,
                        direction,
                        deviations,
                        positive(term, "leastSpread", s.entry().high() - s.entry().low())));
    }

    private static double positive(Fields term, String field, double most) {
        int before = term.problems();
        double value = term.number(field, 0, most);
        if (value == 0 && term.problems() == before) {
            term.problem(field, "must be positive");
        }
        return value;
    }
}
