package org.vitalwire.analytics.decision;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.contracts.event.PolicyDecision;
import org.vitalwire.contracts.event.PolicyScope;
import org.vitalwire.contracts.trace.TraceParent;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.kit.kafka.EventPublisher;
import org.vitalwire.kit.web.ApiProblem;
import org.vitalwire.kit.web.Expected;

/** Makes decisions: numbers them, and answers once they are durable. */
final class DecisionDesk {

    private static final Duration ACK_TIMEOUT = Duration.ofSeconds(10);

    private final PolicyLedger ledger;
    private final EventPublisher publisher;
    private final InstantSource clock;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    DecisionDesk(PolicyLedger ledger, EventPublisher publisher, InstantSource clock) {
        this.ledger = ledger;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Puts a policy in force, or to trial, as the draft says.
     *
     * @throws ApiProblem when another decision is the newest than expected
     */
    Decided decide(
            PolicyScope scope,
            DecisionReader.Draft draft,
            Expected expected,
            String author,
            @Nullable TraceParent trace) {
        oneAtATime.lock();
        try {
            ScopeHistory history = ledger.history(scope);
            check(expected, history);
            int version = history.nextVersion();
            PolicyDecision decision = draft.decision(scope, version, author, now());
            // What could not be evaluated must not come into force.
            Rulebook.tried(draft.policy(), decision);
            return publish(decision, trace);
        } finally {
            oneAtATime.unlock();
        }
    }

    /**
     * From now on the scope has no policy of its own, or no candidate.
     *
     * @throws ApiProblem when it has none now, nor is one to come, or when another decision is the
     *     newest than expected
     */
    Decided withdraw(
            PolicyScope scope,
            Withdrawal withdrawal,
            Expected expected,
            String author,
            @Nullable TraceParent trace) {
        oneAtATime.lock();
        try {
            Instant now = now();
            ScopeHistory history = ledger.history(scope);
            check(expected, history);
            Decided last = standing(history, withdrawal.shadow(), now);
            return publish(
                    new PolicyDecision(
                            scope,
                            history.nextVersion(),
                            last.decision().policyId(),
                            author,
                            withdrawal.reason(),
                            now,
                            now,
                            Optional.empty(),
                            Optional.empty(),
                            withdrawal.shadow(),
                            Optional.empty()),
                    trace);
        } finally {
            oneAtATime.unlock();
        }
    }

    private static Decided standing(ScopeHistory history, boolean shadow, Instant now) {
        return history.newestFirst().stream()
                .filter(decided -> decided.decision().shadow() == shadow)
                .filter(decided ->
                        switch (history.standing(decided, EventTime.micros(now))) {
                            case IN_FORCE, PENDING -> true;
                            case SUPERSEDED, EXPIRED, WITHDRAWN -> false;
                        })
                .findFirst()
                .orElseThrow(() ->
                        new ApiProblem(
                                HttpStatus.NOT_FOUND,
                                "POLICY_NOT_FOUND",
                                "There is no such policy to withdraw."));
    }

    /** The table will say it once more, which changes nothing. */
    private Decided publish(PolicyDecision decision, @Nullable TraceParent trace) {
        try {
            publisher
                    .publish(EventCodecs.POLICY_DECISION, decision.key(), decision, trace)
                    .get(ACK_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        } catch (ExecutionException | TimeoutException e) {
            throw unavailable();
        }
        ledger.change(decision.key(), decision);
        return ledger.history(decision.scope()).newestFirst().stream()
                .filter(decided -> decided.decision().key().equals(decision.key()))
                .findFirst()
                .orElseThrow();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static ApiProblem unavailable() {
        return new ApiProblem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "STREAM_UNAVAILABLE",
                "It is not known whether the decision was kept; look, and decide again.");
    }

    private static void check(Expected expected, ScopeHistory history) {
        expected.check(
                history.version(),
                "POLICY_CHANGED",
                "Somebody else decided about this scope meanwhile; nothing was changed.");
    }
}
