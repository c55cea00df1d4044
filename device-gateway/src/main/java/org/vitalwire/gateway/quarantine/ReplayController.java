package org.vitalwire.gateway.quarantine;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.contracts.event.DeviceEvent.Severity;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.gateway.device.DeviceRegistry;
import org.vitalwire.gateway.device.RegisteredDevice;
import org.vitalwire.gateway.event.DeviceEvents;
import org.vitalwire.gateway.explain.Explainer;
import org.vitalwire.gateway.explain.Explanation;
import org.vitalwire.gateway.explain.Explanation.ExplainedFault;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.security.PatientAccess;
import org.vitalwire.kit.web.ApiProblem;

/** Why something was refused, and sending it through again once the cause is mended. */
@RestController
@RequestMapping("/api/v1/rejections")
class ReplayController {

    private static final int MOST = 1_000;

    private final RejectionStore store;
    private final Replayer replayer;
    private final Explainer explainer;
    private final DeviceRegistry registry;
    private final DeviceEvents events;
    private final PatientAccess access;
    private final AuditLog audit;

    ReplayController(
            RejectionStore store,
            Replayer replayer,
            Explainer explainer,
            DeviceRegistry registry,
            DeviceEvents events,
            PatientAccess access,
            AuditLog audit) {
        this.store = store;
        this.replayer = replayer;
        this.explainer = explainer;
        this.registry = registry;
        this.events = events;
        this.access = access;
        this.audit = audit;
    }

    record ReplayView(String id, ReplayOutcome outcome, int readings, List<ExplainedFault> faults) {

        static ReplayView of(Replayer.Result result) {
            return new ReplayView(
                    result.id(),
                    result.outcome(),
                    result.readings(),
                    result.faults().stream().map(ExplainedFault::of).toList());
        }
    }

    /** Which to replay; nothing of it is all that are open. */
    record Wanted(
            @Nullable String device,
            @Nullable String code,
            @Nullable String codec,
            @Nullable Integer limit) {}

    record ReplaysView(
            int replayed, long accepted, long partly, long rejected, List<ReplayView> results) {}

    /** The bytes may hold anything, so each look is audited. */
    @GetMapping("/{id}/explain")
    @PreAuthorize("hasRole('OPERATOR')")
    Explanation explain(@PathVariable String id, Caller caller) {
        Quarantined payload = decodable(id);
        RegisteredDevice device = registry.find(payload.deviceId());
        if (device == null) {
            throw new ApiProblem(
                    HttpStatus.CONFLICT,
                    "DEVICE_NOT_REGISTERED",
                    "No device of that name is registered, so nobody knows which codec reads it.");
        }
        Explanation explanation =
                explainer.explain(
                        payload.publication(device), patient -> access.isVisible(caller, patient));
        audit.action(caller, "explain-rejected-payload", id);
        explanation.readings().stream()
                .map(Explanation.ExplainedReading::patientId)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(patient ->
                        audit.phiRead(caller, "explain-rejected-payload", new PatientId(patient)));
        return explanation;
    }

    @PostMapping("/{id}/replay")
    @PreAuthorize("hasRole('OPERATOR')")
    ReplayView replay(@PathVariable String id, Caller caller) {
        audit.action(caller, "replay-rejected-payload", id);
        List<Replayer.Result> results = replayer.replay(List.of(decodable(id)), caller.subject());
        tell(results);
        return ReplayView.of(results.getFirst());
    }

    /** Those that can be replayed at all; what was cut or holds no reading is left out. */
    @PostMapping("/replay")
    @PreAuthorize("hasRole('OPERATOR')")
    ReplaysView replayMany(@RequestBody(required = false) @Nullable Wanted wanted, Caller caller) {
        Wanted which = wanted == null ? new Wanted(null, null, null, null) : wanted;
        int limit = which.limit() == null ? 100 : Math.clamp(which.limit(), 1, MOST);
        RejectionStore.Filter filter =
                new RejectionStore.Filter(
                        which.device(),
                        RejectionController.failureCode(which.code()),
                        which.codec(),
                        true);
        audit.action(
                caller,
                "replay-rejected-payloads",
                which.device() == null ? "all devices" : which.device());
        List<Replayer.Result> results =
                replayer.replay(store.replayable(filter, limit), caller.subject());
        tell(results);
        return new ReplaysView(
                results.size(),
                count(results, ReplayOutcome.ACCEPTED),
                count(results, ReplayOutcome.PARTLY),
                count(results, ReplayOutcome.REJECTED),
                results.stream().map(ReplayView::of).toList());
    }

    private Quarantined decodable(String id) {
        Quarantined payload =
                store.find(id)
                        .orElseThrow(() ->
                                new ApiProblem(
                                        HttpStatus.NOT_FOUND,
                                        "REJECTION_NOT_FOUND",
                                        "No such rejection."));
        payload.obstacle()
                .ifPresent(obstacle -> {
                    throw new ApiProblem(HttpStatus.CONFLICT, obstacle.name(), obstacle.words());
                });
        return payload;
    }

    /** One event for each device, however many payloads. */
    private void tell(List<Replayer.Result> results) {
        Map<String, List<Replayer.Result>> byDevice =
                results.stream().collect(Collectors.groupingBy(Replayer.Result::deviceId));
        byDevice.forEach((device, its) -> {
            if (registry.find(device) != null) {
                events.moment(
                        new DeviceId(device),
                        DeviceEventKind.PAYLOAD_REPLAYED,
                        Severity.INFORMATION,
                        String.format(
                                Locale.ROOT,
                                "refused payloads sent through again: %d stored, %d in part, %d"
                                        + " refused",
                                count(its, ReplayOutcome.ACCEPTED),
                                count(its, ReplayOutcome.PARTLY),
                                count(its, ReplayOutcome.REJECTED)));
            }
        });
    }

    private static long count(List<Replayer.Result> results, ReplayOutcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }
}
