package org.vitalwire.analytics.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.patient.Outcome;
import org.vitalwire.analytics.patient.PatientEvaluator;
import org.vitalwire.analytics.patient.PatientState;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Finding.Phase;
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
    private final Map<String, Open> open = new LinkedHashMap<>();
    private final List<Alert> alerts = new ArrayList<>();
    private final Map<String, Score> told = new HashMap<>();
    private final Map<String, int[]> scores = new HashMap<>();

    private record Open(String condition, Priority priority, int escalations, double startedAt) {}

    private PolicyRun(PatientEvaluator evaluator, Stay stay) {
        this.evaluator = evaluator;
        this.stay = stay;
        this.patient = new PatientId(stay.id());
        this.start = EventTime.micros(stay.start());
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
        open.values().forEach(last -> alerts.add(close(last, stay.hours())));
        alerts.sort(Comparator.comparingDouble(Alert::startedAt).thenComparing(Alert::condition));
        return new StayOutcome(alerts, scores);
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
                take(finding, (now - start) / (double) HOUR);
            }
        }
        for (Score score : outcome.scores()) {
            if (!score.retrospective()) {
                told.put(score.score(), score);
                hours(score)[hour] = score.asOf(EventTime.instant(now)).lowerBound();
            }
        }
    }

    /** Alerts begin and end when somebody would have been told, not when the sign changed. */
    private void take(Finding finding, double at) {
        Open known = open.get(finding.findingId());
        if (finding.phase() == Phase.ENDED) {
            if (known != null) {
                alerts.add(close(known, at));
                open.remove(finding.findingId());
            }
        } else if (known == null) {
            open.put(
                    finding.findingId(),
                    new Open(finding.condition(), finding.priority(), 0, at));
        } else if (finding.priority().compareTo(known.priority()) > 0) {
            open.put(
                    finding.findingId(),
                    new Open(
                            known.condition(),
                            finding.priority(),
                            known.escalations() + 1,
                            known.startedAt()));
        }
    }

    private static Alert close(Open known, double at) {
        return new Alert(
                known.condition(), known.priority(), known.escalations(), known.startedAt(), at);
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
