package org.vitalwire.analytics.stream;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.decision.Rulebook;
import org.vitalwire.analytics.decision.Rulebooks;
import org.vitalwire.analytics.patient.Outcome;
import org.vitalwire.analytics.patient.PatientState;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.PolicyDecision;
import org.vitalwire.contracts.event.ShadowNotice;
import org.vitalwire.contracts.event.ShadowNotice.Candidate;
import org.vitalwire.contracts.event.ShadowNotice.Found;
import org.vitalwire.contracts.event.ShadowNotice.Watched;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Reading;

/**
 * Evaluates candidates beside what is in force, each with a state of its own that begins with it.
 * What it finds goes to shadow-findings.v1 and nowhere else: nobody is called. Whatever goes wrong
 * here stays here. Backfill is left out, as it would never have called anybody.
 */
final class ShadowWatch {

    private static final Logger log = LoggerFactory.getLogger(ShadowWatch.class);
    private static final long HOUR = 3_600_000_000L;
    private static final long NO_HOUR = -1;

    private final Rulebooks rulebooks;
    private final ShadowStore store;
    private final Emitter emitter;
    private final AnalyticsMeters meters;

    ShadowWatch(Rulebooks rulebooks, ShadowStore store, Emitter emitter, AnalyticsMeters meters) {
        this.rulebooks = rulebooks;
        this.store = store;
        this.emitter = emitter;
        this.meters = meters;
    }

    /**
     * @param live as it is after the reading: it knows what was ordered
     * @param now our time, microseconds
     */
    void onReading(PatientState live, PatientId patientId, Reading reading, long now) {
        if (reading.isRetrospective()) {
            return;
        }
        long measuredAt = EventTime.micros(reading.measuredAt());
        Optional<Rulebook> candidate = rulebooks.candidate(patientId, live.rulesAt(measuredAt));
        if (candidate.isEmpty()) {
            return;
        }
        try {
            evaluate(candidate.get(), live, patientId, reading, measuredAt, now);
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void evaluate(
            Rulebook candidate,
            PatientState live,
            PatientId patientId,
            Reading reading,
            long measuredAt,
            long now) {
        PolicyDecision decision = candidate.decision().orElseThrow();
        long name = nameOf(decision);
        ShadowStore.Entry known =
                store.get(patientId.value())
                        .filter(entry -> entry.candidate() == name)
                        .orElseGet(() -> new ShadowStore.Entry(name, NO_HOUR, new PatientState()));
        PatientState state = known.state();
        state.takeOrdersOf(live);
        Outcome outcome = candidate.evaluator().onReading(state, patientId, reading, now);
        tell(decision, patientId, outcome);
        long hour = Math.floorDiv(measuredAt, HOUR);
        if (hour > known.hour()) {
            emitter.shadow(
                    patientId.value(),
                    new Watched(of(decision), patientId, EventTime.instant(hour * HOUR)));
        }
        store.put(
                patientId.value(),
                new ShadowStore.Entry(name, Math.max(hour, known.hour()), state));
    }

    /**
     * Lets time pass for whoever a candidate watches, and forgets those whom it does not watch any
     * more.
     *
     * @param now our time, microseconds
     */
    void letTimePass(long now) {
        for (String id : store.patientIds()) {
            try {
                letTimePass(new PatientId(id), now);
            } catch (RuntimeException e) {
                failed(e);
            }
        }
    }

    private void letTimePass(PatientId patientId, long now) {
        ShadowStore.Entry known = store.get(patientId.value()).orElse(null);
        if (known == null) {
            store.forget(patientId.value());
            return;
        }
        PatientState state = known.state();
        Optional<Rulebook> candidate = rulebooks.candidate(patientId, state.rulesAtOurTime(now));
        PolicyDecision decision = candidate.flatMap(Rulebook::decision).orElse(null);
        if (candidate.isEmpty() || decision == null || nameOf(decision) != known.candidate()) {
            store.forget(patientId.value());
            return;
        }
        tell(decision, patientId, candidate.get().evaluator().onTime(state, patientId, now));
        if (state.isForgettable()) {
            store.forget(patientId.value());
        } else {
            store.put(patientId.value(), known);
        }
    }

    private void tell(PolicyDecision decision, PatientId patientId, Outcome outcome) {
        for (Finding finding : outcome.findings()) {
            if (!finding.retrospective()) {
                ShadowNotice found = new Found(of(decision), finding);
                emitter.shadow(patientId.value(), found);
                meters.foundByCandidate();
            }
        }
    }

    private void failed(RuntimeException e) {
        meters.candidateFailed();
        // The class only: the message of an exception may quote the value it failed on.
        log.atError()
                .addKeyValue("exception", e.getClass().getName())
                .log("a candidate policy could not be evaluated; what is in force is not touched");
    }

    private static Candidate of(PolicyDecision decision) {
        return new Candidate(decision.scope(), decision.version(), decision.policyId());
    }

    private static long nameOf(PolicyDecision decision) {
        return ((long) decision.scope().code().hashCode() << 32)
                ^ (decision.version() * 31L + decision.decidedAt().hashCode());
    }
}
