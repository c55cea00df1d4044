package org.vitalwire.alert.webhook;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vitalwire.alert.episode.Change;
import org.vitalwire.alert.episode.Episode;
import org.vitalwire.alert.episode.Facts;
import org.vitalwire.alert.episode.Responsibility.AcceptedBy;

/**
 * What a receiver is told: what happened, and the alert as it was then. No name, no bed.
 *
 * @param eventId grows; of two deliveries about one alert the one with the greater is the newer
 * @param event {@code raised}, {@code updated} (it rose in priority or became active again), {@code
 *     acknowledged}, {@code condition-ended}, {@code resolved}
 * @param at processed time
 * @param by the person who acted
 */
record WebhookBody(
        long eventId, String event, Instant at, @Nullable String by, AlertSummary alert) {

    /** The alert. */
    record AlertSummary(
            String id,
            String patientId,
            String condition,
            String title,
            String detail,
            String priority,
            String state,
            boolean conditionActive,
            Instant startedAt,
            Instant raisedAt,
            @Nullable String acknowledgedBy,
            @Nullable Instant acknowledgedAt,
            boolean synthetic,
            @Nullable String traceId) {}

    static WebhookBody of(long eventId, Change change) {
        Episode episode = change.after();
        Facts facts = episode.facts();
        AcceptedBy accepted =
                episode.responsibility() instanceof AcceptedBy acceptedBy ? acceptedBy : null;
        return new WebhookBody(
                eventId,
                change.transition().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                change.at(),
                change.by().orElse(null),
                new AlertSummary(
                        facts.id().toString(),
                        facts.patientId().value(),
                        facts.condition(),
                        facts.title(),
                        facts.detail(),
                        facts.priority().code(),
                        episode.isOpen() ? "open" : "resolved",
                        episode.isConditionActive(),
                        facts.startedAt(),
                        facts.raisedAt(),
                        accepted == null ? null : accepted.by(),
                        accepted == null ? null : accepted.at(),
                        facts.synthetic(),
                        facts.traceId().orElse(null)));
    }
}
