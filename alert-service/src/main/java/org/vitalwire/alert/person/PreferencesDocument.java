package org.vitalwire.alert.person;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Preferences as they are answered and sent.
 *
 * @param person answered only, as are version and available
 * @param version what the ETag says
 * @param language a BCP 47 tag; messages are in English where there is no translation
 * @param channels in the order in which they are tried, after the console
 * @param quietHours null for none
 * @param available channels of this installation that take addresses
 */
record PreferencesDocument(
        @Nullable String person,
        @Nullable Long version,
        @Nullable String language,
        @Nullable List<ChannelDocument> channels,
        @Nullable QuietDocument quietHours,
        @Nullable List<String> available) {

    /**
     * @param address of web-push the id of a subscription
     * @param label answered only: which browser it is
     * @param enabled true where it is not said
     */
    record ChannelDocument(
            @Nullable String channel,
            @Nullable String address,
            @Nullable String label,
            @Nullable Boolean enabled) {}

    /**
     * @param zone an IANA time zone, such as Europe/Berlin
     * @param from HH:MM
     * @param to HH:MM; not after from: of the next day
     * @param days on which they begin, {@code monday} to {@code sunday}; all where it is not said
     */
    record QuietDocument(
            @Nullable String zone,
            @Nullable String from,
            @Nullable String to,
            @Nullable List<String> days) {}

    static PreferencesDocument of(Kept kept, List<String> available) {
        return new PreferencesDocument(
                kept.person(),
                kept.version(),
                kept.language(),
                kept.ways().stream().map(PreferencesDocument::of).toList(),
                kept.quiet().map(PreferencesDocument::of).orElse(null),
                available);
    }

    private static ChannelDocument of(Kept.Way way) {
        return new ChannelDocument(
                way.contact().channel(),
                way.shownAddress(),
                way.browser().map(Kept.Browser::label).orElse(null),
                way.contact().enabled());
    }

    private static QuietDocument of(QuietHours quiet) {
        return new QuietDocument(
                quiet.zone().getId(),
                quiet.from().toString(),
                quiet.to().toString(),
                quiet.days().stream().sorted().map(PreferencesDocument::code).toList());
    }

    static String code(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }
}
