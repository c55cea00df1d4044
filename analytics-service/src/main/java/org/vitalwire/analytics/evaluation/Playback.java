package org.vitalwire.analytics.evaluation;

import java.time.Duration;
import java.util.function.ObjLongConsumer;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.patient.Outcome;
import org.vitalwire.analytics.patient.PatientEvaluator;
import org.vitalwire.analytics.patient.PatientState;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Reading;

/**
 * Plays one patient's readings to the live evaluator as they came: each at its receipt, and the
 * passing of time in between. All times are microseconds of our clock.
 */
final class Playback {

    /** Live it is every 5 s; what depends on it here is minutes and hours long. */
    private static final long TIME_PASSES_EVERY = EventTime.micros(Duration.ofMinutes(5));

    /** Late enough after a reading for everything that waits for stragglers. */
    private static final long SETTLED = EventTime.micros(Duration.ofSeconds(30));

    private final PatientEvaluator evaluator;
    private final PatientId patient;
    private final ObjLongConsumer<Outcome> told;
    private final PatientState state = new PatientState();
    private long clock;

    /**
     * @param told is given what was told, and when
     */
    Playback(
            PatientEvaluator evaluator,
            PatientId patient,
            long start,
            ObjLongConsumer<Outcome> told) {
        this.evaluator = evaluator;
        this.patient = patient;
        this.clock = start;
        this.told = told;
    }

    static long arrival(Reading reading) {
        return EventTime.micros(reading.receivedAt());
    }

    void play(Reading reading) {
        passTime(arrival(reading));
        told.accept(evaluator.onReading(state, patient, reading, clock), clock);
    }

    /** Nothing comes until then. */
    void passTime(long to) {
        if (to - clock > SETTLED) {
            onTime(clock + SETTLED);
        }
        for (long now = clock + TIME_PASSES_EVERY; now < to; now += TIME_PASSES_EVERY) {
            onTime(now);
        }
        clock = Math.max(clock, to);
    }

    private void onTime(long now) {
        told.accept(evaluator.onTime(state, patient, now), now);
    }
}
