package org.vitalwire.analytics.oxygen;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.contracts.event.OxygenTargetOrder;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.trace.TraceParent;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.kafka.EventPublisher;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.security.PatientAccess;
import org.vitalwire.kit.web.ApiProblem;

/** The NEWS2 SpO2 scale that is ordered for a patient. */
@RestController
@RequestMapping("/api/v1/patients/{patientId}/oxygen-target")
@Tag(name = "Oxygen target", description = "Which NEWS2 SpO2 scale is ordered")
class OxygenTargetController {

    private static final Duration ACK_TIMEOUT = Duration.ofSeconds(10);

    private final OxygenTargets targets;
    private final EventPublisher publisher;
    private final PatientAccess access;
    private final AuditLog audit;
    private final InstantSource clock;

    OxygenTargetController(
            OxygenTargets targets,
            EventPublisher publisher,
            PatientAccess access,
            AuditLog audit,
            InstantSource clock) {
        this.targets = targets;
        this.publisher = publisher;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What is to be ordered.
     *
     * @param scale 1, or 2 for a prescribed target of 88-92 % in hypercapnic failure
     */
    record Order(@Nullable Integer scale) {}

    /** What is in force; without an order that is scale 1, by nobody. */
    record InForce(
            String patientId, int scale, @Nullable Instant orderedAt, @Nullable String orderedBy) {

        static InForce of(OxygenTargetOrder order) {
            return new InForce(
                    order.patientId().value(),
                    order.spo2Scale(),
                    order.orderedAt(),
                    order.orderedBy());
        }
    }

    @PutMapping
    @PreAuthorize("hasRole('CLINICIAN')")
    @Operation(
            summary = "Order the SpO2 scale",
            description = "Answers when the order is durable. Scores and limits follow at once.")
    InForce order(
            @PathVariable String patientId,
            @RequestBody Order body,
            @RequestHeader(name = "traceparent", required = false) @Nullable String traceparent,
            Caller caller) {
        PatientId patient = visible(caller, patientId);
        Integer scale = body.scale();
        if (scale == null || (scale != 1 && scale != 2)) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST, "INVALID_SCALE", "The SpO2 scale is 1 or 2.");
        }
        OxygenTargetOrder order =
                new OxygenTargetOrder(
                        patient,
                        scale,
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        caller.subject());
        publish(order, Optional.ofNullable(traceparent).flatMap(TraceParent::parse).orElse(null));
        targets.change(patient.value(), order);
        audit.action(caller, "oxygen-target.order", patient.value());
        return InForce.of(order);
    }

    @GetMapping
    @PreAuthorize("hasAnyRole('CLINICIAN','CHARGE_NURSE','AUDITOR','INTEGRATOR')")
    @Operation(summary = "The SpO2 scale in force")
    InForce inForce(@PathVariable String patientId, Caller caller) {
        PatientId patient = visible(caller, patientId);
        audit.phiRead(caller, "oxygen-target.read", patient);
        return targets.find(patient)
                .map(InForce::of)
                .orElseGet(() -> new InForce(patient.value(), 1, null, null));
    }

    private PatientId visible(Caller caller, String patientId) {
        if (!PatientId.isValid(patientId)) {
            throw new ApiProblem(HttpStatus.NOT_FOUND, "PATIENT_NOT_FOUND", "No such patient.");
        }
        PatientId patient = new PatientId(patientId);
        access.requireVisible(caller, patient);
        return patient;
    }

    private void publish(OxygenTargetOrder order, @Nullable TraceParent trace) {
        try {
            publisher
                    .publish(
                            EventCodecs.OXYGEN_TARGET_ORDER,
                            order.patientId().value(),
                            order,
                            trace)
                    .get(ACK_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        } catch (ExecutionException | TimeoutException e) {
            throw unavailable();
        }
    }

    private static ApiProblem unavailable() {
        return new ApiProblem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "STREAM_UNAVAILABLE",
                "It is not known whether the order was kept; look, and order again.");
    }
}
