package org.vitalwire.alert.oncall;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who is on duty in one role. An exchange counts before all layers, the one entered last before
 * others; of the layers the last one that has somebody counts, so that a weekend layer stands over
 * the layer of every day.
 */
public record Schedule(ZoneId zone, List<Layer> layers, List<Exchange> exchanges) {

    /** Longer than anybody plans ahead at a glance; it bounds the work of an answer. */
    public static final Duration LONGEST_LOOK = Duration.ofDays(62);

    public Schedule {
        layers = List.copyOf(layers);
        exchanges = List.copyOf(exchanges);
    }

    /** Who is on duty at the instant; empty when nobody is. */
    public Optional<String> at(Instant at) {
        return stretchAt(at).person();
    }

    /**
     * Every stretch of a time, without holes: where nobody is on duty there is a stretch of nobody.
     *
     * @throws IllegalArgumentException when the time is empty or longer than {@link #LONGEST_LOOK}
     */
    public List<Duty> between(Instant from, Instant until) {
        if (!from.isBefore(until) || Duration.between(from, until).compareTo(LONGEST_LOOK) > 0) {
            throw new IllegalArgumentException("a look at a schedule covers up to 62 days");
        }
        List<Duty> duties = new ArrayList<>();
        for (Instant at = from; at.isBefore(until); ) {
            Duty stretch = stretchAt(at);
            Instant end = stretch.until().isBefore(until) ? stretch.until() : until;
            Duty duty = new Duty(stretch.person(), at, end, stretch.exchanged());
            if (!duties.isEmpty() && duties.getLast().goesOnAs(duty)) {
                duties.add(duties.removeLast().to(duty));
            } else {
                duties.add(duty);
            }
            at = end;
        }
        return duties;
    }

    /** From the instant until anything could change. */
    private Duty stretchAt(Instant at) {
        List<Layer.Says> said = layers.stream().map(layer -> layer.at(at, zone)).toList();
        Instant until =
                Stream.concat(
                                said.stream().map(Layer.Says::until),
                                exchanges.stream()
                                        .flatMap(e -> Stream.of(e.from(), e.until()))
                                        .filter(edge -> edge.isAfter(at)))
                        .min(Instant::compareTo)
                        .orElse(Instant.MAX);
        Optional<Exchange> exchange =
                exchanges.reversed().stream().filter(e -> e.covers(at)).findFirst();
        if (exchange.isPresent()) {
            return new Duty(Optional.of(exchange.get().person()), at, until, true);
        }
        Optional<String> person =
                said.reversed().stream().flatMap(says -> says.person().stream()).findFirst();
        return new Duty(person, at, until, false);
    }
}
