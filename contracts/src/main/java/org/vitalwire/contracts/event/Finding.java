package org.vitalwire.contracts.event;

import java.time.Instant;
import java.util.List;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * A condition of a patient at one moment of its life.
 *
 * @param findingId the same for all phases of one occurrence, and when computed again
 * @param condition for example {@code low-spo2}, {@code news2-high}
 * @param startedAt event time of the first phase
 * @param at event time of this phase
 * @param title for people, for example "SpO2 low"; holds no name or identifier
 * @param detail for people, for example "84 %, below 88 % for 15 s"
 * @param messageId the reading that caused this phase
 * @param receivedAt its receipt at the gateway
 */
public record Finding(
        String findingId,
        PatientId patientId,
        String condition,
        Phase phase,
        Priority priority,
        Instant startedAt,
        Instant at,
        String title,
        String detail,
        List<Evidence> evidence,
        boolean retrospective,
        boolean synthetic,
        String messageId,
        Instant receivedAt) {

    /** A finding starts once, may be updated, and ends once. */
    public enum Phase {
        STARTED,
        UPDATED,
        ENDED
    }

    /** A value that the finding rests on, in the canonical unit. */
    public record Evidence(VitalSign sign, double value, Instant measuredAt) {}

    public Finding {
        evidence = List.copyOf(evidence);
    }
}
