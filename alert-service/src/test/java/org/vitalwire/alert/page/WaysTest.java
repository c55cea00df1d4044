package org.vitalwire.alert.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vitalwire.alert.person.Contact;
import org.vitalwire.alert.person.Preferences;
import org.vitalwire.alert.person.Reach.Address;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.id.Canary;

class WaysTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void waysThatThisInstallationDoesNotHaveCostNoTime() {
        Ways ways =
                new Ways(
                        person ->
                                new Preferences(
                                        person,
                                        List.of(
                                                new Contact("pager", "17", true),
                                                new Contact("e-mail", "nina@example.org", true)),
                                        Optional.empty(),
                                        Locale.ENGLISH),
                        () -> Set.of("e-mail"));

        assertThat(ways.of("nina", Priority.HIGH, true, NOW))
                .containsExactly(
                        new Address("console", "nina"), new Address("e-mail", "nina@example.org"));
    }

    @Test
    void whoChoseNothingIsToldOnTheConsole() {
        Ways ways = new Ways(Preferences::none, Set::of);

        assertThat(ways.of("nina", Priority.LOW, false, NOW))
                .containsExactly(new Address("console", "nina"));
    }

    @Test
    void theWatchdogIsToldByItsOwnWay() {
        Ways ways = new Ways(Preferences::none, Set::of);

        assertThat(ways.of(Canary.WATCHDOG, Priority.LOW, true, NOW))
                .containsExactly(new Address(Ways.WATCHDOG, Canary.WATCHDOG));
    }
}
