package org.vitalwire.alert.operations;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.alert.operations.StatusDesk.Status;

/** How the platform stands. Says nothing of patients. */
@RestController
@RequestMapping("/api/v1/status")
@PreAuthorize("hasAnyRole('CLINICIAN', 'CHARGE_NURSE', 'OPERATOR', 'INTEGRATOR', 'AUDITOR')")
@Tag(name = "status")
class StatusController {

    private static final int MOST = 1_000;

    /**
     * @param overall ok, degraded or down: the worst of all parts and open alerts
     */
    record StatusView(
            Instant at, String overall, List<PartView> parts, List<OperationsAlertView> alerts) {}

    /**
     * @param state ok, degraded, down, or off for what is not set up
     * @param since when it came into this state, as far as this process knows
     */
    record PartView(
            String name, String state, Instant since, String detail, Map<String, Object> figures) {}

    /**
     * @param severity degraded or down
     * @param endedAt null while it lasts
     */
    record OperationsAlertView(
            String id,
            String kind,
            String severity,
            String subject,
            Instant since,
            String detail,
            @Nullable Instant endedAt) {}

    private final StatusDesk desk;
    private final OperationsAlerts alerts;

    StatusController(StatusDesk desk, OperationsAlerts alerts) {
        this.desk = desk;
        this.alerts = alerts;
    }

    @GetMapping
    @Operation(
            summary = "How the platform stands, part by part",
            description =
                    "At most 2 s old. `overall` is the worst of the parts and of the operations"
                            + " alerts that are open; a part that is `off` is not set up.")
    StatusView status() {
        Status status = desk.current();
        return new StatusView(
                status.at(),
                status.overall().code(),
                status.parts().stream()
                        .map(standing ->
                                new PartView(
                                        standing.part().name(),
                                        standing.part().state().code(),
                                        standing.since(),
                                        standing.part().detail(),
                                        standing.part().figures()))
                        .toList(),
                status.alerts().stream().map(StatusController::view).toList());
    }

    @GetMapping("/alerts")
    @Operation(summary = "Operations alerts, also those that are over; the newest first")
    List<OperationsAlertView> newest(@RequestParam(defaultValue = "100") int limit) {
        return alerts.newest(Math.clamp(limit, 1, MOST)).stream()
                .map(StatusController::view)
                .toList();
    }

    private static OperationsAlertView view(OperationsAlert alert) {
        return new OperationsAlertView(
                alert.id().toString(),
                alert.kind().code(),
                switch (alert.kind().severity()) {
                    case DEGRADED -> "degraded";
                    case DOWN -> "down";
                },
                alert.subject(),
                alert.since(),
                alert.detail(),
                alert.endedAt().orElse(null));
    }
}
