package org.vitalwire.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.skippedWithReason;
import static org.junit.platform.testkit.engine.EventConditions.test;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import org.opentest4j.TestAbortedException;

class ConditionsTest {

    @Test
    void programsOnThePathAreFoundAndOthersAreNot() {
        assertThat(NeedsProgramCondition.find("sh")).isPresent();
        assertThat(NeedsProgramCondition.find("no-such-program-anywhere")).isEmpty();
    }

    @Test
    void testRunsOnlyWithAllItsProgramsAndSaysWhichAreMissing() {
        Events tests =
                EngineTestKit.engine("junit-jupiter")
                        .selectors(selectClass(Programs.class))
                        .execute()
                        .testEvents();

        tests.assertStatistics(of -> of.succeeded(1).skipped(1));
        tests.skipped()
                .assertEventsMatchExactly(
                        event(
                                test("withAStranger"),
                                skippedWithReason(
                                        reason -> reason.contains("no-such-program-anywhere"))));
    }

    /** Run by the test above only: Surefire does not look into nested classes of this name. */
    static final class Programs {
        @Test
        @NeedsProgram("sh")
        void withTheShell() {
            assertThat(NeedsProgramCondition.find("sh")).isPresent();
        }

        @Test
        @NeedsProgram({"sh", "no-such-program-anywhere"})
        void withAStranger() {
            assertThat(NeedsProgramCondition.find("no-such-program-anywhere")).isPresent();
        }
    }

    @Test
    void repositoryRootHoldsTheWrapper() {
        assertThat(Files.exists(SharedData.repositoryRoot().resolve("mvnw"))).isTrue();
    }

    @Test
    void dataThatIsAbsentSkipsTheTest() {
        assertThatThrownBy(() -> SharedData.path("no-such-directory"))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("no-such-directory");
    }

    @Test
    void clockStandsStillUntilItIsMoved() {
        MutableClock clock = MutableClock.at("2026-11-22T10:00:00Z");

        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-11-22T10:00:00Z"));
        assertThat(clock.advance(Duration.ofMinutes(2)))
                .isEqualTo(Instant.parse("2026-11-22T10:02:00Z"))
                .isEqualTo(clock.instant());
    }
}
