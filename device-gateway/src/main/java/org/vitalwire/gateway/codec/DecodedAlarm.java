package org.vitalwire.gateway.codec;

import org.vitalwire.contracts.event.DeviceEvent.Phase;
import org.vitalwire.contracts.event.DeviceEvent.Severity;
import org.vitalwire.contracts.event.DeviceEventKind;

/**
 * An alarm as its device told it. It becomes a device event; it is never a reading, and no score
 * rests on it.
 *
 * @param kind technical, or about the patient
 * @param id within its device; the same when the message is sent again
 * @param occurrence within its device; the same from the alarm's start to its end
 * @param detail for people; codes and words of the nomenclature only, nothing of a patient
 */
public record DecodedAlarm(
        DeviceEventKind kind,
        Phase phase,
        Severity severity,
        String id,
        String occurrence,
        String detail) {}
