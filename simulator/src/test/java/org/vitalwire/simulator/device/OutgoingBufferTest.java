package org.vitalwire.simulator.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class OutgoingBufferTest {

    private static void nobodyWaits() {}

    private static final Duration NOW = Duration.ZERO;

    private final OutgoingBuffer buffer = new OutgoingBuffer(4);

    @Test
    void fullItRefusesTheNewestAndForgetsNothing() throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            assertThat(buffer.offer(message(i))).isTrue();
        }
        assertThat(buffer.offer(message(4))).isFalse();

        assertThat(drain(10)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void whatIsInFlightStillTakesRoom() throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            buffer.offer(message(i));
        }
        OutgoingBuffer.Entry first = take(10);
        assertThat(buffer.offer(message(4))).isFalse();

        buffer.acknowledged(first, OutgoingBufferTest::nobodyWaits);

        assertThat(buffer.offer(message(4))).isTrue();
        assertThat(buffer.size()).isEqualTo(4);
    }

    @Test
    void theWindowHoldsBackUntilAnAcknowledgement() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            buffer.offer(message(i));
        }
        OutgoingBuffer.Entry first = take(2);
        take(2);
        assertThat(buffer.take(2, NOW)).isEmpty();

        buffer.acknowledged(first, OutgoingBufferTest::nobodyWaits);

        assertThat(buffer.take(2, NOW)).isPresent();
    }

    @Test
    void afterALossTheUnacknowledgedComeFirstInTheirOldOrderAsTheSameBytes()
            throws InterruptedException {
        List<ReadingMessage> messages = List.of(message(0), message(1), message(2), message(3));
        messages.forEach(buffer::offer);
        take(10);
        OutgoingBuffer.Entry second = take(10);
        take(10);
        buffer.acknowledged(second, OutgoingBufferTest::nobodyWaits);

        buffer.connectionLost();

        OutgoingBuffer.Entry again = take(10);
        assertThat(again.message()).isSameAs(messages.get(0));
        assertThat(again.sentBefore()).isTrue();
        assertThat(take(10).message()).isSameAs(messages.get(2));
        OutgoingBuffer.Entry last = take(10);
        assertThat(last.message()).isSameAs(messages.get(3));
        assertThat(last.sentBefore()).isFalse();
    }

    @Test
    void anAcknowledgementThatComesAfterTheLossStillCountsOnce() throws InterruptedException {
        buffer.offer(message(0));
        OutgoingBuffer.Entry entry = take(10);
        buffer.connectionLost();

        AtomicInteger told = new AtomicInteger();
        buffer.acknowledged(entry, told::incrementAndGet);
        buffer.acknowledged(entry, told::incrementAndGet);
        assertThat(told).hasValue(1);
        assertThat(buffer.size()).isZero();
    }

    @Test
    void aWaitingProducerGoesOnWhenThereIsRoom() throws InterruptedException {
        OutgoingBuffer small = new OutgoingBuffer(1);
        small.put(message(0));
        AtomicBoolean put = new AtomicBoolean();
        Thread producer =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                small.put(message(1));
                                put.set(true);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        await().until(() -> producer.getState() == Thread.State.WAITING);
        assertThat(put).isFalse();

        small.acknowledged(small.take(1, NOW).orElseThrow(), OutgoingBufferTest::nobodyWaits);

        await().untilTrue(put);
    }

    @Test
    void emptyMeansAcknowledgedNotSent() throws InterruptedException {
        buffer.offer(message(0));
        OutgoingBuffer.Entry entry = take(10);
        assertThat(buffer.awaitEmpty(Duration.ofMillis(20))).isFalse();

        buffer.acknowledged(entry, OutgoingBufferTest::nobodyWaits);

        assertThat(buffer.awaitEmpty(NOW)).isTrue();
    }

    @Test
    void aSenderThatWaitsCanBeWokenForOtherReasons() {
        AtomicReference<Boolean> found = new AtomicReference<>();
        Thread sender =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                found.set(buffer.take(1, Duration.ofMinutes(5)).isPresent());
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        await().until(() -> sender.getState() == Thread.State.TIMED_WAITING);

        buffer.wakeUp();

        await().until(() -> Boolean.FALSE.equals(found.get()));
    }

    private OutgoingBuffer.Entry take(int window) throws InterruptedException {
        return buffer.take(window, NOW).orElseThrow();
    }

    private List<Integer> drain(int window) throws InterruptedException {
        List<Integer> drained = new ArrayList<>();
        while (true) {
            var entry = buffer.take(window, NOW);
            if (entry.isEmpty()) {
                return drained;
            }
            drained.add((int) entry.get().message().measured().getEpochSecond());
        }
    }

    private static ReadingMessage message(int second) {
        return new ReadingMessage(Instant.ofEpochSecond(second), new byte[] {(byte) second}, 1);
    }
}
