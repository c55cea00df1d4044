package org.vitalwire.alert.page;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A page about an alert, as everybody who sees the alert sees it.
 *
 * @param person the subject of their tokens; null where a step found nobody
 * @param target whom the step called
 * @param state open, received, answered, withdrawn or unreachable
 * @param channel that brought the receipt, or the last that was tried
 * @param at when it went out, processed time
 */
public record AlertPage(
        String id,
        @Nullable String person,
        String target,
        String state,
        @Nullable String channel,
        Instant at,
        @Nullable Instant receivedAt) {}
