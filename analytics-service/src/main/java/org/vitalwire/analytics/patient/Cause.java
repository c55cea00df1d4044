package org.vitalwire.analytics.patient;

import java.time.Instant;
import org.vitalwire.analytics.condition.Announcement;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.id.PatientId;

/**
 * What made us look.
 *
 * @param scale SpO2 scale in force
 * @param messageId the reading, or the newest one when only time has passed
 * @param receivedAt of that reading, or now when only time has passed
 * @param fingerprint of the message that is being processed: when it is processed again after a
 *     crash, what it made us tell is told again
 */
record Cause(
        PatientId patientId,
        int scale,
        boolean retrospective,
        boolean synthetic,
        String messageId,
        Instant receivedAt,
        long fingerprint) {

    /** Told of one message while another one is processed. */
    Cause processedWith(long otherFingerprint) {
        return new Cause(
                patientId,
                scale,
                retrospective,
                synthetic,
                messageId,
                receivedAt,
                otherFingerprint);
    }

    Finding finding(
            String condition,
            Announcement said,
            Priority priority,
            String title,
            Explanation explanation) {
        return new Finding(
                MessageIds.findingId(patientId.value(), condition, said.startedAt(), retrospective),
                patientId,
                condition,
                said.phase(),
                priority,
                EventTime.instant(said.startedAt()),
                EventTime.instant(said.at()),
                title,
                explanation.detail(),
                explanation.evidence(),
                retrospective,
                synthetic,
                messageId,
                receivedAt);
    }
}
