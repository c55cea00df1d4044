package org.vitalwire.alert.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.alert.episode.Decision;
import org.vitalwire.alert.episode.Deed;
import org.vitalwire.alert.episode.Episode;
import org.vitalwire.alert.episode.EpisodeId;
import org.vitalwire.alert.ledger.EpisodeLedger;
import org.vitalwire.alert.ledger.EpisodeQueries;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.web.ApiProblem;

/** Alerts: listing, reading, acknowledging, resolving. */
@RestController
@RequestMapping("/api/v1/alerts")
@Tag(name = "alerts")
class AlertController {

    static final String READERS =
            "hasAnyRole('CLINICIAN', 'CHARGE_NURSE', 'OPERATOR', 'INTEGRATOR', 'AUDITOR')";
    private static final String CARERS = "hasAnyRole('CLINICIAN', 'CHARGE_NURSE')";

    /** Where the live stream must start so that nothing after this answer is missed. */
    static final String POSITION = "Vitalwire-Stream-Position";

    private static final int MOST = 1_000;

    /** One transition of the audit trail; {@code by} is absent when no person did it. */
    record Transition(
            long eventId,
            String transition,
            String state,
            String priority,
            Instant at,
            @Nullable String by) {}

    private final EpisodeQueries queries;
    private final EpisodeLedger ledger;
    private final PatientScope scope;
    private final AlertViews views;
    private final AuditLog audit;

    AlertController(
            EpisodeQueries queries,
            EpisodeLedger ledger,
            PatientScope scope,
            AlertViews views,
            AuditLog audit) {
        this.queries = queries;
        this.ledger = ledger;
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
                            + " is the event to resume the stream from.")
    ResponseEntity<List<Alert>> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String patient,
            @RequestParam(defaultValue = "open") String state,
            @RequestParam(required = false) @Nullable Boolean acknowledged,
            @RequestParam(defaultValue = "200") int limit) {
        EpisodeQueries.Filter filter =
                new EpisodeQueries.Filter(
                        scope.of(caller, patient),
                        openOf(state),
                        Optional.ofNullable(acknowledged),
                        Math.clamp(limit, 1, MOST));
        // Before the list: what changes in between comes twice and not never.
        long position = queries.lastEventId();
        List<Episode> found = queries.list(filter);
        auditRead(caller, "alerts", found);
        return ResponseEntity.ok()
                .header(POSITION, Long.toString(position))
                .body(found.stream().map(views::of).toList());
    }

    @GetMapping("/{id}")
    @PreAuthorize(READERS)
    @Operation(summary = "One alert")
    Alert read(Caller caller, @PathVariable String id) {
        Episode episode = visible(caller, id);
        audit.phiRead(caller, "alert", episode.facts().patientId());
        return views.of(episode);
    }

    @GetMapping("/{id}/transitions")
    @PreAuthorize(READERS)
    @Operation(summary = "The audit trail of an alert, oldest first")
    List<Transition> transitions(Caller caller, @PathVariable String id) {
        Episode episode = visible(caller, id);
        audit.phiRead(caller, "alert-transitions", episode.facts().patientId());
        return queries.trail(episode.facts().id()).stream()
                .map(entry ->
                        new Transition(
                                entry.eventId(),
                                entry.transition(),
                                entry.state(),
                                entry.priority().code(),
                                entry.at(),
                                entry.by().orElse(null)))
                .toList();
    }

    @PostMapping("/{id}/acknowledge")
    @PreAuthorize(CARERS)
    @Operation(
            summary = "Take an alert on",
            description = "Idempotent: whoever was first stays the one.")
    Alert acknowledge(Caller caller, @PathVariable String id) {
        EpisodeId episodeId = visible(caller, id).facts().id();
        return done(caller, "acknowledge", id, episodeId, new Deed.Accept());
    }

    @PostMapping("/{id}/resolve")
    @PreAuthorize(CARERS)
    @Operation(
            summary = "Close an alert whose condition has ended",
            description = "409 CONDITION_ACTIVE while the condition is active. Idempotent.")
    Alert resolve(Caller caller, @PathVariable String id) {
        EpisodeId episodeId = visible(caller, id).facts().id();
        return done(caller, "resolve", id, episodeId, new Deed.Resolve());
    }

    private Alert done(Caller caller, String action, String id, EpisodeId episodeId, Deed deed) {
        Decision decision =
                ledger.decide(episodeId, OptionalLong.empty(), deed, caller.subject())
                        .orElseThrow(AlertController::noSuchAlert);
        return switch (decision) {
            case Decision.Step step -> {
                audit.action(caller, action, "alert/" + id);
                yield views.of(step.episode());
            }
            case Decision.Refused _ ->
                    throw new ApiProblem(
                            HttpStatus.CONFLICT,
                            "CONDITION_ACTIVE",
                            "The condition is still active; the alert can be acknowledged.");
        };
    }

    private Episode visible(Caller caller, String id) {
        return parse(id)
                .flatMap(queries::find)
                .filter(episode -> scope.covers(caller, episode.facts().patientId()))
                .orElseThrow(AlertController::noSuchAlert);
    }

    private void auditRead(Caller caller, String action, List<Episode> episodes) {
        episodes.stream()
                .map(episode -> episode.facts().patientId())
                .distinct()
                .forEach(patient -> audit.phiRead(caller, action, patient));
    }

    private static Optional<EpisodeId> parse(String id) {
        try {
            return Optional.of(new EpisodeId(UUID.fromString(id)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
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

    private static ApiProblem noSuchAlert() {
        return new ApiProblem(HttpStatus.NOT_FOUND, "ALERT_NOT_FOUND", "No such alert.");
    }
}
