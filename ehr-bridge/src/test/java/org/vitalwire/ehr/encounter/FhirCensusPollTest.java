package org.vitalwire.ehr.encounter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.vitalwire.ehr.access.ServerAccess;
import org.vitalwire.testkit.MutableClock;

class FhirCensusPollTest {

    @Test
    void manyNotificationsDuringALookCauseOneMore() {
        AtomicInteger looks = new AtomicInteger();
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch notified = new CountDownLatch(1);
        FhirCensusPoll poll =
                new FhirCensusPoll(
                        () -> {
                            looks.incrementAndGet();
                            first.countDown();
                            notified.await();
                        },
                        ServerAccess.anonymous(),
                        Duration.ofHours(1),
                        new MutableClock(Instant.parse("2026-11-22T10:00:00Z")),
                        new SimpleMeterRegistry());
        poll.start();
        await().until(() -> first.getCount() == 0);
        for (int i = 0; i < 100; i++) {
            poll.lookSoon();
        }
        notified.countDown();

        await().until(() -> looks.get() == 2);
        poll.lookSoon();
        await().until(() -> looks.get() == 3);
        poll.stop();
        assertThat(looks.get()).isEqualTo(3);
    }
}
