package org.vitalwire.alert.api;

import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.vitalwire.alert.episode.Episode;
import org.vitalwire.alert.episode.EpisodeId;
import org.vitalwire.alert.ledger.EpisodeQueries;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.web.ApiProblem;

/** The alerts that a caller may know of. */
final class AlertScope {

    private final EpisodeQueries queries;
    private final PatientScope patients;

    AlertScope(EpisodeQueries queries, PatientScope patients) {
        this.queries = queries;
        this.patients = patients;
    }

    /**
     * @throws ApiProblem with 404 when there is none, also when it is outside the caller's units
     */
    Episode episode(Caller caller, String id) {
        return parse(id)
                .flatMap(queries::find)
                .filter(episode -> patients.covers(caller, episode.facts().patientId()))
                .orElseThrow(AlertScope::noSuchAlert);
    }

    static ApiProblem noSuchAlert() {
        return new ApiProblem(HttpStatus.NOT_FOUND, "ALERT_NOT_FOUND", "No such alert.");
    }

    private static Optional<EpisodeId> parse(String id) {
        try {
            return Optional.of(new EpisodeId(UUID.fromString(id)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
