package org.vitalwire.analytics.evaluation;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.patient.Outcome;
import org.vitalwire.analytics.patient.PatientEvaluator;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Reading;

/** Plays one stay by one policy, and keeps what each score was worth in each hour. Single use. */
final class PolicyRun {

    private final Stay stay;
    private final long start;
    private final Playback playback;
    private final OutcomeLog log;
    private final Map<String, Score> told = new HashMap<>();
    private final Map<String, int[]> scores = new HashMap<>();

    private PolicyRun(PatientEvaluator evaluator, Stay stay) {
        this.stay = stay;
        this.start = EventTime.micros(stay.start());
        this.log = new OutcomeLog(start);
        this.playback = new Playback(evaluator, new PatientId(stay.id()), start, this::take);
    }

    static StayOutcome of(PatientEvaluator evaluator, Stay stay) {
        return new PolicyRun(evaluator, stay).play();
    }

    private StayOutcome play() {
        int next = 0;
        List<Reading> readings = stay.readings();
        for (int hour = 0; hour < stay.hours(); hour++) {
            long until = start + (hour + 1) * OutcomeLog.HOUR;
            while (next < readings.size() && Playback.arrival(readings.get(next)) < until) {
                playback.play(readings.get(next++));
            }
            playback.passTime(until - 1);
            carryScores(hour, EventTime.instant(until));
        }
        return new StayOutcome(log.alerts(stay.hours()), scores, log.heldBack());
    }

    private void take(Outcome outcome, long now) {
        log.take(outcome, now);
        for (Score score : outcome.scores()) {
            if (!score.retrospective()) {
                told.put(score.score(), score);
                int hour = Math.clamp((now - start) / OutcomeLog.HOUR, 0, stay.hours() - 1);
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
