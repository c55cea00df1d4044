package org.vitalwire.alert.page;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.vitalwire.alert.person.People;
import org.vitalwire.alert.person.Preferences;
import org.vitalwire.alert.person.Reach;
import org.vitalwire.alert.person.Reach.Address;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.id.Canary;

/** By which ways a person is told, of those that this installation has. */
final class Ways {

    /** The channel of the canary's pages, whose receipt is the watchdog's beat. */
    static final String WATCHDOG = "watchdog";

    private final People people;
    private final Supplier<Set<String>> channels;

    /**
     * @param channels names of those that are enabled; the console is not among them and always is
     */
    Ways(People people, Supplier<Set<String>> channels) {
        this.people = people;
        this.channels = channels;
    }

    /** In the order in which they are tried; never empty. */
    List<Address> of(String person, Priority priority, boolean onDuty, Instant now) {
        if (person.equals(Canary.WATCHDOG)) {
            return List.of(new Address(WATCHDOG, person));
        }
        Preferences preferences = people.preferences(person);
        Set<String> enabled = channels.get();
        return Reach.plan(preferences, priority, onDuty, now).stream()
                .filter(way ->
                        way.channel().equals(Reach.CONSOLE) || enabled.contains(way.channel()))
                .toList();
    }
}
