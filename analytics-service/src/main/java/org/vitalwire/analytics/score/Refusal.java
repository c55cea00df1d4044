package org.vitalwire.analytics.score;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.vitalwire.contracts.event.Finding.Evidence;
import org.vitalwire.contracts.event.Score;

/**
 * A score that says nothing, and why. To who does not know of refusals it is a score of which
 * everything is missing.
 *
 * @param text for people; holds nothing of the patient
 * @param components all of them, without input
 */
public record Refusal(String score, Reason reason, String text, List<Score.Component> components)
        implements ScoreResult {

    /** Why nothing is scored. */
    public enum Reason {
        /** The bands depend on the age, and the census has no birth date. */
        AGE_UNKNOWN,
        /** The table was not made for patients of this age. */
        AGE_OUTSIDE,
        /** There is no table. */
        NO_TABLE;

        /** {@code age-unknown}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Refusal {
        components = List.copyOf(components);
    }

    @Override
    public OptionalInt total() {
        return OptionalInt.empty();
    }

    @Override
    public int lowerBound() {
        return 0;
    }

    @Override
    public int upperBound() {
        return components.stream().mapToInt(Score.Component::maxPoints).sum();
    }

    @Override
    public List<String> missing() {
        return components.stream().map(Score.Component::name).toList();
    }

    @Override
    public boolean isEmpty() {
        return true;
    }

    @Override
    public Optional<String> risk() {
        return Optional.empty();
    }

    @Override
    public Optional<String> ageRange() {
        return Optional.empty();
    }

    @Override
    @SuppressWarnings("EnumOrdinal") // only ever compared within one run of the table
    public long signature() {
        return reason.ordinal();
    }

    @Override
    public Optional<Score.Table> table() {
        return Optional.empty();
    }

    @Override
    public Optional<Score.Refusal> refusal() {
        return Optional.of(new Score.Refusal(reason.code(), text));
    }

    @Override
    public List<Evidence> evidence() {
        return List.of();
    }

    @Override
    public String explain() {
        return "not scored: " + text;
    }
}
