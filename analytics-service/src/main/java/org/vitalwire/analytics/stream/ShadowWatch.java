package org.vitalwire.analytics.stream;

import java.time.Instant;
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

    /** A candidate that fails may fail with every reading. */
    private static final long SAY_EVERY = 60_000_000L;

    private final Rulebooks rulebooks;
    private final ShadowStore store;
    private final Emitter emitter;
    private final AnalyticsMeters meters;
    private final WardRound round;

    /** Our time when a failure was last logged. */
    private long saidAt = -SAY_EVERY;

    /**
     * @param round of its own, as a candidate's patients need looks at other times
     */
    ShadowWatch(
            Rulebooks rulebooks,
            ShadowStore store,
            Emitter emitter,
            AnalyticsMeters meters,
            WardRound round) {
        this.rulebooks = rulebooks;
        this.store = store;
        this.emitter = emitter;
        this.meters = meters;
        this.round = round;
    }

    /**
     * Takes up whoever is watched and not known yet, as after a start.
     *
     * @param clock our time, microseconds
     */
    void takeUpEverybody(long clock) {
        store.patientIds().forEach(id -> round.takeUp(id, clock));
    }

    /** What a candidate makes of something, still to be told and stored. */
    private record Step(PolicyDecision decision, ShadowStore.Entry entry, Outcome outcome) {}

    /**
     * @param live as it is after the reading: it knows what was ordered
     * @param now our time, microseconds
     */
    void onReading(PatientState live, PatientId patientId, Reading reading, long now) {
        if (reading.isRetrospective()) {
            return;
        }
        Step step;
        try {
            step = evaluate(live, patientId, reading, now).orElse(null);
        } catch (RuntimeException e) {
            failed(e, now);
            return;
        }
        if (step == null) {
            return;
        }
        tell(step.decision(), patientId, step.outcome());
        ShadowStore.Entry entry = step.entry();
        long hour = Math.floorDiv(EventTime.micros(reading.measuredAt()), HOUR);
        if (hour > entry.hour()) {
            Instant begins = EventTime.instant(hour * HOUR);
            emitter.shadow(patientId.value(), new Watched(of(step.decision()), patientId, begins));
            entry = new ShadowStore.Entry(entry.candidate(), hour, entry.state());
        }
        store.put(patientId.value(), entry);
        round.read(patientId.value(), step.outcome().restMicros(), now);
    }

    private Optional<Step> evaluate(
            PatientState live, PatientId patientId, Reading reading, long now) {
        long measuredAt = EventTime.micros(reading.measuredAt());
        Rulebook candidate = rulebooks.candidate(patientId, live.rulesAt(measuredAt)).orElse(null);
        if (candidate == null) {
            return Optional.empty();
        }
        PolicyDecision decision = candidate.decision().orElseThrow();
        long name = nameOf(decision);
        ShadowStore.Entry known =
                store.get(patientId.value())
                        .filter(entry -> entry.candidate() == name)
                        .orElseGet(() -> new ShadowStore.Entry(name, NO_HOUR, new PatientState()));
        known.state().takeOrdersOf(live);
        Outcome outcome = candidate.evaluator().onReading(known.state(), patientId, reading, now);
        return Optional.of(new Step(decision, known, outcome));
    }

    /**
     * Lets time pass for whoever a candidate watches, and forgets those whom it does not watch any
     * more. Each has a turn, so that live readings do not wait for a look at all of them.
     *
     * @param clock our time, microseconds
     * @param now the same, or earlier while a backlog is worked off
     */
    void letTimePass(long clock, long now) {
        for (String id : round.due(clock)) {
            PatientId patientId = new PatientId(id);
            Step step;
            try {
                step = letTimePass(patientId, now).orElse(null);
            } catch (RuntimeException e) {
                failed(e, now);
                round.leave(id, 0, clock);
                continue;
            }
            if (step == null) {
                store.forget(id);
                round.forget(id);
                continue;
            }
            tell(step.decision(), patientId, step.outcome());
            if (step.entry().state().isForgettable()) {
                store.forget(id);
                round.forget(id);
            } else {
                store.put(id, step.entry());
                round.leave(id, step.outcome().restMicros(), clock);
            }
        }
    }

    /** Empty for a patient whom this candidate does not watch any more. */
    private Optional<Step> letTimePass(PatientId patientId, long now) {
        ShadowStore.Entry known = store.get(patientId.value()).orElse(null);
        if (known == null) {
            return Optional.empty();
        }
        PatientState state = known.state();
        return rulebooks
                .candidate(patientId, state.rulesAtOurTime(now))
                .flatMap(candidate ->
                        candidate
                                .decision()
                                .filter(decision -> nameOf(decision) == known.candidate())
                                .map(decision ->
                                        new Step(
                                                decision,
                                                known,
                                                candidate
                                                        .evaluator()
                                                        .onTime(state, patientId, now))));
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

    private void failed(RuntimeException e, long now) {
        meters.candidateFailed();
        if (now - saidAt < SAY_EVERY) {
            return;
        }
        saidAt = now;
        // Only what we evaluate comes here: what Kafka Streams throws is the stream's to handle.
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
