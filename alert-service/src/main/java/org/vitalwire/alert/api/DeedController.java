package org.vitalwire.alert.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.alert.episode.Decision;
import org.vitalwire.alert.episode.Deed;
import org.vitalwire.alert.episode.EpisodeId;
import org.vitalwire.alert.ledger.EpisodeLedger;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.web.Expected;

/** What people do to alerts. Each answers with the alert as it is then, and its ETag. */
@RestController
@RequestMapping("/api/v1/alerts/{id}")
@Tag(name = "alerts")
class DeedController {

    private static final String CARERS = "hasAnyRole('CLINICIAN', 'CHARGE_NURSE')";
    private static final String SEEN =
            " With If-Match, 412 ALERT_CHANGED when the alert is not any more what the caller saw.";

    private final EpisodeLedger ledger;
    private final AlertScope alerts;
    private final AlertViews views;
    private final AuditLog audit;

    DeedController(EpisodeLedger ledger, AlertScope alerts, AlertViews views, AuditLog audit) {
        this.ledger = ledger;
        this.alerts = alerts;
        this.views = views;
        this.audit = audit;
    }

    @PostMapping({"/accept", "/acknowledge"})
    @PreAuthorize(CARERS)
    @Operation(
            summary = "Take an alert on: nobody else is called",
            description = "Idempotent: whoever was first stays the one." + SEEN)
    ResponseEntity<Alert> accept(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen) {
        return done(caller, "acknowledge", id, seen, new Deed.Accept());
    }

    @PostMapping("/reject")
    @PreAuthorize(CARERS)
    @Operation(
            summary = "Do not take it on, or give it back: the next is called at once",
            description = "reason: busy, not-mine, off-duty, other." + SEEN)
    ResponseEntity<Alert> reject(
            Caller caller,
            @PathVariable String id,
            @RequestBody DeedRequest.WithReason body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen) {
        return done(caller, "reject", id, seen, body.reject());
    }

    @PostMapping("/hand-over")
    @PreAuthorize(CARERS)
    @Operation(
            summary = "Give it to another person, who is called first",
            description =
                    "to: subject of their token. Whoever had accepted it has not any more; if the"
                            + " other does not accept, the round of calls goes on."
                            + SEEN)
    ResponseEntity<Alert> handOver(
            Caller caller,
            @PathVariable String id,
            @RequestBody DeedRequest.ToPerson body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen) {
        return done(caller, "hand-over", id, seen, body.handOver());
    }

    @PostMapping("/pause")
    @PreAuthorize(CARERS)
    @Operation(
            summary = "Call nobody because of this alert for some minutes",
            description =
                    "reason: procedure, patient-moving, sensor-change, known, end-of-life-care,"
                            + " other. 422 PAUSE_TOO_LONG beyond what the plan of its priority"
                            + " allows. No other alert is paused, and a rise in priority ends it."
                            + SEEN)
    ResponseEntity<Alert> pause(
            Caller caller,
            @PathVariable String id,
            @RequestBody DeedRequest.ForMinutes body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen) {
        return done(caller, "pause", id, seen, body.pause());
    }

    @PostMapping("/resume")
    @PreAuthorize(CARERS)
    @Operation(
            summary = "End a pause or an order: a new round of calls begins",
            description = "Idempotent." + SEEN)
    ResponseEntity<Alert> resume(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen) {
        return done(caller, "resume", id, seen, new Deed.Resume());
    }

    @PostMapping("/switch-off")
    @PreAuthorize("hasRole('CHARGE_NURSE')")
    @Operation(
            summary = "Call nobody because of this alert until a time, by order",
            description =
                    "At most 12 h; reasons as for pause. 409 NOT_FOR_HIGH: a HIGH alert may only be"
                            + " paused."
                            + SEEN)
    ResponseEntity<Alert> switchOff(
            Caller caller,
            @PathVariable String id,
            @RequestBody DeedRequest.Until body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen) {
        return done(caller, "switch-off", id, seen, body.switchOff());
    }

    @PostMapping("/resolve")
    @PreAuthorize(CARERS)
    @Operation(
            summary = "Close an alert whose condition has ended",
            description = "409 CONDITION_ACTIVE while the condition is active. Idempotent." + SEEN)
    ResponseEntity<Alert> resolve(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen) {
        return done(caller, "resolve", id, seen, new Deed.Resolve());
    }

    @PostMapping("/dispose")
    @PreAuthorize(CARERS)
    @Operation(
            summary = "Say what it was good for, also when it is over",
            description = "disposition: actionable, not-actionable, artefact." + SEEN)
    ResponseEntity<Alert> dispose(
            Caller caller,
            @PathVariable String id,
            @RequestBody DeedRequest.Judgement body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen) {
        return done(caller, "dispose", id, seen, body.dispose());
    }

    private ResponseEntity<Alert> done(
            Caller caller, String action, String id, @Nullable String seen, Deed deed) {
        EpisodeId episodeId = alerts.episode(caller, id).facts().id();
        Decision decision =
                ledger.decide(episodeId, new Expected(seen)::allows, deed, caller.subject())
                        .orElseThrow(AlertScope::noSuchAlert);
        return switch (decision) {
            case Decision.Step step -> {
                audit.action(caller, action, "alert/" + id);
                yield ResponseEntity.ok()
                        .eTag(Expected.tag(step.episode().facts().version()))
                        .body(views.of(step.episode()));
            }
            case Decision.Refused(var reason) -> throw DeedRequest.refused(reason);
        };
    }
}
