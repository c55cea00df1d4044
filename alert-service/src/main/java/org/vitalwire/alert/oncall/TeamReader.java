package org.vitalwire.alert.oncall;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vitalwire.alert.oncall.TeamDocument.ExchangeDocument;
import org.vitalwire.alert.oncall.TeamDocument.HoursDocument;
import org.vitalwire.alert.oncall.TeamDocument.LayerDocument;
import org.vitalwire.alert.oncall.TeamDocument.ScheduleDocument;
import org.vitalwire.alert.oncall.TeamDocument.TurnDocument;
import org.vitalwire.kit.web.DocumentProblems;
import org.vitalwire.kit.web.InvalidDocumentException;
import tools.jackson.databind.json.JsonMapper;

/** From JSON to a team; everything that is wrong is told at once, with its place. */
final class TeamReader {

    private static final int MOST_LAYERS = 20;
    private static final int MOST_EXCHANGES = 500;
    private static final int MOST_PEOPLE = 200;

    private final DocumentProblems problems = new DocumentProblems("the team");
    private final String by;

    private TeamReader(String by) {
        this.by = by;
    }

    /**
     * @param by who enters it, for exchanges that do not say so
     * @throws InvalidDocumentException with every fault
     */
    static Team read(String id, String json, String by) {
        TeamReader reader = new TeamReader(by);
        Optional<Team> team = reader.team(id, reader.problems.parse(json, TeamDocument.class));
        reader.problems.refuse();
        return team.orElseThrow();
    }

    static String write(Team team) {
        return JsonMapper.shared().writeValueAsString(TeamDocument.of(team));
    }

    private Optional<Team> team(String id, TeamDocument document) {
        Map<DutyRole, Schedule> schedules = new EnumMap<>(DutyRole.class);
        orEmpty(document.schedules())
                .forEach((code, schedule) -> {
                    String place = "schedules." + code;
                    Optional<DutyRole> role = DutyRole.ofCode(code);
                    if (role.isEmpty()) {
                        problems.add(place, "is no role: primary, buddy or charge-nurse");
                    } else {
                        schedule(place, schedule).ifPresent(s -> schedules.put(role.get(), s));
                    }
                });
        if (schedules.isEmpty() && problems.isEmpty()) {
            problems.add("schedules", "names nobody: at least the primary role needs one");
        }
        List<String> everyone = orEmpty(document.everyone());
        people("everyone", everyone);
        return made(
                "",
                () ->
                        new Team(
                                id,
                                text("careUnit", document.careUnit()),
                                text("name", document.name()),
                                everyone,
                                schedules));
    }

    private Optional<Schedule> schedule(String place, @Nullable ScheduleDocument document) {
        if (document == null) {
            problems.add(place, "is missing");
            return Optional.empty();
        }
        List<LayerDocument> layerDocuments = orEmpty(document.layers());
        List<ExchangeDocument> exchangeDocuments = orEmpty(document.exchanges());
        if (layerDocuments.size() > MOST_LAYERS || exchangeDocuments.size() > MOST_EXCHANGES) {
            problems.add(
                    place,
                    "has more than %d layers or %d exchanges"
                            .formatted(MOST_LAYERS, MOST_EXCHANGES));
            return Optional.empty();
        }
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < layerDocuments.size(); i++) {
            layer(place + ".layers[" + i + "]", layerDocuments.get(i)).ifPresent(layers::add);
        }
        List<Exchange> exchanges = new ArrayList<>();
        for (int i = 0; i < exchangeDocuments.size(); i++) {
            exchange(place + ".exchanges[" + i + "]", exchangeDocuments.get(i))
                    .ifPresent(exchanges::add);
        }
        return Optional.of(new Schedule(zone(place + ".zone", document.zone()), layers, exchanges));
    }

    private Optional<Layer> layer(String place, @Nullable LayerDocument document) {
        LocalDateTime begins = document == null ? null : document.begins();
        TurnDocument turnDocument = document == null ? null : document.turn();
        if (document == null || begins == null || turnDocument == null) {
            problems.add(place, "needs name, begins, turn and people");
            return Optional.empty();
        }
        List<String> people = orEmpty(document.people());
        people(place + ".people", people);
        String name = document.name() == null ? "" : document.name();
        Optional<ShiftHours> hours = hours(place + ".hours", document.hours());
        return turn(place + ".turn", turnDocument)
                .flatMap(turn -> made(place, () -> new Layer(name, begins, turn, people, hours)));
    }

    private Optional<ShiftHours> hours(String place, @Nullable HoursDocument document) {
        if (document == null) {
            return Optional.empty();
        }
        LocalTime from = document.from();
        LocalTime to = document.to();
        if (from == null || to == null) {
            problems.add(place, "needs from and to");
            return Optional.empty();
        }
        return made(place, () -> new ShiftHours(from, to));
    }

    private Optional<Turn> turn(String place, TurnDocument document) {
        ChronoUnit unit =
                switch (document.unit() == null ? "" : document.unit()) {
                    case "hours" -> ChronoUnit.HOURS;
                    case "days" -> ChronoUnit.DAYS;
                    case "weeks" -> ChronoUnit.WEEKS;
                    default -> ChronoUnit.FOREVER;
                };
        int length = document.length() == null ? 0 : document.length();
        return made(place, () -> new Turn(unit, length));
    }

    private Optional<Exchange> exchange(String place, @Nullable ExchangeDocument document) {
        Instant from = document == null ? null : document.from();
        Instant until = document == null ? null : document.until();
        if (document == null || from == null || until == null) {
            problems.add(place, "needs from, until, person and reason");
            return Optional.empty();
        }
        String person = document.person() == null ? "" : document.person();
        String enteredBy = document.by() == null ? by : document.by();
        String reason = document.reason() == null ? "" : document.reason();
        return made(place, () -> new Exchange(from, until, person, enteredBy, reason));
    }

    private ZoneId zone(String place, @Nullable String id) {
        try {
            if (id != null && !id.isBlank()) {
                return ZoneId.of(id);
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        problems.add(place, "must be a time zone such as Europe/Berlin");
        return ZoneOffset.UTC;
    }

    private void people(String place, List<String> people) {
        if (people.size() > MOST_PEOPLE) {
            problems.add(place, "names more than " + MOST_PEOPLE + " people");
        }
        if (people.stream().anyMatch(person -> person == null || person.isBlank())) {
            problems.add(place, "names somebody without a name");
        }
    }

    private String text(String place, @Nullable String value) {
        if (value == null || value.isBlank()) {
            problems.add(place, "is missing");
            return "-";
        }
        return value;
    }

    /** What the value itself refuses is a problem of its place. */
    private <T> Optional<T> made(String place, Supplier<T> value) {
        try {
            return Optional.of(value.get());
        } catch (IllegalArgumentException e) {
            problems.add(place, e.getMessage() == null ? "is not sound" : e.getMessage());
            return Optional.empty();
        }
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static <T> Map<String, T> orEmpty(@Nullable Map<String, T> map) {
        return map == null ? Map.of() : map;
    }
}
