package org.vitalwire.ingest.vitals;

import java.util.Comparator;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.kit.census.CensusDirectory;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.web.ApiProblem;

/** Who is in a unit now, by the census. */
public final class UnitPatients {

    private final CensusDirectory census;

    UnitPatients(CensusDirectory census) {
        this.census = census;
    }

    /**
     * By patient id.
     *
     * @throws ApiProblem 404 {@code UNIT_NOT_FOUND} for a unit that is not the caller's
     */
    public List<CensusEntry> of(Caller caller, String unit) {
        if (!caller.mayReach(unit)) {
            throw new ApiProblem(HttpStatus.NOT_FOUND, "UNIT_NOT_FOUND", "No such unit.");
        }
        return census.all().stream()
                .filter(CensusEntry::isHere)
                .filter(entry -> entry.careUnit().filter(unit::equals).isPresent())
                .sorted(Comparator.comparing(CensusEntry::patientId))
                .toList();
    }
}
