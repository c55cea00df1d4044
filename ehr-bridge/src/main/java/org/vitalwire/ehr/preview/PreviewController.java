package org.vitalwire.ehr.preview;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.ledger.ChartedMinutes;
import org.vitalwire.ehr.ledger.LedgerEntry;
import org.vitalwire.ehr.ledger.PatientAlerts;
import org.vitalwire.ehr.policy.ChartingPolicy;
import org.vitalwire.ehr.policy.Opened;
import org.vitalwire.ehr.preview.ChartingPreview.Previewed;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.security.PatientAccess;
import org.vitalwire.kit.web.ApiProblem;

/** Charting policies, and what they come to for a patient. */
@RestController
@RequestMapping("/api/v1/charting")
class PreviewController {

    private static final Duration LONGEST_PERIOD = Duration.ofHours(24);
    private static final int MOST_LINES = 5_000;

    private final Set<String> targets;
    private final Function<String, ChartingPolicy> policies;
    private final ChartedMinutes minutes;
    private final PatientAlerts alerts;
    private final PatientAccess access;
    private final AuditLog audit;

    /** What one target gets. */
    record TargetPolicy(String id, PolicyDocument policy) {}

    /**
     * @param targets that this installation delivers to
     * @param items that a policy may have rules for
     */
    record Policies(List<TargetPolicy> targets, List<String> items) {}

    /**
     * What is to be looked at.
     *
     * @param to not included; at most 24 h after {@code from}
     * @param target whose policy counts; null: {@code policy}, or what a target gets by default
     * @param policy one to try; null if a target is named
     */
    record PreviewRequest(
            @Nullable String patientId,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String target,
            @Nullable PolicyDocument policy) {}

    /** An alert around which minutes count. */
    record Alert(Instant openedAt, String priority) {}

    /**
     * @param written how many lines are written in all, and {@code withheld} how many are not
     * @param truncated whether there are more lines than these
     */
    record Preview(
            String patientId,
            Instant from,
            Instant to,
            PolicyDocument policy,
            List<Alert> alerts,
            long written,
            long withheld,
            boolean truncated,
            List<PreviewLine> lines) {}

    PreviewController(
            Set<String> targets,
            Function<String, ChartingPolicy> policies,
            ChartedMinutes minutes,
            PatientAlerts alerts,
            PatientAccess access,
            AuditLog audit) {
        this.targets = Set.copyOf(targets);
        this.policies = policies;
        this.minutes = minutes;
        this.alerts = alerts;
        this.access = access;
        this.audit = audit;
    }

    @GetMapping
    @PreAuthorize("hasAnyRole('OPERATOR', 'INTEGRATOR', 'CLINICIAN', 'CHARGE_NURSE')")
    @Operation(summary = "What each target gets of the chart")
    Policies policies() {
        return new Policies(
                targets.stream()
                        .sorted()
                        .map(id -> new TargetPolicy(id, PolicyDocument.of(policies.apply(id))))
                        .toList(),
                Arrays.stream(ChartItem.values()).map(ChartItem::code).toList());
    }

    @PostMapping("/preview")
    @PreAuthorize("hasAnyRole('INTEGRATOR', 'CLINICIAN', 'CHARGE_NURSE')")
    @Operation(
            summary = "What would be written of a patient, when, and why not; nothing is written",
            description =
                    "Of what is charted: implausible and flagged values are not on the chart in the first place.")
    Preview preview(@RequestBody PreviewRequest request, Caller caller) {
        PatientId patient =
                access.visible(caller, request.patientId() == null ? "" : request.patientId());
        Instant from = required(request.from());
        Instant to = required(request.to());
        if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST_PERIOD) > 0) {
            throw invalidPeriod();
        }
        ChartingPolicy policy = policy(request);
        audit.phiRead(caller, "charting-preview", patient);
        // Full hours: no line stands for minutes on both sides of one.
        List<LedgerEntry> charted =
                minutes.of(
                        patient,
                        from.truncatedTo(ChronoUnit.HOURS),
                        to.plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.HOURS));
        List<Opened> opened =
                alerts.of(List.of(patient), from.truncatedTo(ChronoUnit.HOURS))
                        .getOrDefault(patient, List.of());
        List<Previewed> lines =
                ChartingPreview.of(policy, charted, opened).stream()
                        .filter(line -> {
                            Instant start = line.entry().chart().key().minute();
                            return !start.isBefore(from) && start.isBefore(to);
                        })
                        .toList();
        long written = lines.stream().filter(line -> line.reason().isWritten()).count();
        return new Preview(
                patient.value(),
                from,
                to,
                PolicyDocument.of(policy),
                opened.stream()
                        .map(alert -> new Alert(alert.at(), alert.priority().name()))
                        .toList(),
                written,
                lines.size() - written,
                lines.size() > MOST_LINES,
                lines.stream().limit(MOST_LINES).map(PreviewLine::of).toList());
    }

    private ChartingPolicy policy(PreviewRequest request) {
        if (request.target() != null && request.policy() != null) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST,
                    "INVALID_POLICY",
                    "Give a target or a policy, not both.");
        }
        if (request.target() != null) {
            if (!targets.contains(request.target())) {
                throw new ApiProblem(
                        HttpStatus.NOT_FOUND, "TARGET_NOT_FOUND", "There is no such target.");
            }
            return policies.apply(request.target());
        }
        try {
            return Optional.ofNullable(request.policy())
                    .map(PolicyDocument::policy)
                    .orElse(ChartingPolicy.BY_THE_MINUTE);
        } catch (IllegalArgumentException e) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST, "INVALID_POLICY", String.valueOf(e.getMessage()));
        }
    }

    private static Instant required(@Nullable Instant time) {
        if (time == null) {
            throw invalidPeriod();
        }
        return time;
    }

    private static ApiProblem invalidPeriod() {
        return new ApiProblem(
                HttpStatus.BAD_REQUEST,
                "INVALID_PERIOD",
                "from is before to, and at most 24 hours before it.");
    }
}
