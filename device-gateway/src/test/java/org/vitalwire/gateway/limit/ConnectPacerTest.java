package org.vitalwire.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectPacerTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LimitSettings settings =
            new LimitSettings(
                    1, 1, Map.of(), 100, 5, 30, Duration.ofMillis(250), Duration.ofSeconds(1), 0.9);
    private final EmbeddedChannel door = new EmbeddedChannel();

    @BeforeEach
    void open() {
        door.freezeTime();
        door.pipeline().addLast(new ConnectRate(settings, meters).pacer());
    }

    @Test
    void fewAreLetInAtOnce() {
        List<Channel> came = come(5);
        assertThat(letIn()).isEqualTo(came);
        assertThat(waiting()).isZero();
    }

    @Test
    void moreWaitAndGoInAtTheRateInTheOrderInWhichTheyCame() {
        List<Channel> came = come(25);
        assertThat(letIn()).isEqualTo(came.subList(0, 5));
        assertThat(waiting()).isEqualTo(20);

        pass(100);
        assertThat(letIn()).isEqualTo(came.subList(5, 15));
        Channel late = come(1).getFirst();
        pass(100);
        assertThat(letIn()).isEqualTo(came.subList(15, 25));
        pass(10);
        assertThat(letIn()).containsExactly(late);
        assertThat(waiting()).isZero();
        assertThat(meters.get("vitalwire.gateway.connects.deferred").counter().count())
                .isEqualTo(21);
    }

    @Test
    void whereTooManyWaitOneIsClosedAtOnceAndTheOthersStay() {
        List<Channel> came = come(36);
        assertThat(came.getLast().isOpen()).isFalse();
        assertThat(came.subList(0, 35)).allMatch(Channel::isOpen);
        assertThat(meters.get("vitalwire.gateway.connects.refused").counter().count()).isEqualTo(1);
    }

    @Test
    void whoeverWaitedTooLongIsClosedAndTheNextGoesIn() {
        List<Channel> came = come(33);
        letIn();
        pass(200);
        Channel late = come(1).getFirst();
        pass(60);
        List<Channel> in = letIn();
        assertThat(in).startsWith(came.get(5)).endsWith(late).doesNotContain(came.getLast());
        assertThat(came.getLast().isOpen()).isFalse();
        assertThat(waiting()).isZero();
        assertThat(meters.get("vitalwire.gateway.connects.refused").counter().count())
                .isEqualTo(came.size() + 1 - 5 - in.size());
    }

    @Test
    void whoeverWaitsIsClosedWithTheDoor() {
        List<Channel> came = come(10);
        letIn();
        var _ = door.close();
        assertThat(came.subList(5, 10)).noneMatch(Channel::isOpen);
        assertThat(waiting()).isZero();
    }

    private List<Channel> come(int number) {
        List<Channel> came = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            Channel channel = new EmbeddedChannel();
            door.writeInbound(channel);
            came.add(channel);
        }
        return came;
    }

    private List<Channel> letIn() {
        List<Channel> in = new ArrayList<>();
        for (Channel next = door.readInbound(); next != null; next = door.readInbound()) {
            in.add(next);
        }
        return in;
    }

    /** In steps, as a clock passes. */
    private void pass(int millis) {
        for (int i = 0; i < millis; i++) {
            door.advanceTimeBy(1, TimeUnit.MILLISECONDS);
            door.runScheduledPendingTasks();
        }
    }

    private int waiting() {
        return (int) meters.get("vitalwire.gateway.connects.waiting").gauge().value();
    }
}
