package org.vitalwire.gateway.codec;

import java.util.List;
import java.util.Optional;
import org.vitalwire.contracts.failure.FailureCode;

/**
 * What a payload held. All lists may have entries: a bad reading, or a bad value, does not take its
 * neighbours with it.
 *
 * @param batch whether the device sent several readings together, so that they waited
 * @param alarms what the device alarms about; never a reading
 * @param patient whom the payload says that it is of. The ledger decides whom it is of; this is
 *     only compared
 */
public record DecodedPayload(
        List<DecodedReading> readings,
        List<Fault> faults,
        boolean batch,
        List<DecodedAlarm> alarms,
        Optional<NamedPatient> patient) {

    public DecodedPayload(List<DecodedReading> readings, List<Fault> faults, boolean batch) {
        this(readings, faults, batch, List.of(), Optional.empty());
    }

    /** Nothing but one fault of the whole payload. */
    public static DecodedPayload refused(FailureCode code, String reason, int length) {
        return new DecodedPayload(List.of(), List.of(new Fault(code, reason, 0, length)), false);
    }

    /** Nothing of it can be relied on. */
    public static DecodedPayload undecodable(String reason, int length) {
        return refused(FailureCode.UNDECODABLE, reason, length);
    }
}
