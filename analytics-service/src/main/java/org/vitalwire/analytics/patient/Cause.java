package org.vitalwire.analytics.patient;

import java.time.Instant;
import java.util.List;
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
 */
record Cause(
        PatientId patientId,
        int scale,
        boolean retrospective,
        boolean synthetic,
        String messageId,
        Instant receivedAt) {

    long fingerprint() {
        return MessageIds.fingerprint(messageId);
    }

    /** Whether an announcement was caused by this, so that it may have to be said again. */
    boolean madeBefore(Announcement announcement, long at) {
        return announcement.at() == at && announcement.cause() == fingerprint();
    }

    String findingId(String condition, long startedAt) {
        return MessageIds.findingId(patientId.value(), condition, startedAt, retrospective);
    }

    Finding finding(
            String condition,
            Announcement said,
            Priority priority,
            String title,
            String detail,
            List<Finding.Evidence> evidence) {
        return new Finding(
                findingId(condition, said.startedAt()),
                patientId,
                condition,
                said.phase(),
                priority,
                EventTime.instant(said.startedAt()),
                EventTime.instant(said.at()),
                title,
                detail,
                evidence,
                retrospective,
                synthetic,
                messageId,
                receivedAt);
    }
}
