package org.vitalwire.alert.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finding as clients see it: its newest phase.
 *
 * @param phase {@code started}, {@code updated}, {@code ended}
 * @param startedAt event time
 * @param at event time of this phase
 * @param receivedAt receipt of the reading behind it at the gateway
 * @param recordedAt processed time of its first phase
 */
record FindingView(
        String id,
        String alertId,
        String patientId,
        String condition,
        String phase,
        String priority,
        String title,
        String detail,
        Instant startedAt,
        Instant at,
        Instant receivedAt,
        Instant recordedAt,
        boolean retrospective,
        boolean synthetic,
        String messageId,
        @Nullable String traceId,
        List<Alert.EvidenceItem> evidence) {}
