package org.vitalwire.alert.stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.vitalwire.alert.api.Alert;
import org.vitalwire.alert.api.AlertViews;
import org.vitalwire.alert.ledger.EpisodeQueries;
import org.vitalwire.alert.ledger.EpisodeQueries.Changed;
import org.vitalwire.alert.page.PageQueries;
import org.vitalwire.alert.page.PageView;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.kit.web.SseHub;
import tools.jackson.databind.json.JsonMapper;

/**
 * Follows the events in the database, whichever replica wrote them, and tells the subscribers of
 * this process. Event ids have no gaps and become visible in their order, so that "all up to n" is
 * exact, here and for a client that resumes.
 *
 * <p>What is told is the alert as it is now: of several changes at once, only the last.
 */
final class AlertStream {

    private static final int EVENTS_AT_ONCE = 1_000;
    private static final long UNKNOWN = -1;

    private final EpisodeQueries queries;
    private final PageQueries pages;
    private final AlertViews views;
    private final JsonMapper json;
    private final InstantSource clock;
    private final StreamSettings settings;
    private final SseHub<Announcement> hub;
    private final Timer publishToAlert;
    private final Map<SseEmitter, Instant> subscribers = new ConcurrentHashMap<>();

    private final Object telling = new Object();
    // What the hub was told of; guarded by telling.
    private long position = UNKNOWN;

    AlertStream(
            EpisodeQueries queries,
            PageQueries pages,
            AlertViews views,
            JsonMapper json,
            InstantSource clock,
            StreamSettings settings,
            MeterRegistry meters) {
        this.queries = queries;
        this.pages = pages;
        this.views = views;
        this.json = json;
        this.clock = clock;
        this.settings = settings;
        this.hub = new SseHub<>(settings.heartbeat(), settings.queueLength());
        this.publishToAlert =
                Timer.builder("vitalwire.publish.to.alert")
                        .description("From a reading's receipt to its alert on the live stream")
                        .publishPercentiles(0.5, 0.99, 0.999)
                        .serviceLevelObjectives(
                                Duration.ofMillis(50),
                                Duration.ofMillis(150),
                                Duration.ofMillis(500),
                                Duration.ofSeconds(5))
                        .register(meters);
        Gauge.builder("vitalwire.alert.stream.subscribers", hub, SseHub::subscriberCount)
                .register(meters);
    }

    /** Tells what is new; returns whether there is more. */
    boolean follow() {
        dismissExpired();
        long told = position();
        long last = queries.lastEventId();
        if (last == told) {
            return false;
        }
        if (last < told) {
            // The database was put back to an earlier time: what comes now is new again.
            moveTo(last, List.of(new Announcement.Reset(last)));
            return false;
        }
        long upTo = Math.min(last, told + EVENTS_AT_ONCE);
        List<Changed> changed = queries.changedBetween(told, upTo);
        List<Announcement> news = new ArrayList<>(announce(changed));
        // After the alerts that they list.
        pages.announcedBetween(told, upTo).forEach(page -> news.add(announce(page)));
        moveTo(upTo, news);
        changed.forEach(this::measure);
        return upTo < last;
    }

    /**
     * A stream that goes on after an event.
     *
     * @param after the last event that the client saw, empty for only what comes
     * @param person whose pages; those that wait for an answer come at the beginning
     * @param visible whose alerts
     * @param until when the right to it ends
     */
    SseEmitter subscribe(
            Optional<Long> after, String person, Predicate<PatientId> visible, Instant until) {
        List<Announcement> missed = new ArrayList<>();
        long seen = after.isEmpty() ? position() : resume(after.get(), missed);
        for (PageView page : pages.waitingFor(person).reversed()) {
            missed.add(new Announcement.Paged(seen, person, page));
        }
        while (true) {
            synchronized (telling) {
                if (position <= seen) {
                    SseEmitter emitter =
                            hub.subscribe(missed, item -> view(item, person, visible, until));
                    subscribers.put(emitter, until);
                    emitter.onCompletion(() -> subscribers.remove(emitter));
                    return emitter;
                }
            }
            // The hub went on meanwhile; what it told until then comes from the database as well.
            seen = resume(seen, missed);
        }
    }

    /** Ends all streams, so that a server that stops need not wait for them. */
    void close() {
        hub.close();
        subscribers.keySet().forEach(SseHub::complete);
        subscribers.clear();
    }

    private long resume(long after, List<Announcement> missed) {
        long upTo = position();
        if (after > upTo || upTo - after > settings.resumeAtMost()) {
            // Too long away, or an id that was never given out here.
            missed.add(new Announcement.Reset(upTo));
        } else {
            missed.addAll(announce(queries.changedBetween(after, upTo)));
        }
        return upTo;
    }

    private long position() {
        synchronized (telling) {
            if (position == UNKNOWN) {
                position = queries.lastEventId();
            }
            return position;
        }
    }

    private void moveTo(long newPosition, List<Announcement> announcements) {
        synchronized (telling) {
            position = newPosition;
            announcements.forEach(hub::publish);
        }
    }

    private List<Announcement> announce(List<Changed> changed) {
        List<Alert> alerts = views.of(changed.stream().map(Changed::episode).toList());
        List<Announcement> told = new ArrayList<>();
        for (int i = 0; i < changed.size(); i++) {
            Changed each = changed.get(i);
            told.add(
                    new Announcement.Changed(
                            each.eventId(),
                            each.episode().facts().patientId(),
                            new SseHub.Json(json.writeValueAsString(alerts.get(i)))));
        }
        return told;
    }

    private static Announcement announce(PageQueries.Announced announced) {
        return new Announcement.Paged(announced.eventId(), announced.person(), announced.page());
    }

    private void measure(Changed changed) {
        if (!changed.episode().facts().retrospective()) {
            changed.receivedAt()
                    .ifPresent(received ->
                            publishToAlert.record(Duration.between(received, clock.instant())));
        }
    }

    private Optional<SseHub.Message> view(
            Announcement item, String person, Predicate<PatientId> visible, Instant until) {
        if (!clock.instant().isBefore(until)) {
            return Optional.empty();
        }
        String id = Long.toString(item.eventId());
        return switch (item) {
            case Announcement.Changed changed ->
                    visible.test(changed.patientId())
                            ? Optional.of(new SseHub.Message(id, "alert", changed.alert()))
                            : Optional.empty();
            // Without an id: who resumes is told of all pages that wait, whatever they saw before.
            case Announcement.Paged paged ->
                    paged.person().equals(person)
                            ? Optional.of(new SseHub.Message(null, "page", paged.page()))
                            : Optional.empty();
            case Announcement.Reset _ ->
                    Optional.of(new SseHub.Message(id, "reset", Map.of("position", id)));
        };
    }

    /** A stream does not outlive its token: who is still there comes back with a new one. */
    private void dismissExpired() {
        Instant now = clock.instant();
        subscribers.forEach((emitter, until) -> {
            if (!now.isBefore(until)) {
                subscribers.remove(emitter);
                SseHub.complete(emitter);
            }
        });
    }
}
