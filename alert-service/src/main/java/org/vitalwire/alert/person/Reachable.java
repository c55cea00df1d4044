package org.vitalwire.alert.person;

import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.vitalwire.alert.oncall.Team;
import org.vitalwire.alert.oncall.TeamTable;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.web.ApiProblem;

/**
 * Whose preferences a caller may see and change: their own; a charge nurse also those of the people
 * in the teams of her care units, and with all care units anybody's.
 */
final class Reachable {

    private static final String ME = "me";
    private static final String CHARGE_NURSE = "charge-nurse";
    private static final int LONGEST = 255;

    private final TeamTable teams;

    Reachable(TeamTable teams) {
        this.teams = teams;
    }

    /**
     * @param id {@code me}, or the subject of a person's tokens
     * @throws ApiProblem 404 for anybody else
     */
    String person(Caller caller, String id) {
        if (id.equals(ME) || id.equals(caller.subject())) {
            return caller.subject();
        }
        boolean may =
                id.length() <= LONGEST
                        && caller.roles().contains(CHARGE_NURSE)
                        && (caller.mayReachAllUnits() || isInATeamOf(caller, id));
        if (!may) {
            throw new ApiProblem(HttpStatus.NOT_FOUND, "PERSON_NOT_FOUND", "No such person.");
        }
        return id;
    }

    private boolean isInATeamOf(Caller caller, String person) {
        return teams.all().stream()
                .map(TeamTable.Kept::team)
                .filter(team -> caller.mayReach(team.careUnit()))
                .flatMap(Reachable::people)
                .anyMatch(person::equals);
    }

    private static Stream<String> people(Team team) {
        return Stream.concat(
                team.everyone().stream(),
                team.schedules().values().stream()
                        .flatMap(schedule ->
                                Stream.concat(
                                        schedule.layers().stream()
                                                .flatMap(layer -> layer.people().stream()),
                                        schedule.exchanges().stream()
                                                .map(exchange -> exchange.person()))));
    }
}
