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
 * @param score {@code news2}
 * @param measuredAt measured time of the newest input
 * @param spo2Scale 1 or 2
 * @param messageId the reading that caused this evaluation
 */
public record Score(
        String score,
        PatientId patientId,
        Instant measuredAt,
        int spo2Scale,
        List<Component> components,
        boolean retrospective,
        boolean synthetic,
        String messageId) {

    public Score {
        components = List.copyOf(components);
    }

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
     * @param value canonical unit of the sign; for {@code oxygen} 1 = on oxygen, 0 = air
     * @param validUntil from here on it is too old to count
     */
    public record Input(
            double value, int points, Instant measuredAt, Instant validUntil, String messageId) {}

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

        /** By the total, else by the lower bound: the patient is at least that ill. */
        public NewsRisk risk() {
            return NewsRisk.of(lowerBound, anySingleThree);
        }
    }

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
                missing.isEmpty() ? OptionalInt.of(points) : OptionalInt.empty(),
                points,
                points + hidden,
                anySingleThree,
                List.copyOf(missing));
    }
}
