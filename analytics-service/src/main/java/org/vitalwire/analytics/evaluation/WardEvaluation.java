package org.vitalwire.analytics.evaluation;

import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.decision.Rulebooks;
import org.vitalwire.analytics.patient.PatientEvaluator;
import org.vitalwire.analytics.policy.Policy;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Reading;

/**
 * What a policy would have called lately, beside what is in force now for each patient. Both start
 * afresh with the first reading, so that what was on before is told again by both. Not safe for use
 * by several threads.
 */
final class WardEvaluation {

    private final PatientEvaluator asked;
    private final Rulebooks rulebooks;
    private final long now;
    private final Predicate<PatientId> wanted;
    private final Map<PatientId, Bed> beds = new LinkedHashMap<>();
    private final Map<Priority, Tally> ofAsked = new EnumMap<>(Priority.class);
    private final Map<Priority, Tally> ofInForce = new EnumMap<>(Priority.class);

    private record Bed(Instant start, Side asked, Side inForce) {}

    private record Side(Playback playback, OutcomeLog log) {
        static Side of(PatientEvaluator evaluator, PatientId patient, long start) {
            OutcomeLog log = new OutcomeLog(start);
            return new Side(new Playback(evaluator, patient, start, log::take), log);
        }
    }

    /**
     * @param now whose policies in force are compared with, microseconds
     * @param wanted of whom
     */
    WardEvaluation(Policy policy, Rulebooks rulebooks, long now, Predicate<PatientId> wanted) {
        this.asked = new PatientEvaluator(policy);
        this.rulebooks = rulebooks;
        this.now = now;
        this.wanted = wanted;
        for (Priority least : Priority.values()) {
            ofAsked.put(least, new Tally(policy.id() + ", " + least.code() + " and above"));
            ofInForce.put(least, new Tally("in force, " + least.code() + " and above"));
        }
    }

    void take(Reading reading) {
        Optional<PatientId> patient = reading.patientId();
        if (patient.isEmpty() || reading.isRetrospective() || !wanted.test(patient.get())) {
            return;
        }
        Bed bed = beds.computeIfAbsent(patient.get(), id -> bed(id, reading));
        bed.asked().playback().play(reading);
        bed.inForce().playback().play(reading);
    }

    private Bed bed(PatientId patient, Reading first) {
        long start = EventTime.micros(first.receivedAt());
        return new Bed(
                first.receivedAt(),
                Side.of(asked, patient, start),
                Side.of(rulebooks.inForce(patient, now).evaluator(), patient, start));
    }

    /**
     * The figures; ends the evaluation.
     *
     * @param end until when time has passed for everybody
     */
    Map<String, @Nullable Object> report(Instant end) {
        beds.forEach((patient, bed) -> {
            long until = EventTime.micros(end);
            long lasted = Math.max(0, until - EventTime.micros(bed.start()));
            int hours = (int) (lasted / OutcomeLog.HOUR) + 1;
            Stay stay =
                    new Stay("stay", bed.start(), hours, List.of(), List.of(), Optional.empty());
            count(bed.asked(), stay, until, ofAsked);
            count(bed.inForce(), stay, until, ofInForce);
        });
        return ReportJson.ward(beds.size(), figures(ofAsked), figures(ofInForce));
    }

    private static void count(Side side, Stay stay, long until, Map<Priority, Tally> tallies) {
        side.playback().passTime(until);
        Map<Priority, List<Alert>> alerts = side.log().alerts(stay.hours());
        tallies.forEach((least, tally) -> tally.add(stay, alerts.getOrDefault(least, List.of())));
    }

    private static List<AlertFigures> figures(Map<Priority, Tally> tallies) {
        return tallies.values().stream().map(Tally::figures).toList();
    }
}
