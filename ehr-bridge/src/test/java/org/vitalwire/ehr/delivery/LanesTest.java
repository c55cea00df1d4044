package org.vitalwire.ehr.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vitalwire.ehr.ledger.DueLane;
import org.vitalwire.ehr.ledger.DueLane.Urgency;
import org.vitalwire.testkit.MutableClock;

/** Who works when; nothing runs until the test says so. */
class LanesTest {

    private static final int LANES = 8;

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-24T05:00:00Z"));
    private final Deque<Runnable> begun = new ArrayDeque<>();
    private final List<DueLane> worked = new ArrayList<>();
    private final Lanes lanes =
            new Lanes(
                    IntStream.range(0, LANES).mapToObj(this::lane).toList(),
                    LANES,
                    10,
                    begun::addLast,
                    clock);

    private Lane lane(int number) {
        return urgency -> {
            worked.add(new DueLane(number, urgency));
            if (number == 7) {
                throw new IllegalStateException("the seventh");
            }
            return new Lane.Outcome.Continue(1);
        };
    }

    @Test
    void aLaneIsNeverWorkedByTwo() throws InterruptedException {
        lanes.start(List.of(new DueLane(3, Urgency.LIVE)));

        lanes.start(List.of(new DueLane(3, Urgency.LIVE)));

        assertThat(begun).hasSize(1);
        begun.removeFirst().run();
        assertThat(lanes.await(Duration.ZERO)).contains(new Lane.Outcome.Continue(1));
        assertThat(lanes.start(List.of(new DueLane(3, Urgency.LIVE)))).isEqualTo(1);
        assertThat(begun).hasSize(1);
    }

    @Test
    void backlogTakesAtMostHalfSoThatLiveLanesFindRoom() {
        List<DueLane> late =
                IntStream.range(0, LANES).mapToObj(i -> new DueLane(i, Urgency.BACKLOG)).toList();

        assertThat(lanes.start(late)).isEqualTo(4);
        begun.clear();
        List<DueLane> live =
                IntStream.range(0, LANES).mapToObj(i -> new DueLane(i, Urgency.LIVE)).toList();

        assertThat(lanes.start(live)).isEqualTo(LANES);
        begun.forEach(Runnable::run);
        assertThat(worked).hasSize(4).extracting(DueLane::urgency).containsOnly(Urgency.LIVE);
    }

    @Test
    void backlogGoesAtItsRateAndLiveLanesDoNotWaitForIt() throws InterruptedException {
        List<DueLane> backlog = List.of(new DueLane(1, Urgency.BACKLOG));
        lanes.start(backlog);
        begun.removeFirst().run();
        assertThat(lanes.await(Duration.ZERO)).isPresent();

        assertThat(lanes.start(backlog)).isZero();
        assertThat(lanes.patience(Duration.ofSeconds(1)))
                .isBetween(Duration.ofMillis(100), Duration.ofMillis(101));
        assertThat(lanes.start(List.of(new DueLane(2, Urgency.LIVE)))).isEqualTo(1);

        clock.advance(Duration.ofMillis(100));
        assertThat(lanes.start(backlog)).isEqualTo(2);
    }

    @Test
    void whatIsLiveIsBegunFirst() {
        Lanes two =
                new Lanes(
                        IntStream.range(0, LANES).mapToObj(this::lane).toList(),
                        2,
                        10,
                        begun::addLast,
                        clock);

        two.start(
                List.of(
                        new DueLane(0, Urgency.BACKLOG),
                        new DueLane(1, Urgency.BACKLOG),
                        new DueLane(2, Urgency.LIVE)));

        begun.forEach(Runnable::run);
        assertThat(worked).hasSize(2);
        assertThat(worked.getFirst()).isEqualTo(new DueLane(2, Urgency.LIVE));
        assertThat(worked.getLast().urgency()).isEqualTo(Urgency.BACKLOG);
    }

    @Test
    void whatALaneThrowsIsThrownToWhoeverWaitsAndTheLaneIsFreeAgain() throws InterruptedException {
        lanes.start(List.of(new DueLane(7, Urgency.LIVE)));
        begun.removeFirst().run();

        assertThatThrownBy(() -> lanes.await(Duration.ZERO)).hasMessage("the seventh");

        assertThat(lanes.await(Duration.ZERO)).isEqualTo(Optional.empty());
        assertThat(lanes.start(List.of(new DueLane(7, Urgency.LIVE)))).isEqualTo(1);
    }
}
