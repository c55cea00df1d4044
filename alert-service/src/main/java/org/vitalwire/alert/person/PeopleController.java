package org.vitalwire.alert.person;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.alert.channel.Channel;
import org.vitalwire.alert.person.PeopleViews.TestView;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.web.ApiProblem;
import org.vitalwire.kit.web.Expected;
import org.vitalwire.kit.web.InvalidDocumentException;
import org.vitalwire.kit.web.UnsoundDocument;

/** How people are reached: each edits their own, a charge nurse also those of her teams. */
@RestController
@RequestMapping("/api/v1/people")
@PreAuthorize(PeopleController.ANYBODY)
@Tag(name = "people")
class PeopleController {

    static final String ANYBODY =
            "hasAnyRole('CLINICIAN', 'CHARGE_NURSE', 'OPERATOR', 'INTEGRATOR', 'AUDITOR')";

    private final PeopleTable people;
    private final Reachable reachable;
    private final Ways ways;
    private final TestMessages tests;
    private final AuditLog audit;

    PeopleController(
            PeopleTable people,
            Reachable reachable,
            Ways ways,
            TestMessages tests,
            AuditLog audit) {
        this.people = people;
        this.reachable = reachable;
        this.ways = ways;
        this.tests = tests;
        this.audit = audit;
    }

    @GetMapping("/{id}/preferences")
    @Operation(
            summary = "How a person is reached",
            description = "id: me, or for a charge nurse somebody of her teams.")
    ResponseEntity<PreferencesDocument> preferences(Caller caller, @PathVariable String id) {
        return answer(people.find(reachable.person(caller, id)));
    }

    @PutMapping(path = "/{id}/preferences", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Change how a person is reached; needs the ETag as If-Match",
            description =
                    "428 without If-Match, 412 PREFERENCES_CHANGED when somebody was faster, 422"
                            + " PREFERENCES_INVALID with a message for each field. A web-push"
                            + " subscription that is left out ends.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    PreferencesDocument.class))))
    ResponseEntity<PreferencesDocument> put(
            Caller caller,
            @PathVariable String id,
            @RequestBody String body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen) {
        String person = reachable.person(caller, id);
        Kept before = people.find(person);
        Expected expected = new Expected(seen);
        expected.require("A change brings the ETag of what it changes as If-Match.");
        if (!expected.allows(before.version())) {
            throw changed();
        }
        Kept.Wanted wanted = PreferencesReader.read(body, before, ways.checks());
        Kept kept =
                people.put(person, before.version(), wanted, caller.subject())
                        .orElseThrow(PeopleController::changed);
        audit.action(caller, "preferences.change", "person/" + person);
        return answer(kept);
    }

    @PostMapping("/me/channels/{channel}/test")
    @Operation(
            summary = "Send a test message to each of the caller's addresses of a channel",
            description = "At once. 429 TEST_TOO_SOON within 10 s of the last one.")
    TestView test(Caller caller, @PathVariable String channel) throws InterruptedException {
        Channel port = ways.channel(channel);
        Kept kept = people.find(caller.subject());
        List<Kept.Way> its =
                kept.ways().stream()
                        .filter(way -> way.contact().channel().equals(channel))
                        .toList();
        if (its.isEmpty()) {
            throw new ApiProblem(
                    HttpStatus.NOT_FOUND, "NO_ADDRESS", "No address is kept for that channel.");
        }
        if (!tests.begin(caller.subject())) {
            throw new ApiProblem(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "TEST_TOO_SOON",
                    "A test was sent a moment ago; wait ten seconds.");
        }
        audit.action(caller, "preferences.test", "channel/" + channel);
        return new TestView(
                channel, tests.send(port, kept, its).stream().map(PeopleViews::of).toList());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(InvalidDocumentException e) {
        return UnsoundDocument.answer(
                "PREFERENCES_INVALID",
                "The preferences are not sound; nothing was changed.",
                e.problems());
    }

    private ResponseEntity<PreferencesDocument> answer(Kept kept) {
        return ResponseEntity.ok()
                .eTag(Expected.tag(kept.version()))
                .body(PreferencesDocument.of(kept, ways.available()));
    }

    private static ApiProblem changed() {
        return new ApiProblem(
                HttpStatus.PRECONDITION_FAILED,
                "PREFERENCES_CHANGED",
                "Somebody else changed the preferences meanwhile; read them again.");
    }
}
