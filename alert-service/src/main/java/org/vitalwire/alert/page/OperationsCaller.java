package org.vitalwire.alert.page;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.alert.channel.Channel;
import org.vitalwire.alert.channel.Message;
import org.vitalwire.alert.channel.Outcome;
import org.vitalwire.alert.operations.OperationsAlert;
import org.vitalwire.alert.operations.OperationsAlerts;
import org.vitalwire.alert.person.People;
import org.vitalwire.alert.person.Reach;
import org.vitalwire.alert.person.Reach.Address;
import org.vitalwire.contracts.event.Priority;

/**
 * Tells the last resort when alerts may reach nobody. By every person's own ways, the first one
 * that takes it; tried again until one does. Not by a page: there is no alert of a patient that
 * somebody could accept. The console is no way here, as nobody can be seen to have looked at it.
 */
final class OperationsCaller {

    private static final Logger log = LoggerFactory.getLogger(OperationsCaller.class);

    private final OperationsAlerts alerts;
    private final List<String> people;
    private final Ways ways;
    private final People preferences;
    private final Supplier<Map<String, Channel>> channels;
    private final Optional<URI> console;
    private final InstantSource clock;

    OperationsCaller(
            OperationsAlerts alerts,
            List<String> people,
            Ways ways,
            People preferences,
            Supplier<Map<String, Channel>> channels,
            Optional<URI> console,
            InstantSource clock) {
        this.alerts = alerts;
        this.people = List.copyOf(people);
        this.ways = ways;
        this.preferences = preferences;
        this.channels = channels;
        this.console = console;
        this.clock = clock;
    }

    /** Tells of one of them; returns whether there was one, and so may be another. */
    boolean look() throws InterruptedException {
        Optional<OperationsAlert> taken = alerts.takeUntold();
        if (taken.isEmpty()) {
            return false;
        }
        boolean toldAll = true;
        for (String person : people) {
            toldAll &= tell(person, taken.get());
        }
        if (toldAll) {
            alerts.told(taken.get());
        }
        return true;
    }

    /** Whether one of the ways took it, or the person has none. */
    private boolean tell(String person, OperationsAlert alert) throws InterruptedException {
        List<Address> addresses =
                ways.of(person, Priority.HIGH, true, clock.instant()).stream()
                        .filter(address -> !address.channel().equals(Reach.CONSOLE))
                        .toList();
        for (Address address : addresses) {
            Channel channel = channels.get().get(address.channel());
            if (channel != null && took(channel, message(person, alert), address)) {
                return true;
            }
        }
        if (!addresses.isEmpty()) {
            log.atWarn()
                    .addKeyValue("kind", alert.kind().code())
                    .log("somebody of the last resort was not told of an operations alert");
        }
        return addresses.isEmpty();
    }

    private static boolean took(Channel channel, Message message, Address address)
            throws InterruptedException {
        try {
            return switch (channel.send(message, address.address())) {
                case Outcome.Received _, Outcome.Sent _ -> true;
                case Outcome.Later _, Outcome.Refused _ -> false;
            };
        } catch (RuntimeException e) {
            return false;
        }
    }

    private Message message(String person, OperationsAlert alert) {
        return new Message(
                // The same person's copy is the same at every attempt.
                UUID.nameUUIDFromBytes(
                        (alert.id() + person).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                alert.id(),
                person,
                Priority.HIGH,
                List.of(
                        new Message.Line(
                                alert.id().toString(),
                                alert.kind().code(),
                                "Vitalwire: "
                                        + alert.kind().code()
                                        + " ("
                                        + alert.subject()
                                        + ")")),
                Optional.empty(),
                alert.since(),
                false,
                console,
                preferences.preferences(person).language());
    }
}
