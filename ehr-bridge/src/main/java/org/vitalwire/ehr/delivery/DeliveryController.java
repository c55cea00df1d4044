package org.vitalwire.ehr.delivery;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.ehr.ledger.DeliveryLedger;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;

/** How far deliveries are, for operators; nothing about patients. */
@RestController
@RequestMapping("/api/v1/deliveries")
class DeliveryController {

    private final DeliveryLedger ledger;
    private final TargetSettings settings;
    private final AuditLog audit;

    /** A reason and how many lines failed for it. */
    record FailureCount(String error, long lines) {}

    /**
     * @param configured whether there is a target at all
     * @param oldestDueAt null when nothing waits
     */
    record Status(
            boolean configured,
            long backlog,
            @Nullable Instant oldestDueAt,
            long failed,
            List<FailureCount> failures) {}

    /** How many lines are given another chance. */
    record Retried(int lines) {}

    DeliveryController(DeliveryLedger ledger, TargetSettings settings, AuditLog audit) {
        this.ledger = ledger;
        this.settings = settings;
        this.audit = audit;
    }

    @GetMapping
    @PreAuthorize("hasAnyRole('OPERATOR', 'INTEGRATOR')")
    Status status() {
        DeliveryLedger.Backlog backlog = ledger.backlog();
        return new Status(
                settings.isConfigured(),
                backlog.lines(),
                backlog.oldest().orElse(null),
                backlog.failed(),
                ledger.failures().stream()
                        .map(failure -> new FailureCount(failure.error(), failure.lines()))
                        .toList());
    }

    @PostMapping("/retry")
    @PreAuthorize("hasAnyRole('OPERATOR', 'INTEGRATOR')")
    Retried retry(Caller caller) {
        audit.action(caller, "deliveries-retry", "all");
        return new Retried(ledger.retryFailed());
    }
}
