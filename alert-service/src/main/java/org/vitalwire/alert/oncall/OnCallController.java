package org.vitalwire.alert.oncall;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.alert.oncall.OnCallViews.Calendar;
import org.vitalwire.alert.oncall.OnCallViews.Now;
import org.vitalwire.alert.oncall.OnCallViews.TeamView;
import org.vitalwire.alert.oncall.OnCallViews.Teams;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.web.ApiProblem;
import org.vitalwire.kit.web.Expected;
import org.vitalwire.kit.web.InvalidDocumentException;
import org.vitalwire.kit.web.UnsoundDocument;

/** Teams and who of them is on duty, within the caller's care units. */
@RestController
@RequestMapping("/api/v1/on-call")
@Tag(name = "on-call")
class OnCallController {

    private static final String READERS =
            "hasAnyRole('CLINICIAN', 'CHARGE_NURSE', 'OPERATOR', 'INTEGRATOR', 'AUDITOR')";
    private static final String EDITORS = "hasRole('CHARGE_NURSE')";
    private static final int TRIES = 5;

    /** Somebody takes over for a while. */
    record ExchangeRequest(
            @Nullable String role,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable String person,
            @Nullable String reason) {}

    private final TeamTable teams;
    private final AuditLog audit;
    private final InstantSource clock;

    OnCallController(TeamTable teams, AuditLog audit, InstantSource clock) {
        this.teams = teams;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/teams")
    @PreAuthorize(READERS)
    @Operation(summary = "The teams of the caller's care units")
    Teams teams(Caller caller) {
        return new Teams(
                teams.all().stream()
                        .filter(kept -> caller.mayReach(kept.team().careUnit()))
                        .map(OnCallViews::of)
                        .toList());
    }

    @GetMapping("/teams/{id}")
    @PreAuthorize(READERS)
    @Operation(summary = "One team; its ETag is what a change must bring as If-Match")
    ResponseEntity<TeamView> team(Caller caller, @PathVariable String id) {
        return answer(visible(caller, id));
    }

    @PutMapping(path = "/teams/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize(EDITORS)
    @Operation(
            summary = "Create or change a team",
            description =
                    "A change must bring the ETag of what it changes as If-Match: 428 without it,"
                            + " 412 TEAM_CHANGED when somebody was faster. 422 TEAM_INVALID has a"
                            + " message for each field.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = TeamDocument.class))))
    ResponseEntity<TeamView> put(
            Caller caller,
            @PathVariable String id,
            @RequestBody String body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen) {
        if (!Team.isId(id)) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST,
                    "INVALID_TEAM_ID",
                    "A team's id is of lower-case letters, digits and hyphens.");
        }
        Optional<TeamTable.Kept> before = teams.find(id);
        before.ifPresent(kept -> requireReach(caller, kept.team().careUnit()));
        long version = requireSeen(seen, before);
        Team team =
                TeamReader.read(id, body, caller.subject())
                        .enteredBy(caller.subject(), before.map(TeamTable.Kept::team));
        requireReach(caller, team.careUnit());
        TeamTable.Kept kept =
                teams.put(team, version, caller.subject()).orElseThrow(OnCallController::changed);
        audit.action(caller, "on-call.change", "team/" + id);
        return answer(kept);
    }

    @DeleteMapping("/teams/{id}")
    @PreAuthorize(EDITORS)
    @Operation(summary = "Delete a team; needs its ETag as If-Match")
    ResponseEntity<Void> delete(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen) {
        TeamTable.Kept before = visible(caller, id);
        requireSeen(seen, Optional.of(before));
        if (!teams.delete(before, caller.subject())) {
            throw changed();
        }
        audit.action(caller, "on-call.delete", "team/" + id);
        return ResponseEntity.noContent().build();
    }

    @PostMapping(path = "/teams/{id}/exchanges", consumes = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAnyRole('CLINICIAN', 'CHARGE_NURSE')")
    @Operation(
            summary = "Somebody takes over for a while",
            description = "Needs no ETag: it adds to whatever the schedule is by now.")
    ResponseEntity<TeamView> exchange(
            Caller caller, @PathVariable String id, @RequestBody ExchangeRequest request) {
        DutyRole role = DutyRole.ofCode(request.role() == null ? "" : request.role()).orElse(null);
        if (role == null || request.from() == null || request.until() == null) {
            throw incomplete();
        }
        Exchange exchange =
                new Exchange(
                        request.from(),
                        request.until(),
                        request.person() == null ? "" : request.person(),
                        caller.subject(),
                        request.reason() == null ? "" : request.reason());
        for (int tried = 0; tried < TRIES; tried++) {
            TeamTable.Kept before = visible(caller, id);
            if (!before.team().schedules().containsKey(role)) {
                throw incomplete();
            }
            Optional<TeamTable.Kept> kept =
                    teams.put(
                            before.team().with(role, exchange), before.version(), caller.subject());
            if (kept.isPresent()) {
                audit.action(caller, "on-call.exchange", "team/" + id);
                return answer(kept.get());
            }
        }
        throw changed();
    }

    @GetMapping("/now")
    @PreAuthorize(READERS)
    @Operation(
            summary = "Who is on duty, in the order in which they are called",
            description = "A role whose person is null has nobody on duty.")
    Now now(
            Caller caller,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable Instant at) {
        Instant asked = at == null ? clock.instant() : at;
        return new Now(
                asked,
                teams.all().stream()
                        .map(TeamTable.Kept::team)
                        .filter(team -> caller.mayReach(team.careUnit()))
                        .filter(team -> unit == null || unit.equals(team.careUnit()))
                        .map(team -> OnCallViews.now(team, asked))
                        .toList());
    }

    @GetMapping("/teams/{id}/calendar")
    @PreAuthorize(READERS)
    @Operation(
            summary = "Who is on duty when, by role; up to 62 days",
            description = "Without holes: a stretch without a person has nobody on duty.")
    Calendar calendar(
            Caller caller,
            @PathVariable String id,
            @RequestParam Instant from,
            @RequestParam Instant until) {
        return OnCallViews.calendar(visible(caller, id).team(), from, until);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(InvalidDocumentException e) {
        return UnsoundDocument.answer(
                "TEAM_INVALID", "The team is not sound; nothing was changed.", e.problems());
    }

    private TeamTable.Kept visible(Caller caller, String id) {
        return teams.find(id)
                .filter(kept -> caller.mayReach(kept.team().careUnit()))
                .orElseThrow(() ->
                        new ApiProblem(HttpStatus.NOT_FOUND, "TEAM_NOT_FOUND", "No such team."));
    }

    private static void requireReach(Caller caller, String careUnit) {
        if (!caller.mayReach(careUnit)) {
            throw new ApiProblem(
                    HttpStatus.FORBIDDEN,
                    "CARE_UNIT_OUT_OF_REACH",
                    "The care unit is not one of the caller's.");
        }
    }

    /** The version that is there, 0 for none. */
    private static long requireSeen(@Nullable String seen, Optional<TeamTable.Kept> now) {
        Expected expected = new Expected(seen);
        long version = now.map(TeamTable.Kept::version).orElse(0L);
        if (now.isPresent()) {
            expected.require("The team exists; a change brings its ETag as If-Match.");
        }
        if (!expected.allows(version)) {
            throw changed();
        }
        return version;
    }

    private static ResponseEntity<TeamView> answer(TeamTable.Kept kept) {
        return ResponseEntity.ok().eTag(Expected.tag(kept.version())).body(OnCallViews.of(kept));
    }

    private static ApiProblem changed() {
        return new ApiProblem(
                HttpStatus.PRECONDITION_FAILED,
                "TEAM_CHANGED",
                "Somebody else changed the team meanwhile; read it again.");
    }

    private static ApiProblem incomplete() {
        return new ApiProblem(
                HttpStatus.BAD_REQUEST,
                "EXCHANGE_INVALID",
                "An exchange names a role that the team has, from, until, person and reason.");
    }
}
