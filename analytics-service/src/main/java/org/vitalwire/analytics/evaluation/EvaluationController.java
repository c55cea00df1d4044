package org.vitalwire.analytics.evaluation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.analytics.evaluation.EvaluationDesk.Job;
import org.vitalwire.analytics.evaluation.EvaluationDesk.State;
import org.vitalwire.analytics.policy.InvalidPolicyException;
import org.vitalwire.analytics.policy.Policy;
import org.vitalwire.analytics.policy.PolicyReader;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.census.CensusDirectory;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.web.ApiProblem;
import org.vitalwire.kit.web.UnsoundDocument;
import tools.jackson.databind.JsonNode;

/** What would this policy have done last week? */
@RestController
@RequestMapping("/api/v1/policies/evaluations")
@Tag(name = "Policies", description = "What is watched, for whom, since when, and who decided so")
class EvaluationController {

    private static final int MOST_DAYS = 7;

    private final EvaluationDesk desk;
    private final CensusDirectory census;
    private final AuditLog audit;

    EvaluationController(EvaluationDesk desk, CensusDirectory census, AuditLog audit) {
        this.desk = desk;
        this.census = census;
        this.audit = audit;
    }

    /**
     * @param unit whose patients, by the census of now; all when absent
     * @param days how far back, 1 to 7 as readings are kept for so long; 7 when absent
     */
    record Question(@Nullable JsonNode policy, @Nullable String unit, @Nullable Integer days) {}

    record Accepted(String id) {}

    /**
     * @param done share of the readings that were read, 0 to 1
     * @param report null until it is done
     */
    record Answer(State state, double done, @Nullable Map<String, @Nullable Object> report) {}

    @PostMapping
    @PreAuthorize("hasRole('CHARGE_NURSE')")
    @Operation(
            summary = "Begin to evaluate a policy on the readings of the last days",
            description =
                    "Through the code that runs live, beside what is in force now for each patient."
                            + " Nobody is called. Kept in this process only.")
    ResponseEntity<Accepted> begin(@RequestBody Question question, Caller caller) {
        Optional<String> unit = Optional.ofNullable(question.unit());
        requireReach(caller, unit);
        int days = question.days() == null ? MOST_DAYS : question.days();
        if (days < 1 || days > MOST_DAYS) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST, "BAD_RANGE", "'days' must be 1 to " + MOST_DAYS + ".");
        }
        JsonNode document = question.policy();
        if (document == null) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST, "POLICY_MISSING", "'policy' must be a policy.");
        }
        Policy policy = PolicyReader.read("policy", document);
        audit.action(caller, "policy.evaluate", unit.orElse("all units"));
        Predicate<PatientId> wanted = patient -> unit.isEmpty() || unit.equals(careUnit(patient));
        return desk.begin(policy, unit, Duration.ofDays(days), wanted)
                .map(id -> ResponseEntity.accepted().body(new Accepted(id)))
                .orElseThrow(() ->
                        new ApiProblem(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "EVALUATIONS_BUSY",
                                "Other evaluations are running."));
    }

    @GetMapping("/{id}")
    @PreAuthorize("hasRole('CHARGE_NURSE')")
    @Operation(summary = "Where an evaluation stands, and what it says when it is done")
    Answer find(@PathVariable String id, Caller caller) {
        Job job =
                desk.find(id)
                        .orElseThrow(() ->
                                new ApiProblem(
                                        HttpStatus.NOT_FOUND,
                                        "EVALUATION_NOT_FOUND",
                                        "There is no such evaluation here."));
        requireReach(caller, job.unit());
        return new Answer(job.state(), job.done(), job.report());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(InvalidPolicyException e) {
        return UnsoundDocument.answer("POLICY_INVALID", "The policy is not sound.", e.problems());
    }

    private Optional<String> careUnit(PatientId patient) {
        return census.find(patient).flatMap(CensusEntry::careUnit);
    }

    private static void requireReach(Caller caller, Optional<String> unit) {
        boolean reaches = unit.map(caller::mayReach).orElse(caller.mayReachAllUnits());
        if (!reaches) {
            throw new ApiProblem(
                    HttpStatus.FORBIDDEN,
                    "UNIT_FORBIDDEN",
                    "That is another care unit's, or everybody's.");
        }
    }
}
