package org.vitalwire.ehr.adt;

import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.ehr.adt.AdtInbox.Quarantined;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.web.ApiProblem;

/** Admission messages that wait for a person: what is wrong with them, never what they say. */
@RestController
@RequestMapping("/api/v1/adt/quarantine")
@PreAuthorize("hasAnyRole('OPERATOR', 'INTEGRATOR')")
class AdtController {

    private static final int MOST = 500;

    private final AdtInbox inbox;
    private final AdtIntake intake;
    private final AuditLog audit;

    AdtController(AdtInbox inbox, AdtIntake intake, AuditLog audit) {
        this.inbox = inbox;
        this.intake = intake;
        this.audit = audit;
    }

    /**
     * Oldest first.
     *
     * @param after the last id of the page before
     */
    @GetMapping
    List<Quarantined> list(
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        if (limit < 1 || limit > MOST) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST, "BAD_REQUEST", "limit is between 1 and " + MOST + ".");
        }
        return inbox.quarantined(after, limit);
    }

    /** Tries it again, as when a setting was wrong; 422 says what still is. */
    @PostMapping("/{id}/replay")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void replay(@PathVariable long id, Caller caller) {
        if (inbox.find(id).isEmpty()) {
            throw notFound();
        }
        Optional<AdtFault> fault = intake.replay(id);
        audit.action(caller, "adt-replay", Long.toString(id));
        if (fault.isPresent()) {
            throw new ApiProblem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "NOT_APPLIED",
                    fault.get().place() + ": " + fault.get().reason());
        }
    }

    /** Gives it up; somebody has done by hand what it wanted. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(@PathVariable long id, Caller caller) {
        if (!inbox.release(id)) {
            throw notFound();
        }
        audit.action(caller, "adt-discard", Long.toString(id));
    }

    private static ApiProblem notFound() {
        return new ApiProblem(HttpStatus.NOT_FOUND, "MESSAGE_NOT_FOUND", "No such message.");
    }
}
