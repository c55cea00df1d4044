package org.vitalwire.alert.person;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.alert.channel.PushKey;
import org.vitalwire.alert.person.PeopleViews.PushKeyView;
import org.vitalwire.alert.person.PeopleViews.SubscriptionRequest;
import org.vitalwire.alert.person.PeopleViews.SubscriptionView;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.web.ApiProblem;
import org.vitalwire.kit.web.InvalidDocumentException;
import org.vitalwire.kit.web.UnsoundDocument;
import tools.jackson.databind.json.JsonMapper;

/** Browsers of the caller that take Web Push. */
@RestController
@RequestMapping("/api/v1/people/me")
@PreAuthorize(PeopleController.ANYBODY)
@Tag(name = "people")
class PushController {

    private static final int LONGEST_LABEL = 80;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PeopleTable people;
    private final Ways ways;
    private final ObjectProvider<PushKey> key;
    private final AuditLog audit;

    PushController(PeopleTable people, Ways ways, ObjectProvider<PushKey> key, AuditLog audit) {
        this.people = people;
        this.ways = ways;
        this.key = key;
        this.audit = audit;
    }

    @GetMapping("/push-key")
    @Operation(summary = "The key that a browser subscribes with")
    PushKeyView pushKey() {
        PushKey its = key.getIfAvailable();
        if (its == null) {
            throw Ways.notEnabled();
        }
        return new PushKeyView(its.publicKey());
    }

    @PostMapping(path = "/push-subscriptions", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "This browser takes Web Push for the caller from now on",
            description =
                    "Idempotent for a browser. 422 SUBSCRIPTION_INVALID, 409 TOO_MANY_CHANNELS.")
    SubscriptionView subscribe(Caller caller, @RequestBody SubscriptionRequest request) {
        String endpoint = required("endpoint", request.endpoint());
        String address =
                JSON.writeValueAsString(
                        Map.of(
                                "endpoint",
                                endpoint,
                                "p256dh",
                                required("p256dh", request.p256dh()),
                                "auth",
                                required("auth", request.auth())));
        ways.check(Kept.WEB_PUSH)
                .problemWith(address)
                .ifPresent(message -> {
                    throw fault("endpoint", message);
                });
        String label = Optional.ofNullable(request.label()).map(String::strip).orElse("");
        try {
            UUID id =
                    people.subscribe(
                            caller.subject(),
                            endpoint,
                            address,
                            label.substring(0, Math.min(label.length(), LONGEST_LABEL)));
            audit.action(caller, "push.subscribe", "subscription/" + id);
            return new SubscriptionView(id.toString());
        } catch (TooManyWaysException _) {
            throw new ApiProblem(
                    HttpStatus.CONFLICT,
                    "TOO_MANY_CHANNELS",
                    "Take one of the channels away first.");
        }
    }

    @DeleteMapping("/push-subscriptions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "A browser of the caller does not take Web Push any more")
    void unsubscribe(Caller caller, @PathVariable UUID id) {
        people.unsubscribe(caller.subject(), id);
        audit.action(caller, "push.unsubscribe", "subscription/" + id);
    }

    @DeleteMapping("/push-subscriptions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "This browser, by its endpoint, does not take Web Push any more")
    void unsubscribe(Caller caller, @RequestParam String endpoint) {
        people.unsubscribe(caller.subject(), endpoint);
        audit.action(caller, "push.unsubscribe", "subscription");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(InvalidDocumentException e) {
        return UnsoundDocument.answer(
                "SUBSCRIPTION_INVALID", "The subscription is not sound.", e.problems());
    }

    private static String required(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw fault(field, "is missing");
        }
        return value;
    }

    private static InvalidDocumentException fault(String field, String message) {
        return new InvalidDocumentException("the subscription", field, message);
    }
}
