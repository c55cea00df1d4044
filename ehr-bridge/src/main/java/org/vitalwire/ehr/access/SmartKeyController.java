package org.vitalwire.ehr.access;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.web.ApiProblem;

/** Our public keys for everybody, and their lives for operators. */
@RestController
class SmartKeyController {

    static final String JWKS = "/.well-known/jwks.json";

    private final SmartKeys keys;
    private final AuditLog audit;
    private final InstantSource clock;

    /**
     * @param state next (published, does not sign yet), signing, retired (still published) or
     *     expired
     * @param publishedUntil null: until it is replaced
     */
    record KeyLife(
            String keyId,
            String algorithm,
            String state,
            Instant signsFrom,
            @Nullable Instant publishedUntil) {}

    /** All that the file has. */
    record Keys(List<KeyLife> keys) {}

    SmartKeyController(SmartKeys keys, AuditLog audit, InstantSource clock) {
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping(JWKS)
    ResponseEntity<Map<String, Object>> published() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(keys.cachedFor()).cachePublic())
                .body(keys.ring().published(clock.instant()).toJSONObject(true));
    }

    @GetMapping("/api/v1/smart/keys")
    @PreAuthorize("hasRole('OPERATOR')")
    @Operation(summary = "The keys by which hospitals' servers know us, without their secret parts")
    Keys keys() {
        SmartKeyRing ring = keys.ring();
        Instant now = clock.instant();
        return new Keys(
                ring.keys().stream()
                        .map(key ->
                                new KeyLife(
                                        key.id(),
                                        key.algorithm().name(),
                                        ring.state(key, now).name().toLowerCase(Locale.ROOT),
                                        key.signsFrom(),
                                        key.publishedUntil().orElse(null)))
                        .toList());
    }

    @PostMapping("/api/v1/smart/keys/rotate")
    @PreAuthorize("hasRole('OPERATOR')")
    @Operation(
            summary = "Publishes a new key of each algorithm; it signs later, when servers know it",
            description =
                    "With atOnce=true, for keys that somebody else has: it signs now, and the old ones are published no more.")
    Keys rotate(@RequestParam(defaultValue = "false") boolean atOnce, Caller caller) {
        audit.action(caller, "smart-keys-rotate", atOnce ? "at-once" : "in-turn");
        keys.rotate(atOnce)
                .ifPresent(obstacle -> {
                    throw problem(obstacle);
                });
        return keys();
    }

    private static ApiProblem problem(SmartKeys.Obstacle obstacle) {
        return switch (obstacle) {
            case NO_FILE ->
                    new ApiProblem(
                            HttpStatus.CONFLICT,
                            "NO_SMART_KEYS",
                            "No file of keys is configured (vitalwire.ehr.smart-keys.file).");
            case UNDER_WAY ->
                    new ApiProblem(
                            HttpStatus.CONFLICT,
                            "ROTATION_UNDER_WAY",
                            "New keys are published already and do not sign yet.");
            case NOT_WRITABLE ->
                    new ApiProblem(
                            HttpStatus.CONFLICT,
                            "SMART_KEYS_READ_ONLY",
                            "The file of keys cannot be written: replace it where it comes from.");
        };
    }
}
