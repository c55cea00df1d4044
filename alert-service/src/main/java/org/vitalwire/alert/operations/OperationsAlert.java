package org.vitalwire.alert.operations;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that is, or was, wrong with the platform.
 *
 * @param subject a care unit, a channel, a stage; never a person or patient
 * @param since processed time
 * @param detail for people; no patient data
 * @param endedAt processed time; empty while it lasts
 */
public record OperationsAlert(
        UUID id,
        OperationsKind kind,
        String subject,
        Instant since,
        String detail,
        Optional<Instant> endedAt) {}
