package org.vitalwire.gateway.codec;

import java.util.List;
import org.vitalwire.contracts.failure.FailureCode;

/**
 * What a payload held. Both lists may have entries: a bad reading, or a bad value, does not take
 * its neighbours with it.
 *
 * @param batch whether the device sent several readings together, so that they waited
 */
public record DecodedPayload(List<DecodedReading> readings, List<Fault> faults, boolean batch) {

    /** Nothing but one fault of the whole payload. */
    public static DecodedPayload refused(FailureCode code, String reason, int length) {
        return new DecodedPayload(List.of(), List.of(new Fault(code, reason, 0, length)), false);
    }

    /** Nothing of it can be relied on. */
    public static DecodedPayload undecodable(String reason, int length) {
        return refused(FailureCode.UNDECODABLE, reason, length);
    }
}
