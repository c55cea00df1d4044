package org.vitalwire.alert.page;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.alert.channel.Channel;
import org.vitalwire.alert.channel.Outcome;
import org.vitalwire.alert.page.DeliveryQueue.Taken;

/**
 * Takes deliveries that are due and hands each to its channel, on a thread of its own, a few of one
 * channel at a time: a channel that hangs holds up no other. What was taken is held by a lease of a
 * few seconds, so that the work of a process that died is done by another one soon.
 */
final class PageDispatcher {

    private static final Logger log = LoggerFactory.getLogger(PageDispatcher.class);

    static final Duration LEASE = Duration.ofSeconds(3);
    private static final Duration RENEW_EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(2);

    /**
     * A delivery that is under way. It is interrupted only while its channel has it: an interrupt
     * at the database would break the connection.
     */
    private static final class Sending {

        private final Thread thread;
        private long sinceNanos;
        private boolean atChannel;

        Sending(Thread thread) {
            this.thread = thread;
        }

        synchronized void begin() {
            sinceNanos = System.nanoTime();
            atChannel = true;
        }

        synchronized void end() {
            atChannel = false;
            // An interrupt that came too late to matter.
            boolean _ = Thread.interrupted();
        }

        synchronized void interruptAfter(Duration atMost) {
            if (atChannel && System.nanoTime() - sinceNanos > atMost.toNanos()) {
                thread.interrupt();
            }
        }
    }

    private final DeliveryQueue queue;
    private final Messages messages;
    private final Supplier<Map<String, Channel>> channels;
    private final Backoff backoff;
    private final PagingSettings settings;
    private final InstantSource clock;
    private final PageMetrics metrics;
    private final Map<UUID, Sending> sending = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> busy = new ConcurrentHashMap<>();
    private final AtomicReference<Runnable> onFree = new AtomicReference<>(() -> {});
    private long renewedNanos = System.nanoTime();

    PageDispatcher(
            DeliveryQueue queue,
            Messages messages,
            Supplier<Map<String, Channel>> channels,
            PagingSettings settings,
            InstantSource clock,
            PageMetrics metrics) {
        this.queue = queue;
        this.messages = messages;
        this.channels = channels;
        this.backoff = new Backoff(settings.firstRetry(), settings.longestRetry());
        this.settings = settings;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * @param listener called when a channel can take on more; returns at once
     */
    void onFree(Runnable listener) {
        onFree.set(listener);
    }

    /** Takes what there is; returns whether there may be more to take. */
    boolean dispatch() {
        endWhatHangs();
        renew();
        Map<String, Channel> known = channels.get();
        Map<String, Integer> free =
                known.keySet().stream().collect(Collectors.toMap(Function.identity(), this::free));
        free.values().removeIf(count -> count <= 0);
        if (free.isEmpty()) {
            return false;
        }
        var taken = queue.take(free, sending.keySet(), clock.instant(), LEASE);
        for (Taken delivery : taken) {
            Channel channel = known.get(delivery.channel());
            if (channel != null) {
                start(delivery, channel);
            }
        }
        return !taken.isEmpty();
    }

    /** Interrupts what is being sent: the next process sends it. */
    void stop() {
        sending.values().forEach(one -> one.interruptAfter(Duration.ZERO));
        Instant end = Instant.now().plus(PATIENCE_AT_STOP);
        for (Sending one : sending.values()) {
            try {
                Duration left = Duration.between(Instant.now(), end);
                if (left.isPositive()) {
                    one.thread.join(left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private int free(String channel) {
        return settings.atOnce() - busy(channel).get();
    }

    private AtomicInteger busy(String channel) {
        return busy.computeIfAbsent(channel, _ -> new AtomicInteger());
    }

    private void start(Taken delivery, Channel channel) {
        busy(channel.name()).incrementAndGet();
        Thread thread =
                Thread.ofVirtual()
                        .name("alert-page-" + channel.name())
                        .unstarted(() -> {
                            try {
                                attempt(delivery, channel);
                            } finally {
                                sending.remove(delivery.id());
                                busy(channel.name()).decrementAndGet();
                                onFree.get().run();
                            }
                        });
        sending.put(delivery.id(), new Sending(thread));
        thread.start();
    }

    private void attempt(Taken delivery, Channel channel) {
        try {
            Optional<Messages.Composed> composed = messages.of(delivery);
            if (composed.isEmpty()) {
                queue.withdraw(delivery);
                return;
            }
            queue.lists(delivery, composed.get().version());
            settle(delivery, send(delivery, channel, composed.get()));
        } catch (RuntimeException e) {
            // The lease runs out and it is sent again, by the same id. The class only: messages of
            // database exceptions quote values.
            log.atWarn()
                    .addKeyValue("delivery", delivery.id())
                    .addKeyValue("channel", delivery.channel())
                    .addKeyValue("exception", e.getClass().getName())
                    .log("what came of a delivery was not noted, it comes again");
        }
    }

    private Outcome send(Taken delivery, Channel channel, Messages.Composed composed) {
        Sending own = Objects.requireNonNull(sending.get(delivery.id()));
        own.begin();
        try {
            return channel.send(composed.message(), delivery.address());
        } catch (InterruptedException e) {
            return new Outcome.Later(Duration.ZERO, "timeout");
        } catch (RuntimeException e) {
            return new Outcome.Later(Duration.ZERO, "channel-failed");
        } finally {
            own.end();
        }
    }

    private void settle(Taken delivery, Outcome outcome) {
        Instant now = clock.instant();
        switch (outcome) {
            case Outcome.Received _ -> {
                queue.received(delivery.id(), delivery.pageId(), now);
                metrics.delivery(delivery.channel(), "received");
            }
            case Outcome.Sent(String reference) -> {
                queue.sent(
                        delivery,
                        reference.isEmpty() ? Optional.empty() : Optional.of(reference),
                        now);
                metrics.delivery(delivery.channel(), "sent");
            }
            case Outcome.Refused(String reason) -> {
                queue.refused(delivery, reason);
                metrics.delivery(delivery.channel(), "refused");
                failed(delivery, reason, "refused");
            }
            case Outcome.Later(Duration pause, String reason) ->
                    later(delivery, pause, reason, now);
        }
    }

    private void later(Taken delivery, Duration pause, String reason, Instant now) {
        boolean tooOld = now.isAfter(delivery.createdAt().plus(settings.giveUpAfter()));
        if (tooOld) {
            queue.giveUp(delivery, reason);
        } else {
            queue.putOff(
                    delivery, now.plus(backoff.pauseAfter(delivery.attempts(), pause)), reason);
        }
        metrics.delivery(delivery.channel(), tooOld ? "given-up" : "failed");
        failed(delivery, reason, tooOld ? "given-up" : "again");
    }

    private static void failed(Taken delivery, String reason, String then) {
        log.atWarn()
                .addKeyValue("delivery", delivery.id())
                .addKeyValue("channel", delivery.channel())
                .addKeyValue("attempt", delivery.attempts())
                .addKeyValue("reason", reason)
                .addKeyValue("then", then)
                .log("page was not delivered");
    }

    private void endWhatHangs() {
        sending.values().forEach(one -> one.interruptAfter(settings.attemptAtMost()));
    }

    private void renew() {
        if (System.nanoTime() - renewedNanos > RENEW_EVERY.toNanos()) {
            renewedNanos = System.nanoTime();
            if (!sending.isEmpty()) {
                queue.renew(sending.keySet(), clock.instant(), LEASE);
            }
        }
    }
}
