package org.vitalwire.alert.person;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vitalwire.alert.channel.AddressCheck;
import org.vitalwire.alert.person.Kept.Wanted;
import org.vitalwire.alert.person.Kept.Wish;
import org.vitalwire.alert.person.PreferencesDocument.ChannelDocument;
import org.vitalwire.alert.person.PreferencesDocument.QuietDocument;
import org.vitalwire.kit.web.DocumentProblem;
import org.vitalwire.kit.web.DocumentProblems;
import org.vitalwire.kit.web.InvalidDocumentException;

/** From JSON to what a person wants; everything that is wrong is told at once, with its place. */
final class PreferencesReader {

    static final int MOST_CHANNELS = 20;
    private static final int LONGEST_ADDRESS = 1_000;

    private final Kept before;
    private final Map<String, AddressCheck> checks;
    private final DocumentProblems problems = new DocumentProblems("the preferences");

    private PreferencesReader(Kept before, Map<String, AddressCheck> checks) {
        this.before = before;
        this.checks = checks;
    }

    /**
     * @param before what is kept now: its browsers can be kept on, and addresses of channels that
     *     are not enabled any more
     * @param checks by channel, of those that are enabled
     * @throws InvalidDocumentException with every fault
     */
    static Wanted read(String json, Kept before, Map<String, AddressCheck> checks) {
        PreferencesReader reader = new PreferencesReader(before, checks);
        Wanted wanted = reader.wanted(reader.problems.parse(json, PreferencesDocument.class));
        reader.problems.refuse();
        return wanted;
    }

    private Wanted wanted(PreferencesDocument document) {
        return new Wanted(
                language(document.language()),
                wishes(document.channels() == null ? List.of() : document.channels()),
                Optional.ofNullable(document.quietHours()).flatMap(this::quietHours));
    }

    private String language(@Nullable String tag) {
        try {
            String sound = new Locale.Builder().setLanguageTag(tag).build().toLanguageTag();
            if (tag != null && !tag.isBlank() && sound.length() <= 35) {
                return sound;
            }
        } catch (IllformedLocaleException e) {
            // Said below.
        }
        problems.add("language", "must be a language tag such as de or en");
        return "en";
    }

    private List<Wish> wishes(List<ChannelDocument> channels) {
        if (channels.size() > MOST_CHANNELS) {
            problems.add("channels", "are more than " + MOST_CHANNELS);
            return List.of();
        }
        List<Wish> wishes = new ArrayList<>();
        for (int i = 0; i < channels.size(); i++) {
            String place = "channels[" + i + "]";
            wish(place, channels.get(i))
                    .ifPresent(wish -> {
                        boolean twice =
                                wishes.stream()
                                        .anyMatch(other ->
                                                other.channel().equals(wish.channel())
                                                        && other.address().equals(wish.address()));
                        if (twice) {
                            problems.add(place, "is there twice");
                        }
                        wishes.add(wish);
                    });
        }
        return wishes;
    }

    private Optional<Wish> wish(String place, @Nullable ChannelDocument document) {
        String channel = document == null ? null : document.channel();
        String address = document == null ? null : document.address();
        if (document == null || channel == null || address == null || address.isBlank()) {
            problems.add(place, "needs channel and address");
            return Optional.empty();
        }
        Wish wish =
                new Wish(
                        channel, address.strip(), document.enabled() == null || document.enabled());
        problemWith(wish)
                .ifPresent(
                        problem -> problems.add(place + "." + problem.field(), problem.message()));
        return Optional.of(wish);
    }

    private Optional<DocumentProblem> problemWith(Wish wish) {
        boolean known =
                before.ways().stream()
                        .anyMatch(way ->
                                way.contact().channel().equals(wish.channel())
                                        && way.shownAddress().equals(wish.address()));
        if (known) {
            return Optional.empty();
        }
        AddressCheck check = checks.get(wish.channel());
        if (wish.channel().equals(Reach.CONSOLE)) {
            return refuse("channel", "is always there, and first");
        }
        if (check == null) {
            return refuse("channel", "is none of this installation");
        }
        if (wish.isBrowser()) {
            return refuse("address", "is no subscription of this person");
        }
        return wish.address().length() > LONGEST_ADDRESS
                ? refuse("address", "is longer than " + LONGEST_ADDRESS + " characters")
                : check.problemWith(wish.address())
                        .map(message -> new DocumentProblem("address", message));
    }

    private static Optional<DocumentProblem> refuse(String field, String message) {
        return Optional.of(new DocumentProblem(field, message));
    }

    private Optional<QuietHours> quietHours(QuietDocument document) {
        Optional<ZoneId> zone = zone(document.zone());
        Optional<LocalTime> from = time("quietHours.from", document.from());
        Optional<LocalTime> to = time("quietHours.to", document.to());
        Set<DayOfWeek> days = days(document.days());
        if (zone.isEmpty() || from.isEmpty() || to.isEmpty() || days.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new QuietHours(zone.get(), from.get(), to.get(), days));
    }

    private Optional<ZoneId> zone(@Nullable String id) {
        if (id != null && ZoneId.getAvailableZoneIds().contains(id)) {
            return Optional.of(ZoneId.of(id));
        }
        problems.add("quietHours.zone", "must be a time zone such as Europe/Berlin");
        return Optional.empty();
    }

    private Optional<LocalTime> time(String place, @Nullable String text) {
        try {
            if (text != null) {
                return Optional.of(LocalTime.parse(text).truncatedTo(ChronoUnit.MINUTES));
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        problems.add(place, "must be a time of day such as 22:00");
        return Optional.empty();
    }

    private Set<DayOfWeek> days(@Nullable List<String> codes) {
        if (codes == null) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        Set<DayOfWeek> days =
                EnumSet.allOf(DayOfWeek.class).stream()
                        .filter(day -> codes.contains(PreferencesDocument.code(day)))
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(DayOfWeek.class)));
        if (days.isEmpty() || days.size() != codes.size()) {
            problems.add("quietHours.days", "must be at least one of monday ... sunday, each once");
        }
        return days;
    }
}
