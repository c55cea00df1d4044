package org.vitalwire.alert.person;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A person's wishes as they are kept.
 *
 * @param version 0 of somebody who never said anything
 * @param language a BCP 47 tag
 */
record Kept(
        String person, long version, String language, List<Way> ways, Optional<QuietHours> quiet) {

    /** The channel whose addresses are browsers' secrets. */
    static final String WEB_PUSH = "web-push";

    /**
     * A way to reach the person.
     *
     * @param browser of a browser that takes Web Push
     */
    record Way(Contact contact, Optional<Browser> browser) {

        /** What stands for the address towards the outside. */
        String shownAddress() {
            return browser.map(b -> b.id().toString()).orElse(contact.address());
        }
    }

    /**
     * A browser that takes Web Push.
     *
     * @param label in its person's words
     */
    record Browser(UUID id, String label) {}

    /**
     * What the person wants from now on.
     *
     * @param wishes in their order
     */
    record Wanted(String language, List<Wish> wishes, Optional<QuietHours> quiet) {}

    /**
     * A way to reach the person.
     *
     * @param address of a browser its id
     */
    record Wish(String channel, String address, boolean enabled) {

        boolean isBrowser() {
            return channel.equals(WEB_PUSH);
        }
    }

    static Kept none(String person) {
        return new Kept(person, 0, Locale.ENGLISH.toLanguageTag(), List.of(), Optional.empty());
    }

    Preferences preferences() {
        return new Preferences(
                person,
                ways.stream().map(Way::contact).toList(),
                quiet,
                Locale.forLanguageTag(language));
    }
}
