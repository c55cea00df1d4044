package org.vitalwire.analytics.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.patient.Outcome;
import org.vitalwire.analytics.patient.PatientEvaluator;
import org.vitalwire.analytics.patient.PatientState;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Reading;

/**
 * Plays one stay to the live evaluator as it would have come: every reading at its receipt, and the
 * passing of time in between. Single use.
 */
final class PolicyRun {

    /** Live it is every 5 s; what depends on it here is minutes and hours long. */
    private static final long TIME_PASSES_EVERY = EventTime.micros(Duration.ofMinutes(5));

    /** Late enough after a reading for everything that waits for stragglers. */
    private static final long SETTLED = EventTime.micros(Duration.ofSeconds(30));

    private static final long HOUR = EventTime.micros(Duration.ofHours(1));

    private final PatientEvaluator evaluator;
    private final Stay stay;
    private final PatientId patient;
    private final long start;
    private final PatientState state = new PatientState();
    private final Map<Priority, AlertLog> logs = new EnumMap<>(Priority.class);
    private final Map<String, Score> told = new HashMap<>();
    private final Map<String, int[]> scores = new HashMap<>();

    private PolicyRun(PatientEvaluator evaluator, Stay stay) {
        this.evaluator = evaluator;
        this.stay = stay;
        this.patient = new PatientId(stay.id());
        this.start = EventTime.micros(stay.start());
        for (Priority least : Priority.values()) {
            logs.put(least, new AlertLog(least));
        }
    }

    static StayOutcome of(PatientEvaluator evaluator, Stay stay) {
        return new PolicyRun(evaluator, stay).play();
    }

    private StayOutcome play() {
        int next = 0;
        List<Reading> readings = stay.readings();
        for (int hour = 0; hour < stay.hours(); hour++) {
            long until = start + (hour + 1) * HOUR;
            long clock = until - HOUR;
            while (next < readings.size() && arrival(readings.get(next)) < until) {
                Reading reading = readings.get(next++);
                clock = passTime(hour, clock, arrival(reading));
                take(
                        hour,
                        arrival(reading),
                        evaluator.onReading(state, patient, reading, arrival(reading)));
            }
            passTime(hour, clock, until - 1);
            carryScores(hour, EventTime.instant(until));
        }
        Map<Priority, List<Alert>> alerts = new EnumMap<>(Priority.class);
        logs.forEach((least, log) -> alerts.put(least, log.until(stay.hours())));
        return new StayOutcome(alerts, scores, Map.of());
    }

    private static long arrival(Reading reading) {
        return EventTime.micros(reading.receivedAt());
    }

    private long passTime(int hour, long from, long to) {
        if (to - from > SETTLED) {
            onTime(hour, from + SETTLED);
        }
        for (long now = from + TIME_PASSES_EVERY; now < to; now += TIME_PASSES_EVERY) {
            onTime(hour, now);
        }
        return to;
    }

    private void onTime(int hour, long now) {
        take(hour, now, evaluator.onTime(state, patient, now));
    }

    private void take(int hour, long now, Outcome outcome) {
        for (Finding finding : outcome.findings()) {
            if (!finding.retrospective()) {
                double at = (now - start) / (double) HOUR;
                logs.values().forEach(log -> log.take(finding, at));
            }
        }
        for (Score score : outcome.scores()) {
            if (!score.retrospective()) {
                told.put(score.score(), score);
                hours(score)[hour] = score.asOf(EventTime.instant(now)).lowerBound();
            }
        }
    }

    /** In an hour without a new score the last one stands, for what it is still worth. */
    private void carryScores(int hour, Instant end) {
        told.forEach((name, score) -> {
            int[] values = hours(score);
            if (values[hour] == StayOutcome.UNKNOWN) {
                values[hour] = score.asOf(end).lowerBound();
            }
        });
    }

    private int[] hours(Score score) {
        return scores.computeIfAbsent(
                score.score(),
                name -> {
                    int[] values = new int[stay.hours()];
                    Arrays.fill(values, StayOutcome.UNKNOWN);
                    return values;
                });
    }
}
