package org.vitalwire.gateway.quarantine;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.web.ApiProblem;

/** What was refused. */
@RestController
@RequestMapping("/api/v1/rejections")
class RejectionController {

    private static final int MOST = 1_000;

    private final RejectionStore store;
    private final AuditLog audit;

    RejectionController(RejectionStore store, AuditLog audit) {
        this.store = store;
        this.audit = audit;
    }

    /**
     * Newest first.
     *
     * @param code name of a failure code, such as {@code UNKNOWN_UNIT}
     * @param open only those that no replay has settled
     */
    @GetMapping
    @PreAuthorize("hasRole('OPERATOR')")
    List<Rejection> rejections(
            @RequestParam @Nullable String device,
            @RequestParam @Nullable String code,
            @RequestParam @Nullable String codec,
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(defaultValue = "100") int limit) {
        return store.newest(
                new RejectionStore.Filter(device, failureCode(code), codec, open),
                Math.clamp(limit, 1, MOST));
    }

    static @Nullable FailureCode failureCode(@Nullable String name) {
        if (name == null) {
            return null;
        }
        return Arrays.stream(FailureCode.values())
                .filter(code -> code.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new ApiProblem(
                                HttpStatus.BAD_REQUEST,
                                "UNKNOWN_FAILURE_CODE",
                                "There is no failure code of that name."));
    }

    /** The bytes as they came. They may hold anything, so each look is audited. */
    @GetMapping("/{id}/payload")
    @PreAuthorize("hasRole('OPERATOR')")
    ResponseEntity<byte[]> payload(@PathVariable String id, Caller caller) {
        byte[] payload =
                store.find(id)
                        .map(Quarantined::payload)
                        .orElseThrow(() ->
                                new ApiProblem(
                                        HttpStatus.NOT_FOUND,
                                        "REJECTION_NOT_FOUND",
                                        "No such rejection."));
        audit.action(caller, "read-rejected-payload", id);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Disposition", "attachment; filename=\"payload\"")
                .body(payload);
    }
}
