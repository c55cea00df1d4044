package org.vitalwire.alert.person;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.vitalwire.contracts.event.Priority;

/**
 * By which ways, and in which order, a person is told of something now.
 *
 * <p>The console comes first and always: it disturbs nobody who does not look at it. Quiet hours
 * hold back every other way, but never for a HIGH alert and never from somebody on call.
 */
public final class Reach {

    /** Name of the channel that everybody has; its address is the person. */
    public static final String CONSOLE = "console";

    /** Where a message goes. */
    public record Address(String channel, String address) {

        /** Prints no address. */
        @Override
        public String toString() {
            return "Address[" + channel + "]";
        }
    }

    private Reach() {}

    /**
     * @param onCall whether the person is on duty in any role, or called as the last resort
     * @return never empty, each address once
     */
    public static List<Address> plan(
            Preferences preferences, Priority priority, boolean onCall, Instant now) {
        Address console = new Address(CONSOLE, preferences.person());
        boolean quiet =
                priority != Priority.HIGH
                        && !onCall
                        && preferences.quietHours().filter(hours -> hours.cover(now)).isPresent();
        if (quiet) {
            return List.of(console);
        }
        return Stream.concat(
                        Stream.of(console),
                        preferences.contacts().stream()
                                .filter(Contact::enabled)
                                .filter(contact -> !contact.channel().equals(CONSOLE))
                                .map(contact -> new Address(contact.channel(), contact.address())))
                .distinct()
                .toList();
    }
}
