package org.vitalwire.ehr.delivery;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.ehr.ledger.ChartKind;
import org.vitalwire.ehr.ledger.DeliveryReport;
import org.vitalwire.ehr.ledger.DeliveryTargets;
import org.vitalwire.ehr.ledger.Refusal;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.web.ApiProblem;

/** How far deliveries are, for operators; nothing about patients. */
@RestController
@RequestMapping("/api/v1/deliveries")
class DeliveryController {

    private static final int LONGEST_PAGE = 500;

    private final DeliveryReport report;
    private final DeliveryTargets targets;
    private final Supplier<Map<String, TargetProgress.Now>> progress;
    private final AuditLog audit;
    private final InstantSource clock;

    /** A reason and how many lines failed for it. */
    record FailureCount(String error, Explanation explanation, long lines) {}

    /**
     * @param configured whether the answering process delivers to it, or would
     * @param doing of the answering process: delivering, waiting, connecting, standby (another one
     *     delivers) or stopped
     * @param kinds what it gets
     * @param notOffered what it was to get, but does not offer to take
     * @param trouble why the target took nothing when it was last tried; null when it did
     * @param triesAgainAt null unless it waits
     * @param oldestDueAt null when nothing waits
     * @param lagSeconds for how long the oldest has been due
     */
    record TargetStatus(
            String id,
            boolean configured,
            String doing,
            List<ChartKind> kinds,
            List<ChartKind> notOffered,
            @Nullable String trouble,
            @Nullable Instant triesAgainAt,
            long backlog,
            @Nullable Instant oldestDueAt,
            long lagSeconds,
            long failed,
            List<FailureCount> failures) {}

    /** Everybody who is delivered to. */
    record Deliveries(List<TargetStatus> targets) {}

    /**
     * A line that the target refused.
     *
     * @param resourceId ours; of an Observation as at /fhir
     * @param outcome what the target said, without what it had been sent; null if nothing
     */
    record FailedDelivery(
            String kind,
            String resourceId,
            String item,
            int revision,
            int attempts,
            Instant failedAt,
            String error,
            Explanation explanation,
            @Nullable Refusal outcome) {

        static FailedDelivery of(DeliveryReport.Failed failed) {
            return new FailedDelivery(
                    failed.kind(),
                    failed.resourceId(),
                    failed.item(),
                    failed.revision(),
                    failed.attempts(),
                    failed.failedAt(),
                    failed.error(),
                    Explanation.of(failed.error()),
                    failed.refusal().orElse(null));
        }
    }

    /**
     * @param next give it as {@code after} for the following page; null on the last one
     */
    record FailedPage(List<FailedDelivery> failed, @Nullable String next) {}

    /** How many lines are given another chance. */
    record Retried(int lines) {}

    DeliveryController(
            DeliveryReport report,
            DeliveryTargets targets,
            Supplier<Map<String, TargetProgress.Now>> progress,
            AuditLog audit,
            InstantSource clock) {
        this.report = report;
        this.targets = targets;
        this.progress = progress;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping
    @PreAuthorize("hasAnyRole('OPERATOR', 'INTEGRATOR')")
    @Operation(summary = "Every target: what waits, for how long, what failed and why")
    Deliveries deliveries() {
        Map<String, TargetProgress.Now> doing = progress.get();
        TreeSet<String> ids = new TreeSet<>(targets.known());
        ids.addAll(doing.keySet());
        return new Deliveries(ids.stream().map(id -> status(id, doing.get(id))).toList());
    }

    private TargetStatus status(String id, TargetProgress.@Nullable Now now) {
        DeliveryReport.Backlog backlog = report.backlog(id);
        DeliveryTargets.Kinds kinds =
                targets.kinds(id).orElseGet(() -> new DeliveryTargets.Kinds(Set.of(), Set.of()));
        return new TargetStatus(
                id,
                now != null,
                now == null ? "stopped" : now.doing().name().toLowerCase(java.util.Locale.ROOT),
                kinds.delivered().stream().sorted().toList(),
                kinds.notOffered().stream().sorted().toList(),
                now == null ? null : now.trouble().orElse(null),
                now == null ? null : now.until().orElse(null),
                backlog.lines(),
                backlog.oldest().orElse(null),
                backlog.lag(clock.instant()).toSeconds(),
                backlog.failed(),
                report.failures(id).stream()
                        .map(failure ->
                                new FailureCount(
                                        failure.error(),
                                        Explanation.of(failure.error()),
                                        failure.lines()))
                        .toList());
    }

    @GetMapping("/{target}/failed")
    @PreAuthorize("hasRole('OPERATOR')")
    @Operation(summary = "What a target refused, with what it said and what may help")
    FailedPage failed(
            @PathVariable String target,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "100") int limit) {
        requireKnown(target);
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST, "INVALID_LIMIT", "A page has 1 to 500 deliveries.");
        }
        List<FailedDelivery> page =
                report.failed(target, after, limit).stream().map(FailedDelivery::of).toList();
        return new FailedPage(page, page.size() < limit ? null : page.getLast().resourceId());
    }

    @PostMapping("/{target}/retry")
    @PreAuthorize("hasRole('OPERATOR')")
    @Operation(summary = "Gives everything that a target refused another chance")
    Retried retryAll(@PathVariable String target, Caller caller) {
        requireKnown(target);
        audit.action(caller, "deliveries-retry", target);
        return new Retried(report.retryFailed(target));
    }

    @PostMapping("/{target}/failed/{kind}/{resourceId}/retry")
    @PreAuthorize("hasRole('OPERATOR')")
    @Operation(summary = "Gives one refused delivery another chance")
    Retried retryOne(
            @PathVariable String target,
            @PathVariable String kind,
            @PathVariable String resourceId,
            Caller caller) {
        requireKnown(target);
        audit.action(caller, "delivery-retry", target + "/" + kind + "/" + resourceId);
        if (!report.retryFailed(target, kind, resourceId)) {
            throw new ApiProblem(
                    HttpStatus.NOT_FOUND,
                    "DELIVERY_NOT_FOUND",
                    "Nothing of this id has failed at this target.");
        }
        return new Retried(1);
    }

    private void requireKnown(String target) {
        if (!targets.known().contains(target)) {
            throw new ApiProblem(
                    HttpStatus.NOT_FOUND, "TARGET_NOT_FOUND", "There is no such target.");
        }
    }
}
