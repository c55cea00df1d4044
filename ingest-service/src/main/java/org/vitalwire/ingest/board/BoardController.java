package org.vitalwire.ingest.board;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.security.PatientAccess;
import org.vitalwire.kit.web.SseHub;

/** The ward board over HTTP: as it stands, and live. */
@RestController
class BoardController {

    /** Also after its end a token is accepted for so long, so a stream must not be shorter. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

    private final BoardRows rows;
    private final BoardStream stream;
    private final PatientAccess access;
    private final AuditLog audit;
    private final InstantSource clock;

    BoardController(
            BoardRows rows,
            BoardStream stream,
            PatientAccess access,
            AuditLog audit,
            InstantSource clock) {
        this.rows = rows;
        this.stream = stream;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param patients those on a device whom the caller may see, by unit and bed
     */
    record BoardAnswer(Instant asOf, List<BoardRow> patients) {}

    /**
     * @param patients only those whose row changed, without trends
     * @param left patients who are on no device any more
     */
    record LiveAnswer(Instant asOf, List<BoardRow> patients, List<String> left) {}

    @GetMapping("/api/v1/board")
    @PreAuthorize("hasAnyRole('CLINICIAN', 'CHARGE_NURSE')")
    BoardAnswer board(Caller caller, @RequestParam(required = false) @Nullable String unit) {
        audit.phiRead(caller, "board");
        Instant now = clock.instant();
        return new BoardAnswer(now, rows.rows(now, shownTo(caller, unit)));
    }

    /**
     * Begins with everybody; then only changes, at most once a second, and heartbeats. Ends with
     * the token.
     */
    @GetMapping(path = "/api/v1/board/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @PreAuthorize("hasAnyRole('CLINICIAN', 'CHARGE_NURSE')")
    SseEmitter stream(
            Caller caller,
            Authentication authentication,
            @RequestParam(required = false) @Nullable String unit) {
        audit.phiRead(caller, "board.stream");
        Predicate<RowState> shown = shownTo(caller, unit);
        return stream.subscribe(change -> view(change, shown, caller), endOf(authentication));
    }

    private static Instant endOf(Authentication authentication) {
        Instant end =
                authentication instanceof JwtAuthenticationToken token
                        ? token.getToken().getExpiresAt()
                        : null;
        return end == null ? Instant.MAX : end.plus(CLOCK_SKEW);
    }

    private Optional<SseHub.Message> view(
            BoardChange change, Predicate<RowState> shown, Caller caller) {
        List<BoardRow> patients =
                change.changed().stream()
                        .filter(shown)
                        .map(row -> row.row(change.asOf(), null))
                        .toList();
        List<String> left =
                change.left().stream()
                        .filter(id -> access.isVisible(caller, id))
                        .map(PatientId::value)
                        .toList();
        return patients.isEmpty() && left.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new SseHub.Message(
                                null, "board", new LiveAnswer(change.asOf(), patients, left)));
    }

    private Predicate<RowState> shownTo(Caller caller, @Nullable String unit) {
        return row ->
                access.isVisible(caller, row.patientId())
                        && (unit == null || row.careUnit().filter(unit::equals).isPresent());
    }
}
