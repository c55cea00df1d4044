package org.vitalwire.ingest.score;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ingest.vitals.QuerySettings;
import org.vitalwire.ingest.vitals.TimeRange;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.security.PatientAccess;
import org.vitalwire.kit.web.ApiProblem;

/** Scores over HTTP. */
@RestController
class ScoreController {

    private final ScoreStore scores;
    private final QuerySettings settings;
    private final PatientAccess access;
    private final AuditLog audit;
    private final InstantSource clock;

    ScoreController(
            ScoreStore scores,
            QuerySettings settings,
            PatientAccess access,
            AuditLog audit,
            InstantSource clock) {
        this.scores = scores;
        this.settings = settings;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /** The newest score, evaluated now: an input that has become too old counts as missing. */
    @GetMapping("/api/v1/patients/{id}/scores/latest")
    @PreAuthorize("hasAnyRole('CLINICIAN', 'CHARGE_NURSE', 'INTEGRATOR')")
    ScoreAnswer latest(
            Caller caller,
            @PathVariable String id,
            @RequestParam(defaultValue = "news2") String score) {
        PatientId patientId = access.visible(caller, id);
        audit.phiRead(caller, "score.latest", patientId);
        return scores.latest(patientId, score)
                .map(found -> ScoreAnswer.of(found, clock.instant()))
                .orElseThrow(() ->
                        new ApiProblem(
                                HttpStatus.NOT_FOUND,
                                "NO_SCORE",
                                "There is no such score of this patient yet."));
    }

    /** A score over time, each as it was made; in pages. */
    @GetMapping("/api/v1/patients/{id}/scores")
    @PreAuthorize("hasAnyRole('CLINICIAN', 'CHARGE_NURSE', 'INTEGRATOR')")
    ScoreHistoryAnswer history(
            Caller caller,
            @PathVariable String id,
            @RequestParam(defaultValue = "news2") String score,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String after) {
        PatientId patientId = access.visible(caller, id);
        ScoreHistoryRequest request =
                ScoreHistoryRequest.of(score, from, to, limit, after, clock.instant(), settings);
        audit.phiRead(caller, "score.history", patientId);
        return ScoreHistoryAnswer.of(
                id,
                request,
                scores.page(
                        patientId, score, request.range(), request.after(), request.limit() + 1));
    }

    /**
     * Scores as they were published.
     *
     * @param from inclusive; all from here to {@code to} are in the answer
     * @param to exclusive
     * @param events {@code vitalwire.v1.ScoreEvent}, serialised, in Base64; in no order
     */
    record Events(Instant from, Instant to, List<byte[]> events) {}

    /** For other services: scores of one kind, at most about a thousand from one end. */
    @GetMapping("/api/v1/patients/{id}/scores/events")
    @PreAuthorize("hasAnyRole('CLINICIAN', 'CHARGE_NURSE', 'INTEGRATOR')")
    Events events(
            Caller caller,
            @PathVariable String id,
            @RequestParam(defaultValue = "news2") String score,
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam(defaultValue = "true") boolean newest) {
        PatientId patientId = access.visible(caller, id);
        Instant start = TimeRange.time("from", from);
        Instant end = TimeRange.time("to", to);
        if (!start.isBefore(end)) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST, "BAD_RANGE", "'from' must be before 'to'.");
        }
        audit.phiRead(caller, "score.events", patientId);
        return scores.events(patientId, score, new TimeRange(start, end), newest);
    }
}
