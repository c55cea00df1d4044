package org.vitalwire.ingest.score;

import java.time.InstantSource;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.security.PatientAccess;
import org.vitalwire.kit.web.ApiProblem;

/** Scores over HTTP. */
@RestController
class ScoreController {

    private final ScoreStore scores;
    private final PatientAccess access;
    private final AuditLog audit;
    private final InstantSource clock;

    ScoreController(ScoreStore scores, PatientAccess access, AuditLog audit, InstantSource clock) {
        this.scores = scores;
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
        PatientId patientId = new PatientId(id);
        access.requireVisible(caller, patientId);
        audit.phiRead(caller, "score.latest", patientId);
        return scores.latest(patientId, score)
                .map(found -> ScoreAnswer.of(found, clock.instant()))
                .orElseThrow(() ->
                        new ApiProblem(
                                HttpStatus.NOT_FOUND,
                                "NO_SCORE",
                                "There is no such score of this patient yet."));
    }
}
