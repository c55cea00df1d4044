package org.vitalwire.alert.person;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a person wants to be reached.
 *
 * @param person subject of the person's tokens
 * @param contacts in the order in which they are to be tried
 * @param language of messages
 */
public record Preferences(
        String person, List<Contact> contacts, Optional<QuietHours> quietHours, Locale language) {

    public Preferences {
        contacts = List.copyOf(contacts);
    }

    /** Of somebody who never said anything: the console, at any time, in English. */
    public static Preferences none(String person) {
        return new Preferences(person, List.of(), Optional.empty(), Locale.ENGLISH);
    }
}
