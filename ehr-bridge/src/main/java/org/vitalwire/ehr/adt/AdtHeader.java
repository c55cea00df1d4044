package org.vitalwire.ehr.adt;

import java.util.Optional;

/**
 * What MSH says, as it stands there.
 *
 * @param application MSH-3, encoded
 * @param facility MSH-4, encoded
 * @param receivingApplication MSH-5, encoded
 * @param receivingFacility MSH-6, encoded
 * @param trigger MSH-9.2, such as {@code A01}
 * @param controlId MSH-10
 * @param processing MSH-11.1
 * @param version MSH-12.1
 */
record AdtHeader(
        String application,
        String facility,
        String receivingApplication,
        String receivingFacility,
        String type,
        String trigger,
        String controlId,
        String processing,
        String version) {

    /** As it is told apart from others. */
    String sender() {
        return application + "|" + facility;
    }

    /** Of the answer: only what a trigger looks like. */
    Optional<String> answeredTrigger() {
        return trigger.matches("[A-Z][0-9A-Z]{2}") ? Optional.of(trigger) : Optional.empty();
    }
}
