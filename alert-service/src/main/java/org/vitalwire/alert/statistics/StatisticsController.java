package org.vitalwire.alert.statistics;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.web.ApiProblem;

/** What alerts were in a period, of the caller's care units. */
@RestController
@RequestMapping("/api/v1/alerts/statistics")
@PreAuthorize("hasAnyRole('CLINICIAN', 'CHARGE_NURSE', 'OPERATOR', 'INTEGRATOR', 'AUDITOR')")
@Tag(name = "alerts")
class StatisticsController {

    private final StatisticsQuery query;
    private final AuditLog audit;
    private final InstantSource clock;

    StatisticsController(StatisticsQuery query, AuditLog audit, InstantSource clock) {
        this.query = query;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping
    @Operation(
            summary = "How many alerts, how soon they were accepted, how often people were paged",
            description =
                    "to is exclusive; the last 7 days where nothing is said; at most 92 days. unit:"
                            + " one care unit, else all of the caller's. zone: whose days daily has,"
                            + " UTC where it is not said. Retrospective alerts do not count, nor"
                            + " those of the platform's own canary.")
    AlertStatistics statistics(
            Caller caller,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable String zone) {
        if (unit != null && !caller.mayReach(unit)) {
            throw new ApiProblem(
                    HttpStatus.FORBIDDEN,
                    "CARE_UNIT_OUT_OF_REACH",
                    "The care unit is not one of the caller's.");
        }
        Period period = Period.of(from, to, zone, clock.instant());
        audit.phiRead(caller, "alert-statistics");
        return query.of(period, unit, units(caller, unit));
    }

    /** Empty for everywhere. */
    private static Optional<Collection<String>> units(Caller caller, @Nullable String unit) {
        if (unit != null) {
            return Optional.of(List.of(unit));
        }
        return caller.mayReachAllUnits() ? Optional.empty() : Optional.of(caller.careUnits());
    }
}
