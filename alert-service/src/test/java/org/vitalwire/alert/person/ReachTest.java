package org.vitalwire.alert.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vitalwire.alert.person.Reach.Address;
import org.vitalwire.contracts.event.Priority;

class ReachTest {

    private static final Instant NIGHT = Instant.parse("2026-11-02T23:00:00Z");
    private static final Instant DAY = Instant.parse("2026-11-02T12:00:00Z");
    private static final Address CONSOLE = new Address("console", "nina");
    private static final Address MAIL = new Address("e-mail", "nina@example.org");
    private static final Address PHONE = new Address("phone", "+4930123");

    private final Preferences nina =
            new Preferences(
                    "nina",
                    List.of(
                            new Contact("e-mail", "nina@example.org", true),
                            new Contact("sms", "+4930999", false),
                            new Contact("phone", "+4930123", true)),
                    Optional.of(
                            QuietHours.daily(
                                    ZoneOffset.UTC, LocalTime.of(22, 0), LocalTime.of(6, 0))),
                    Locale.GERMAN);

    @Test
    void theConsoleComesFirstThenTheEnabledOnesInTheirOrder() {
        assertThat(Reach.plan(nina, Priority.LOW, false, DAY))
                .containsExactly(CONSOLE, MAIL, PHONE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Priority.class,
            names = {"LOW", "MEDIUM"})
    void quietHoursLeaveTheConsoleOnly(Priority priority) {
        assertThat(Reach.plan(nina, priority, false, NIGHT)).containsExactly(CONSOLE);
    }

    @Test
    void quietHoursNeverHoldBackWhatIsHigh() {
        assertThat(Reach.plan(nina, Priority.HIGH, false, NIGHT))
                .containsExactly(CONSOLE, MAIL, PHONE);
    }

    @ParameterizedTest
    @EnumSource(Priority.class)
    void quietHoursNeverHoldBackFromSomebodyOnCall(Priority priority) {
        assertThat(Reach.plan(nina, priority, true, NIGHT)).containsExactly(CONSOLE, MAIL, PHONE);
    }

    @Test
    void whoNeverSaidAnythingIsReachedByTheConsole() {
        assertThat(
                        Arrays.stream(Priority.values())
                                .map(p -> Reach.plan(Preferences.none("nina"), p, false, NIGHT)))
                .allSatisfy(plan -> assertThat(plan).containsExactly(CONSOLE));
    }

    @Test
    void theConsoleCannotBePutElsewhereNorTwice() {
        Preferences own =
                new Preferences(
                        "nina",
                        List.of(new Contact("console", "otto", true)),
                        Optional.empty(),
                        Locale.ENGLISH);

        assertThat(Reach.plan(own, Priority.HIGH, true, DAY)).containsExactly(CONSOLE);
    }

    @Test
    void addressesAreNotPrinted() {
        assertThat(nina.toString() + Reach.plan(nina, Priority.HIGH, true, DAY))
                .doesNotContain("example.org", "+49");
    }
}
