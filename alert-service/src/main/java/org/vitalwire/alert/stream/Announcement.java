package org.vitalwire.alert.stream;

import org.vitalwire.alert.page.PageView;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.kit.web.SseHub;

/** What goes down the live stream. */
sealed interface Announcement {

    /** The newest event that it covers. */
    long eventId();

    /** An {@link org.vitalwire.alert.api.Alert} as it is now. */
    record Changed(long eventId, PatientId patientId, SseHub.Json alert) implements Announcement {}

    /** A page was made for a person, or one more alert is on it. */
    record Paged(long eventId, String person, PageView page) implements Announcement {}

    /** Too much was missed to be told: read the list again. */
    record Reset(long eventId) implements Announcement {}
}
