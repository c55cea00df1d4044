package org.vitalwire.analytics.decision;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.contracts.event.PolicyDecision;
import org.vitalwire.contracts.event.PolicyScope;
import org.vitalwire.contracts.event.ShadowNotice.Candidate;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.web.ApiProblem;

/** What a candidate policy would have done. */
@RestController
@RequestMapping("/api/v1/policies/shadow")
@Tag(name = "Policies")
class ShadowController {

    private static final Duration USUAL_RANGE = Duration.ofDays(1);
    private static final Duration LONGEST_RANGE = Duration.ofDays(31);

    private final PolicyLedger ledger;
    private final ScopeAccess access;
    private final TopicRange topics;
    private final AuditLog audit;
    private final InstantSource clock;

    /** Each reads the topics anew. */
    private final Semaphore oneAtATime = new Semaphore(1);

    ShadowController(
            PolicyLedger ledger,
            ScopeAccess access,
            TopicRange topics,
            AuditLog audit,
            InstantSource clock) {
        this.ledger = ledger;
        this.access = access;
        this.topics = topics;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping
    @PreAuthorize("hasAnyRole('CHARGE_NURSE','CLINICIAN','AUDITOR')")
    @Operation(
            summary = "What the candidate of a scope would have done",
            description =
                    "Findings that began, by condition and patient-day, beside those that were in"
                            + " force for the same patients in the same hours, since the trial"
                            + " began. The newest"
                            + " candidate, or the one of the version; the last day, or up to 31."
                            + " Bounded: truncated says that the counts are too small.")
    ShadowReport shadow(
            @RequestParam String scope,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            Caller caller) {
        PolicyScope asked = access.mayReview(caller, scope);
        PolicyDecision trial = candidate(asked, version);
        Candidate candidate = new Candidate(trial.scope(), trial.version(), trial.policyId());
        Instant end = to == null ? clock.instant() : to;
        Instant begin = from == null ? end.minus(USUAL_RANGE) : from;
        if (!end.isAfter(begin) || Duration.between(begin, end).compareTo(LONGEST_RANGE) > 0) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST,
                    "INVALID_RANGE",
                    "From must lie before to, by 31 days at most.");
        }
        audit.action(caller, "policy.shadow", asked.code());
        return report(new ShadowCounts(candidate, trial.effectiveFrom(), begin, end), begin);
    }

    private ShadowReport report(ShadowCounts counts, Instant begin) {
        if (!oneAtATime.tryAcquire()) {
            throw new ApiProblem(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "REPORT_BUSY",
                    "Another report is being made; ask again in some seconds.");
        }
        try {
            boolean truncated = topics.read(EventCodecs.SHADOW, begin, counts::add);
            truncated |= topics.read(EventCodecs.FINDING, begin, counts::addInForce);
            return counts.report(truncated);
        } catch (KafkaException e) {
            throw new ApiProblem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "STREAM_UNAVAILABLE",
                    "What was said cannot be read now.");
        } finally {
            oneAtATime.release();
        }
    }

    private PolicyDecision candidate(PolicyScope scope, @Nullable Integer version) {
        return ledger.history(scope).newestFirst().stream()
                .filter(decided -> !decided.isWithdrawal())
                .map(Decided::decision)
                .filter(PolicyDecision::shadow)
                .filter(decision -> version == null || decision.version() == version)
                .findFirst()
                .orElseThrow(() ->
                        new ApiProblem(
                                HttpStatus.NOT_FOUND,
                                "POLICY_NOT_FOUND",
                                "There has been no such candidate."));
    }
}
