package org.vitalwire.alert.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.alert.webhook.WebhookClient.Outcome;

/** Takes one delivery after the other, attempts it, and settles it or puts it off. */
final class WebhookWorker {

    private static final Logger log = LoggerFactory.getLogger(WebhookWorker.class);

    /** How much longer than an attempt a delivery is kept from others. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private final DeliveryQueue queue;
    private final WebhookClient client;
    private final WebhookSettings settings;
    private final InstantSource clock;
    private final MeterRegistry meters;

    WebhookWorker(
            DeliveryQueue queue,
            WebhookClient client,
            WebhookSettings settings,
            InstantSource clock,
            MeterRegistry meters) {
        this.queue = queue;
        this.client = client;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
    }

    /** Returns whether there was one, and so may be another. */
    boolean deliverOne() throws InterruptedException {
        Optional<Delivery> taken = queue.take(clock.instant(), settings.timeout().plus(MARGIN));
        if (taken.isEmpty()) {
            return false;
        }
        Delivery delivery = taken.get();
        switch (client.post(delivery, clock.instant())) {
            case Outcome.Accepted accepted -> {
                queue.delivered(delivery, clock.instant(), "http-" + accepted.status());
                meters.counter("vitalwire.alert.webhook.delivered").increment();
            }
            case Outcome.Failed failed -> failed(delivery, failed.reason());
        }
        return true;
    }

    private void failed(Delivery delivery, String reason) {
        meters.counter("vitalwire.alert.webhook.failures", "reason", reason).increment();
        Instant now = clock.instant();
        boolean tooOld = now.isAfter(delivery.createdAt().plus(settings.giveUpAfter()));
        if (tooOld) {
            queue.giveUp(delivery, reason);
            meters.counter("vitalwire.alert.webhook.given.up").increment();
        } else {
            queue.putOff(delivery, now.plus(pauseAfter(delivery.attempts())), reason);
        }
        log.atWarn()
                .addKeyValue("delivery", delivery.id())
                .addKeyValue("attempt", delivery.attempts())
                .addKeyValue("reason", reason)
                .addKeyValue("givenUp", tooOld)
                .log("alert was not delivered");
    }

    /** Doubling, with a fifth of chance in it, so that what failed together does not return so. */
    private Duration pauseAfter(int attempts) {
        int doublings = Math.min(attempts - 1, 20);
        long pause =
                Math.min(
                        settings.firstRetry().toMillis() << doublings,
                        settings.longestRetry().toMillis());
        return Duration.ofMillis(
                Math.round(pause * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
    }
}
