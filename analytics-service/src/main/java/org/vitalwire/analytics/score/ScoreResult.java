package org.vitalwire.analytics.score;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.contracts.event.Finding.Evidence;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.id.PatientId;

/** What a score says at one moment, before it is told to anybody. */
public sealed interface ScoreResult permits Tally, Refusal {

    /** For example {@code mews}. */
    String score();

    /** Only of a complete score: a part of it is never shown as the total. */
    OptionalInt total();

    /** The points that are known; the total is at least that. */
    int lowerBound();

    /** The total is at most that, with all that is missing at its worst. */
    int upperBound();

    /** Names of the parameters that are missing or too old. */
    List<String> missing();

    /** Whether not one input is there, or nothing may be scored. */
    boolean isEmpty();

    /** What the lower bound means, by the table; empty where the table says nothing. */
    Optional<String> risk();

    /** Name of the age range whose bands were used; empty where age does not change them. */
    Optional<String> ageRange();

    /**
     * Equal for two results of one score exactly when nothing that matters differs: age range,
     * which inputs are there, and the points of each. Not negative.
     */
    long signature();

    /** As on the wire. */
    List<Score.Component> components();

    /** What the table says beside the points; empty of a refusal. */
    Optional<Score.Table> table();

    /** Why nothing was scored. */
    Optional<Score.Refusal> refusal();

    /** The values that it rests on. */
    List<Evidence> evidence();

    /**
     * The arithmetic in words, for example {@code total 8: respiratory rate 22 /min (2), ...}; of a
     * refusal its reason.
     */
    String explain();

    /**
     * The event that tells it.
     *
     * @param measuredAt of the newest input, stale or not, microseconds: what has only aged does
     *     not make a score of an earlier time ({@link ScoreEngine#newestAt})
     * @param messageId the reading that caused this evaluation
     */
    default Score told(
            PatientId patientId,
            long measuredAt,
            boolean retrospective,
            boolean synthetic,
            String messageId) {
        return new Score(
                score(),
                patientId,
                EventTime.instant(measuredAt),
                0,
                components(),
                retrospective,
                synthetic,
                messageId,
                table(),
                refusal());
    }

    default boolean isComplete() {
        return total().isPresent();
    }
}
