package org.vitalwire.contracts.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.vitalwire.contracts.id.PatientId;

/**
 * An early-warning score with all that is needed to explain it, and to know when it stops being
 * true. A score is never read without asking what it is worth {@linkplain #asOf now}.
 *
 * @param score {@code news2}, {@code mews}, ...
 * @param measuredAt measured time of the newest input
 * @param spo2Scale 1 or 2 of NEWS2; 0 for scores that have none
 * @param messageId the reading that caused this evaluation
 * @param table the published table that it was scored by; empty for NEWS2, which has its own chart
 * @param refusal why nothing was scored; no component then has an input
 */
public record Score(
        String score,
        PatientId patientId,
        Instant measuredAt,
        int spo2Scale,
        List<Component> components,
        boolean retrospective,
        boolean synthetic,
        String messageId,
        Optional<Table> table,
        Optional<Refusal> refusal) {

    public static final String NEWS2 = "news2";

    public Score {
        components = List.copyOf(components);
    }

    /** NEWS2, which has neither table nor refusal. */
    public Score(
            String score,
            PatientId patientId,
            Instant measuredAt,
            int spo2Scale,
            List<Component> components,
            boolean retrospective,
            boolean synthetic,
            String messageId) {
        this(
                score,
                patientId,
                measuredAt,
                spo2Scale,
                components,
                retrospective,
                synthetic,
                messageId,
                Optional.empty(),
                Optional.empty());
    }

    /**
     * What a published table says beside the points.
     *
     * @param edition for example {@code Subbe 2001}
     * @param ageRange whose bands were used; empty where age does not change them
     * @param risks what a total means, from the lowest
     */
    public record Table(String edition, Optional<String> ageRange, List<Risk> risks) {
        public Table {
            risks = List.copyOf(risks);
        }
    }

    /** From so many points on. */
    public record Risk(String name, int atLeast) {}

    /**
     * Why nothing was scored.
     *
     * @param code {@code age-unknown}, {@code age-outside}, {@code no-table}
     * @param text for people; holds nothing of the patient
     */
    public record Refusal(String code, String text) {}

    /**
     * One parameter of the score.
     *
     * @param name for example {@code respiratory-rate}
     * @param maxPoints the most it can give: what its absence may hide
     */
    public record Component(String name, int maxPoints, Optional<Input> input) {

        Optional<Input> validAt(Instant now) {
            return input.filter(i -> now.isBefore(i.validUntil()));
        }
    }

    /**
     * What a component was scored on.
     *
     * @param value canonical unit of the sign; for {@code oxygen} of NEWS2 1 = on oxygen, 0 = air
     * @param validUntil from here on it is too old to count
     * @param input what was measured, where the component's name does not say
     */
    public record Input(
            double value,
            int points,
            Instant measuredAt,
            Instant validUntil,
            String messageId,
            Optional<String> input) {

        /** What the component's name says. */
        public Input(
                double value,
                int points,
                Instant measuredAt,
                Instant validUntil,
                String messageId) {
            this(value, points, measuredAt, validUntil, messageId, Optional.empty());
        }
    }

    /**
     * What a score is worth at one moment. The total exists only when every input is there and
     * fresh; otherwise only the bounds between which it must lie.
     *
     * @param anySingleThree whether one parameter alone gives 3 points
     */
    public record Assessment(
            OptionalInt total,
            int lowerBound,
            int upperBound,
            boolean anySingleThree,
            List<String> missing) {

        public boolean isComplete() {
            return total.isPresent();
        }

        /**
         * Of NEWS2, by the total, else by the lower bound: the patient is at least that ill. For
         * any score: {@link Score#riskOf}.
         */
        public NewsRisk risk() {
            return NewsRisk.of(lowerBound, anySingleThree);
        }
    }

    /** What it is worth at that moment; a refusal never has a total. */
    public Assessment asOf(Instant now) {
        int points = 0;
        int hidden = 0;
        boolean anySingleThree = false;
        List<String> missing = new java.util.ArrayList<>();
        for (Component component : components) {
            Optional<Input> input = component.validAt(now);
            if (input.isPresent()) {
                points += input.get().points();
                anySingleThree |= input.get().points() >= 3;
            } else {
                hidden += component.maxPoints();
                missing.add(component.name());
            }
        }
        return new Assessment(
                missing.isEmpty() && refusal.isEmpty()
                        ? OptionalInt.of(points)
                        : OptionalInt.empty(),
                points,
                points + hidden,
                anySingleThree,
                List.copyOf(missing));
    }

    /**
     * What the total, else the lower bound, means: for NEWS2 the risk of its chart, for others what
     * the table says. Empty where the table says nothing, and of a refusal.
     */
    public Optional<String> riskOf(Assessment worth) {
        if (refusal.isPresent()) {
            return Optional.empty();
        }
        if (score.equals(NEWS2)) {
            return Optional.of(worth.risk().code());
        }
        Optional<String> risk = Optional.empty();
        for (Risk step : table.map(Table::risks).orElse(List.of())) {
            if (worth.lowerBound() >= step.atLeast()) {
                risk = Optional.of(step.name());
            }
        }
        return risk;
    }
}
