package org.vitalwire.alert.stream;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.security.PatientAccess;
import org.vitalwire.kit.web.ApiProblem;

/** The live stream of alerts. */
@RestController
@RequestMapping("/api/v1/alerts/stream")
@Tag(name = "alerts")
class StreamController {

    /** Also after its end a token is accepted for so long, so a stream must not be shorter. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

    private final AlertStream stream;
    private final PatientAccess access;
    private final AuditLog audit;

    StreamController(AlertStream stream, PatientAccess access, AuditLog audit) {
        this.stream = stream;
        this.access = access;
        this.audit = audit;
    }

    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @PreAuthorize("hasAnyRole('CLINICIAN', 'CHARGE_NURSE', 'OPERATOR', 'INTEGRATOR', 'AUDITOR')")
    @Operation(
            summary = "Alerts as they change",
            description =
                    """
                    Server-sent events: `alert` with an Alert and an id, `page` with one of \
                    the caller's pages (no id; those that wait for an answer come first), `heartbeat` every 5 s, `reset` when too much \
                    was missed (read the list again). Resumes after the id in Last-Event-ID, or in the parameter \
                    `after`, for which the list of alerts gives the value in Vitalwire-Stream-Position. Ends with \
                    the token.\
                    """)
    SseEmitter stream(
            Caller caller,
            Authentication authentication,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @RequestParam(required = false) @Nullable String after) {
        audit.phiRead(caller, "alert-stream");
        return stream.subscribe(
                eventId(lastEventId != null ? lastEventId : after),
                caller.subject(),
                patient -> access.isVisible(caller, patient),
                endOf(authentication));
    }

    private static Optional<Long> eventId(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST, "BAD_EVENT_ID", "Last-Event-ID is not an event's id.");
        }
    }

    private static Instant endOf(Authentication authentication) {
        Instant end =
                authentication instanceof JwtAuthenticationToken token
                        ? token.getToken().getExpiresAt()
                        : null;
        return end == null ? Instant.MAX : end.plus(CLOCK_SKEW);
    }
}
