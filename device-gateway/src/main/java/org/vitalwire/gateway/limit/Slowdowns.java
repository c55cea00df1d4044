package org.vitalwire.gateway.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.vitalwire.contracts.event.DeviceEvent.Severity;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.gateway.event.Conditions;
import org.vitalwire.gateway.event.Conditions.Subject;

/**
 * Which devices send more than is read of them. Told when it begins, and when a device has kept to
 * its rate for a while, so that one at the edge of it is not told of every second.
 */
public final class Slowdowns {

    private final Conditions conditions;
    private final InstantSource clock;
    private final Duration calm;
    private final Counter pauses;

    /** When each was made to wait last; those that are calm again leave. */
    private final Map<DeviceId, Instant> slowed = new ConcurrentHashMap<>();

    Slowdowns(Conditions conditions, InstantSource clock, Duration calm, MeterRegistry meters) {
        this.conditions = conditions;
        this.clock = clock;
        this.calm = calm;
        this.pauses = meters.counter("vitalwire.gateway.pauses");
        meters.gauge("vitalwire.gateway.slowed", slowed, Map::size);
    }

    /** Its connection is not read for a moment. Any thread; touches no database. */
    public void paused(DeviceId device) {
        pauses.increment();
        slowed.put(device, clock.instant());
    }

    /** Tells what has begun and what is over. */
    void look() {
        Instant now = clock.instant();
        slowed.forEach((device, at) -> {
            if (at.plus(calm).isAfter(now)) {
                conditions.start(
                        Subject.of(DeviceEventKind.SLOWED_DOWN, device),
                        Severity.WARNING,
                        at,
                        "sends more messages a second than it may: it is read more slowly, nothing"
                                + " is lost",
                        List.of());
            } else {
                slowed.remove(device, at);
            }
        });
        for (Conditions.OpenCondition open : List.copyOf(conditions.all())) {
            if (open.subject().kind() == DeviceEventKind.SLOWED_DOWN
                    && open.device().filter(slowed::containsKey).isEmpty()) {
                conditions.end(open.subject(), now, "keeps to its rate again");
            }
        }
    }

    int count() {
        return slowed.size();
    }
}
