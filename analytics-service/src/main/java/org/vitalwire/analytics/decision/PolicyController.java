package org.vitalwire.analytics.decision;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.util.MultiValueMap;
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
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.decision.DecisionReader.Draft;
import org.vitalwire.analytics.decision.PolicyViews.Checked;
import org.vitalwire.analytics.decision.PolicyViews.Entry;
import org.vitalwire.analytics.decision.PolicyViews.History;
import org.vitalwire.analytics.decision.PolicyViews.OfScope;
import org.vitalwire.analytics.decision.PolicyViews.Overview;
import org.vitalwire.analytics.policy.InvalidPolicyException;
import org.vitalwire.analytics.policy.Policy;
import org.vitalwire.contracts.event.PolicyScope;
import org.vitalwire.contracts.trace.TraceParent;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.web.ApiProblem;
import org.vitalwire.kit.web.Expected;
import org.vitalwire.kit.web.UnsoundDocument;

/** By which rules findings are made, and who decided so. */
@RestController
@RequestMapping("/api/v1/policies")
@Tag(name = "Policies", description = "What is watched, for whom, since when, and who decided so")
class PolicyController {

    private static final String READERS =
            "hasAnyRole('CLINICIAN','CHARGE_NURSE','OPERATOR','INTEGRATOR','AUDITOR')";
    private static final String DECIDERS = "hasAnyRole('CHARGE_NURSE','CLINICIAN')";

    private final PolicyLedger ledger;
    private final DecisionDesk desk;
    private final ScopeAccess access;
    private final AuditLog audit;
    private final InstantSource clock;

    PolicyController(
            PolicyLedger ledger,
            DecisionDesk desk,
            ScopeAccess access,
            AuditLog audit,
            InstantSource clock) {
        this.ledger = ledger;
        this.desk = desk;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping
    @PreAuthorize(READERS)
    @Operation(
            summary = "What is in force, what is to come, what ended lately, and what is shipped",
            description =
                    "Policies of patients only for patients whom the caller may see. For a patient"
                            + " the narrowest scope counts: patient, unit, organisation, shipped.")
    Overview policies(Caller caller) {
        Instant now = clock.instant();
        List<Entry> entries = new ArrayList<>();
        Map<String, Integer> versions = new TreeMap<>();
        for (PolicyScope scope : ledger.scopes()) {
            if (access.maySee(caller, scope)) {
                ScopeHistory history = ledger.history(scope);
                entries.addAll(PolicyViews.current(history, now));
                versions.put(scope.code(), history.version());
            }
        }
        audit.phiRead(caller, "policies.read");
        return new Overview(entries, versions, PolicyViews.shipped(ledger.shipped()));
    }

    @GetMapping("/{scope}")
    @PreAuthorize(READERS)
    @Operation(
            summary = "The same of one scope, with its ETag",
            description =
                    "The ETag is the number of the newest decision about the scope, 0 before the"
                            + " first. Sent back as If-Match it keeps a PUT or DELETE from"
                            + " overwriting what somebody else decided meanwhile.")
    ResponseEntity<OfScope> policiesOf(@PathVariable String scope, Caller caller) {
        PolicyScope asked = access.mayRead(caller, scope);
        OfScope of = PolicyViews.ofScope(asked, ledger.history(asked), clock.instant());
        audit.phiRead(caller, "policies.read");
        return ResponseEntity.ok().eTag(Expected.tag(of.version())).body(of);
    }

    @PutMapping(path = "/{scope}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize(DECIDERS)
    @Operation(
            summary = "Put a policy in force, or to trial",
            description =
                    "The scope is organisation, unit:<care unit> or patient:<id>, percent-encoded."
                            + " Answers when the decision is durable. A policy that is not sound is"
                            + " refused with 422 and a message for each field; with If-Match, 412"
                            + " and POLICY_CHANGED when there is a newer decision.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    DecisionRequest.class))))
    ResponseEntity<Entry> decide(
            @PathVariable String scope,
            @RequestBody String body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = "traceparent", required = false) @Nullable String traceparent,
            Caller caller) {
        PolicyScope decided = access.mayDecide(caller, scope);
        Draft draft = DecisionReader.read(body, decided, clock.instant(), ledger.tables());
        Decided made =
                desk.decide(
                        decided,
                        draft,
                        new Expected(ifMatch),
                        caller.subject(),
                        trace(traceparent));
        audit.action(caller, "policy.decide", decided.code());
        return answer(made);
    }

    @PostMapping(path = "/check", consumes = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize(DECIDERS)
    @Operation(
            summary = "Check a policy and change nothing",
            description = "The body and the refusals are those of the PUT.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    DecisionRequest.class))))
    Checked check(
            @RequestParam(defaultValue = "organisation") String scope, @RequestBody String body) {
        Policy policy =
                DecisionReader.read(
                                body, ScopeAccess.scope(scope), clock.instant(), ledger.tables())
                        .policy();
        return new Checked(
                true,
                policy.id(),
                policy.limits().size(),
                policy.scores().size() + (policy.news2().isPresent() ? 1 : 0),
                policy.trends().size()
                        + policy.baselines().size()
                        + policy.combinations().size()
                        + policy.technical().silence().size());
    }

    @DeleteMapping("/{scope}")
    @PreAuthorize(DECIDERS)
    @Operation(
            summary = "Withdraw the policy of a scope, or its candidate",
            description =
                    "From now on the next wider scope counts; what was still to come is withdrawn,"
                            + " too. The reason must be there, and goes into the body: URLs are"
                            + " logged. If-Match as with PUT.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = Withdrawal.class))))
    ResponseEntity<Entry> withdraw(
            @PathVariable String scope,
            @RequestBody(required = false) @Nullable String body,
            @RequestParam @Parameter(hidden = true) MultiValueMap<String, String> parameters,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = "traceparent", required = false) @Nullable String traceparent,
            Caller caller) {
        PolicyScope decided = access.mayDecide(caller, scope);
        if (!parameters.isEmpty()) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST,
                    "NOT_IN_URL",
                    "Reason and shadow go into the body: URLs are logged. Nothing was changed.");
        }
        Decided made =
                desk.withdraw(
                        decided,
                        Withdrawal.read(body),
                        new Expected(ifMatch),
                        caller.subject(),
                        trace(traceparent));
        audit.action(caller, "policy.withdraw", decided.code());
        return answer(made);
    }

    @GetMapping("/history")
    @PreAuthorize("hasAnyRole('CHARGE_NURSE','CLINICIAN','AUDITOR')")
    @Operation(summary = "Every decision about a scope, the newest first")
    History history(@RequestParam String scope, Caller caller) {
        PolicyScope asked = access.mayReview(caller, scope);
        audit.action(caller, "policy.history", asked.code());
        return PolicyViews.history(asked, ledger.history(asked), clock.instant());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(InvalidPolicyException e) {
        return UnsoundDocument.answer(
                "POLICY_INVALID", "The policy is not sound; nothing was changed.", e.problems());
    }

    private ResponseEntity<Entry> answer(Decided made) {
        ScopeHistory history = ledger.history(made.decision().scope());
        return ResponseEntity.ok()
                .eTag(Expected.tag(made.decision().version()))
                .body(
                        PolicyViews.entry(
                                made, history.standing(made, EventTime.micros(clock.instant()))));
    }

    private static @Nullable TraceParent trace(@Nullable String header) {
        return Optional.ofNullable(header).flatMap(TraceParent::parse).orElse(null);
    }

    static ApiProblem unknownScope() {
        return new ApiProblem(
                HttpStatus.BAD_REQUEST,
                "INVALID_SCOPE",
                "A scope is organisation, unit:<care unit> or patient:<id>.");
    }
}
