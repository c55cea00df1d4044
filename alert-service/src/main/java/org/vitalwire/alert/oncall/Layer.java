package org.vitalwire.alert.oncall;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * People who take turns.
 *
 * @param name for those who edit it: day, night, weekend
 * @param begins when the first turn begins, by the wall clock; nobody is on duty before
 * @param people in the order of their turns
 * @param hours in which the layer counts; empty means always. Who begins a shift ends it, even when
 *     the next turn begins in it
 */
public record Layer(
        String name,
        LocalDateTime begins,
        Turn turn,
        List<String> people,
        Optional<ShiftHours> hours) {

    public Layer {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a layer has a name");
        }
        people = List.copyOf(people);
        if (people.isEmpty() || people.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a layer has people, each with a name");
        }
    }

    /**
     * What a layer says of an instant, and until when it says the same.
     *
     * @param person empty where the layer does not count
     */
    record Says(Optional<String> person, Instant until) {}

    Says at(Instant at, ZoneId zone) {
        if (hours.isEmpty()) {
            return turnAt(at, zone);
        }
        Optional<ShiftHours.Shift> shift = hours.get().at(at, zone);
        return shift.map(on -> new Says(turnAt(on.from(), zone).person(), on.until()))
                .orElseGet(() -> new Says(Optional.empty(), hours.get().nextAfter(at, zone)));
    }

    private Says turnAt(Instant at, ZoneId zone) {
        long number = turn.number(begins, at.atZone(zone).toLocalDateTime());
        // Around a change of the clocks the wall clock is ambiguous; instants are not.
        while (begin(number, zone).isAfter(at)) {
            number--;
        }
        while (!begin(number + 1, zone).isAfter(at)) {
            number++;
        }
        return number < 0
                ? new Says(Optional.empty(), begin(0, zone))
                : new Says(
                        Optional.of(people.get(Math.floorMod(number, people.size()))),
                        begin(number + 1, zone));
    }

    private Instant begin(long number, ZoneId zone) {
        return turn.begin(begins, number).atZone(zone).toInstant();
    }
}
