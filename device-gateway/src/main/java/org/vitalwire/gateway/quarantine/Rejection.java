package org.vitalwire.gateway.quarantine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rejection as it is listed, without its payload.
 *
 * @param bytes size of what was refused
 * @param replayedAt null when it never was
 * @param replayOutcome of the newest replay
 */
record Rejection(
        String id,
        String deviceId,
        String code,
        int number,
        String reason,
        Instant receivedAt,
        String topic,
        String codec,
        int bytes,
        @Nullable Instant replayedAt,
        @Nullable ReplayOutcome replayOutcome) {}
