package org.vitalwire.kit.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Fans events out to live streams. Each subscriber has a bounded queue and a thread of its own; one
 * that cannot keep up is cut off, so that it resumes by Last-Event-ID instead of showing old things
 * as new. Heartbeats let a client notice a broken link.
 *
 * @param <T> what is published
 */
public final class SseHub<T> implements AutoCloseable {

    /**
     * One event of the stream.
     *
     * @param data written as JSON for each subscriber, unless it is {@link Json}
     */
    public record Message(@Nullable String id, String event, Object data) {}

    /**
     * Written once for all subscribers: with a thousand of them the writing is what each waits for.
     *
     * @param text on one line
     */
    public record Json(String text) {}

    private static final MediaType TEXT =
            new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final Duration heartbeat;
    private final int queueLength;
    private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();

    public SseHub(Duration heartbeat, int queueLength) {
        this.heartbeat = heartbeat;
        this.queueLength = queueLength;
    }

    /**
     * A stream that begins with what was missed.
     *
     * @param missed sent first; taken before the call, so a thing may come twice but not never
     * @param view what this subscriber sees of a thing, empty for nothing
     */
    public SseEmitter subscribe(List<T> missed, Function<T, Optional<Message>> view) {
        Subscriber subscriber = new Subscriber(view, missed);
        subscribers.add(subscriber);
        Thread.ofVirtual().name("sse").start(subscriber::run);
        return subscriber.emitter;
    }

    public void publish(T item) {
        for (Subscriber subscriber : subscribers) {
            subscriber.offer(item);
        }
    }

    public int subscriberCount() {
        return subscribers.size();
    }

    @Override
    public void close() {
        subscribers.forEach(Subscriber::cutOff);
    }

    /** Ends a stream; of a client that left at this moment nothing is left to end. */
    public static void complete(SseEmitter emitter) {
        whereNotGone(emitter::complete);
    }

    private static void whereNotGone(Runnable end) {
        try {
            end.run();
        } catch (IllegalStateException e) {
            // The server has ended it already, because the client left.
        }
    }

    private final class Subscriber {

        // No timeout: heartbeats find a broken link.
        private final SseEmitter emitter = new SseEmitter(0L);
        private final BlockingQueue<T> queue = new ArrayBlockingQueue<>(queueLength);
        private final Function<T, Optional<Message>> view;
        private final List<T> missed;
        private volatile boolean open = true;

        Subscriber(Function<T, Optional<Message>> view, List<T> missed) {
            this.view = view;
            this.missed = missed;
            emitter.onCompletion(this::cutOff);
            emitter.onError(error -> cutOff());
        }

        void offer(T item) {
            if (!queue.offer(item)) {
                cutOff();
            }
        }

        void cutOff() {
            open = false;
            subscribers.remove(this);
        }

        void run() {
            try {
                beat();
                for (T item : missed) {
                    send(item);
                }
                while (open) {
                    T item = queue.poll(heartbeat.toMillis(), TimeUnit.MILLISECONDS);
                    if (item == null) {
                        beat();
                    } else {
                        send(item);
                    }
                }
                complete(emitter);
            } catch (IOException | RuntimeException e) {
                // The client went away, or cannot be told: it resumes on a new stream.
                cutOff();
                whereNotGone(() -> emitter.completeWithError(e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                cutOff();
            }
        }

        private void send(T item) throws IOException {
            Optional<Message> seen = view.apply(item);
            if (seen.isEmpty()) {
                return;
            }
            Message message = seen.get();
            String id = message.id();
            if (message.data() instanceof Json json) {
                // In one piece: Spring flushes, so writes to the socket, after each.
                String text =
                        (id == null ? "" : "id:" + id + '\n')
                                + "event:"
                                + message.event()
                                + "\ndata:"
                                + json.text()
                                + "\n\n";
                emitter.send(Set.of(new ResponseBodyEmitter.DataWithMediaType(text, TEXT)));
            } else {
                SseEmitter.SseEventBuilder event =
                        SseEmitter.event()
                                .name(message.event())
                                .data(message.data(), MediaType.APPLICATION_JSON);
                emitter.send(id == null ? event : event.id(id));
            }
        }

        private void beat() throws IOException {
            emitter.send(SseEmitter.event().name("heartbeat").data("{}"));
        }
    }
}
