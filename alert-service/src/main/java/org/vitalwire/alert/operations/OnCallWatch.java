package org.vitalwire.alert.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.vitalwire.alert.oncall.Team;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.Canary;
import org.vitalwire.kit.census.CensusDirectory;

/**
 * Whether somebody is on call for every care unit that has patients, now and over the next day. An
 * alert is raised for a hole in a unit's schedules; a unit that never had a team shows on the
 * status page, and whoever is the last resort is called for it.
 */
final class OnCallWatch implements PartWatch {

    private static final Duration AHEAD = Duration.ofHours(24);

    private final Supplier<List<Team>> teams;
    private final CensusDirectory census;
    private final OperationsAlerts alerts;

    OnCallWatch(Supplier<List<Team>> teams, CensusDirectory census, OperationsAlerts alerts) {
        this.teams = teams;
        this.census = census;
        this.alerts = alerts;
    }

    @Override
    public String name() {
        return "on-call";
    }

    @Override
    public Part look(Instant now) {
        List<Team> all = teams.get();
        List<Coverage> units =
                Stream.concat(
                                census.all().stream()
                                        .filter(CensusEntry::isHere)
                                        .map(CensusEntry::careUnit)
                                        .flatMap(java.util.Optional::stream),
                                all.stream().map(Team::careUnit))
                        .filter(unit -> !unit.equals(Canary.CARE_UNIT))
                        .distinct()
                        .sorted()
                        .map(unit -> Coverage.of(unit, all, now, AHEAD))
                        .toList();
        units.stream().filter(Coverage::hasTeam).forEach(this::tell);
        List<String> uncovered =
                units.stream().filter(unit -> !unit.now()).map(Coverage::careUnit).toList();
        List<String> holes =
                units.stream()
                        .filter(unit -> unit.now() && unit.nextHole().isPresent())
                        .map(Coverage::careUnit)
                        .toList();
        return new Part(
                name(),
                uncovered.isEmpty() && holes.isEmpty() ? PartState.OK : PartState.DEGRADED,
                words(uncovered, holes),
                Map.of("units", units.stream().map(OnCallWatch::figures).toList()));
    }

    private void tell(Coverage unit) {
        if (unit.now()) {
            alerts.end(OperationsKind.NOBODY_ON_CALL, unit.careUnit());
        } else {
            alerts.raise(
                    OperationsKind.NOBODY_ON_CALL,
                    unit.careUnit(),
                    "Nobody is on duty in any role of the unit.");
        }
    }

    private static String words(List<String> uncovered, List<String> holes) {
        if (uncovered.isEmpty() && holes.isEmpty()) {
            return "Somebody is on call everywhere for the next 24 h.";
        }
        return Stream.of(
                        uncovered.isEmpty()
                                ? ""
                                : "Nobody is on call now: " + String.join(", ", uncovered) + ".",
                        holes.isEmpty()
                                ? ""
                                : "Nobody at some time in the next 24 h: "
                                        + String.join(", ", holes)
                                        + ".")
                .filter(words -> !words.isEmpty())
                .collect(java.util.stream.Collectors.joining(" "));
    }

    private static Map<String, Object> figures(Coverage unit) {
        return Map.of(
                "careUnit",
                unit.careUnit(),
                "team",
                unit.hasTeam(),
                "now",
                unit.now(),
                "nextHole",
                unit.nextHole().map(Instant::toString).orElse(""));
    }
}
