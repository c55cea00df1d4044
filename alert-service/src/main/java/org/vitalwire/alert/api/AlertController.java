package org.vitalwire.alert.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.alert.episode.Episode;
import org.vitalwire.alert.ledger.EpisodeQueries;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.web.ApiProblem;
import org.vitalwire.kit.web.Expected;

/** Alerts: listing and reading. */
@RestController
@RequestMapping("/api/v1/alerts")
@Tag(name = "alerts")
class AlertController {

    static final String READERS =
            "hasAnyRole('CLINICIAN', 'CHARGE_NURSE', 'OPERATOR', 'INTEGRATOR', 'AUDITOR')";

    /** Where the live stream must start so that nothing after this answer is missed. */
    static final String POSITION = "Vitalwire-Stream-Position";

    private static final int MOST = 1_000;

    /**
     * One transition of the audit trail.
     *
     * @param by absent when no person did it
     * @param target whom it called: primary, buddy, charge-nurse or everyone
     * @param person whom it called by name, or to whom it was handed over
     * @param round of calls
     * @param step of the round
     * @param staffed whether somebody was on call for the target
     * @param reason code, of the person who acted
     */
    record Transition(
            long eventId,
            String transition,
            String state,
            String priority,
            Instant at,
            @Nullable String by,
            @Nullable String target,
            @Nullable String person,
            @Nullable Integer round,
            @Nullable Integer step,
            @Nullable Boolean staffed,
            @Nullable String reason) {}

    private final EpisodeQueries queries;
    private final AlertScope alerts;
    private final PatientScope scope;
    private final AlertViews views;
    private final AuditLog audit;

    AlertController(
            EpisodeQueries queries,
            AlertScope alerts,
            PatientScope scope,
            AlertViews views,
            AuditLog audit) {
        this.queries = queries;
        this.alerts = alerts;
        this.scope = scope;
        this.views = views;
        this.audit = audit;
    }

    @GetMapping
    @PreAuthorize(READERS)
    @Operation(
            summary = "Alerts: what waits for somebody first, then by priority, then the newest",
            description =
                    "state: open (default), resolved, all. The header "
                            + POSITION
                            + " is the event to resume the stream from. canary: the"
                            + " watchdog's own alerts instead, for operators and auditors.")
    ResponseEntity<List<Alert>> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String patient,
            @RequestParam(defaultValue = "open") String state,
            @RequestParam(required = false) @Nullable Boolean acknowledged,
            @RequestParam(defaultValue = "200") int limit,
            @RequestParam(defaultValue = "false") boolean canary) {
        EpisodeQueries.Filter filter =
                new EpisodeQueries.Filter(
                        scope.of(caller, patient, canary),
                        openOf(state),
                        Optional.ofNullable(acknowledged),
                        Math.clamp(limit, 1, MOST));
        // Before the list: what changes in between comes twice and not never.
        long position = queries.lastEventId();
        List<Episode> found = queries.list(filter);
        auditRead(caller, "alerts", found);
        return ResponseEntity.ok().header(POSITION, Long.toString(position)).body(views.of(found));
    }

    @GetMapping("/{id}")
    @PreAuthorize(READERS)
    @Operation(
            summary = "One alert",
            description = "Its ETag can be sent as If-Match with what is done to it.")
    Alert read(Caller caller, @PathVariable String id, HttpServletResponse response) {
        Episode episode = alerts.episode(caller, id);
        audit.phiRead(caller, "alert", episode.facts().patientId());
        // Not by ResponseEntity: it would answer If-None-Match with 304, but the words of an alert
        // change without its version.
        response.setHeader(HttpHeaders.ETAG, Expected.tag(episode.facts().version()));
        return views.of(episode);
    }

    @GetMapping("/{id}/transitions")
    @PreAuthorize(READERS)
    @Operation(summary = "The audit trail of an alert, oldest first")
    List<Transition> transitions(Caller caller, @PathVariable String id) {
        Episode episode = alerts.episode(caller, id);
        audit.phiRead(caller, "alert-transitions", episode.facts().patientId());
        return queries.trail(episode.facts().id()).stream()
                .map(entry ->
                        new Transition(
                                entry.eventId(),
                                entry.transition(),
                                entry.state(),
                                entry.priority().code(),
                                entry.at(),
                                entry.by().orElse(null),
                                entry.target().orElse(null),
                                entry.person().orElse(null),
                                entry.round().orElse(null),
                                entry.step().orElse(null),
                                entry.staffed().orElse(null),
                                entry.reason().orElse(null)))
                .toList();
    }

    private void auditRead(Caller caller, String action, List<Episode> episodes) {
        episodes.stream()
                .map(episode -> episode.facts().patientId())
                .distinct()
                .forEach(patient -> audit.phiRead(caller, action, patient));
    }

    private static Optional<Boolean> openOf(String state) {
        return switch (state) {
            case "open" -> Optional.of(true);
            case "resolved" -> Optional.of(false);
            case "all" -> Optional.empty();
            default ->
                    throw new ApiProblem(
                            HttpStatus.BAD_REQUEST,
                            "UNKNOWN_STATE",
                            "state is one of open, resolved, all.");
        };
    }
}
