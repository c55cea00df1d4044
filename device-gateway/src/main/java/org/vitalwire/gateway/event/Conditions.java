package org.vitalwire.gateway.event;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.vitalwire.contracts.event.DeviceEvent;
import org.vitalwire.contracts.event.DeviceEvent.Phase;
import org.vitalwire.contracts.event.DeviceEvent.Severity;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.id.DeviceId;

/**
 * What lasts: told when it starts and when it ends, once each. Open conditions are in the database,
 * so that a restarted gateway ends what it had started; what a crash between the two left unsaid is
 * said again at the start, under the same id.
 *
 * <p>Methods that change something throw when the database is away and have changed nothing then:
 * those who watch look again at their next tick.
 */
public final class Conditions {

    private final ConditionStore store;
    private final Consumer<DeviceEvent> events;
    private final InstantSource clock;
    private final Map<Subject, OpenCondition> open = new ConcurrentHashMap<>();

    Conditions(ConditionStore store, Consumer<DeviceEvent> events, InstantSource clock) {
        this.store = store;
        this.events = events;
        this.clock = clock;
        store.all().forEach(condition -> open.put(condition.subject(), condition));
    }

    /**
     * What a condition is about: at most one of a kind is open for a name.
     *
     * @param name a device's id, or what the kind is about instead
     */
    public record Subject(DeviceEventKind kind, String name) {

        public static Subject of(DeviceEventKind kind, DeviceId device) {
            return new Subject(kind, device.value());
        }
    }

    /**
     * A condition that has started.
     *
     * @param devices whom it concerns, where it concerns many
     */
    public record OpenCondition(
            Subject subject,
            String occurrence,
            Severity severity,
            Instant startedAt,
            String detail,
            List<DeviceId> devices) {

        public OpenCondition {
            devices = List.copyOf(devices);
        }

        /** Empty when it concerns many. */
        public Optional<DeviceId> device() {
            return devices.isEmpty() && DeviceId.isValid(subject.name())
                    ? Optional.of(new DeviceId(subject.name()))
                    : Optional.empty();
        }
    }

    public Optional<OpenCondition> find(Subject subject) {
        return Optional.ofNullable(open.get(subject));
    }

    public Collection<OpenCondition> all() {
        return List.copyOf(open.values());
    }

    /** Tells that something lasts, unless that is known. */
    public void start(
            Subject subject, Severity severity, Instant at, String detail, List<DeviceId> devices) {
        if (open.containsKey(subject)) {
            return;
        }
        OpenCondition condition =
                new OpenCondition(
                        subject,
                        UUID.randomUUID().toString(),
                        severity,
                        micros(at),
                        detail,
                        devices);
        if (store.insert(condition)) {
            open.put(subject, condition);
            tell(condition, "started", Phase.STARTED, condition.startedAt(), detail, devices);
        } else {
            store.find(subject).ifPresent(known -> open.put(subject, known));
        }
    }

    /** Changes what an open condition says, and tells that where {@code aloud}. */
    public void update(Subject subject, String detail, List<DeviceId> devices, boolean aloud) {
        OpenCondition before = open.get(subject);
        if (before == null) {
            return;
        }
        OpenCondition now =
                new OpenCondition(
                        subject,
                        before.occurrence(),
                        before.severity(),
                        before.startedAt(),
                        detail,
                        devices);
        store.update(now);
        open.put(subject, now);
        if (aloud) {
            tell(
                    now,
                    UUID.randomUUID().toString(),
                    Phase.STARTED,
                    micros(clock.instant()),
                    detail,
                    devices);
        }
    }

    /** Tells that it is over, where it was open. */
    public void end(Subject subject, Instant at, String detail) {
        OpenCondition condition = open.get(subject);
        if (condition == null) {
            return;
        }
        boolean wasOurs = store.delete(condition);
        open.remove(subject);
        if (wasOurs) {
            tell(condition, "ended", Phase.ENDED, micros(at), detail, condition.devices());
        }
    }

    /** Says again what has started: listeners know it by its id. */
    void tellAgain() {
        open.values()
                .forEach(condition ->
                        tell(
                                condition,
                                "started",
                                Phase.STARTED,
                                condition.startedAt(),
                                condition.detail(),
                                condition.devices()));
    }

    private void tell(
            OpenCondition condition,
            String part,
            Phase phase,
            Instant at,
            String detail,
            List<DeviceId> devices) {
        events.accept(
                new DeviceEvent(
                        condition.occurrence() + ":" + part,
                        condition.device(),
                        condition.subject().kind(),
                        phase,
                        condition.severity(),
                        at,
                        detail,
                        condition.occurrence(),
                        devices));
    }

    private static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
