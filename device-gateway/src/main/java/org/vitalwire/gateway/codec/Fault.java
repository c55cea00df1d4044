package org.vitalwire.gateway.codec;

import java.util.Optional;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.reading.Sequence;

/**
 * What a codec could not take.
 *
 * @param reason in words for the vendor; names positions and known signs, never what was sent
 * @param offset where the refused reading begins in the payload, bytes
 * @param length of the refused reading, bytes
 * @param sequence the device's own count of it, where nothing of the reading was taken: it came,
 *     and is not missing
 */
public record Fault(
        FailureCode code, String reason, int offset, int length, Optional<Sequence> sequence) {

    /** Of a reading that was taken in part, or that is not counted. */
    public Fault(FailureCode code, String reason, int offset, int length) {
        this(code, reason, offset, length, Optional.empty());
    }

    /** The same of a reading of which nothing was taken. */
    public Fault of(long number, String boot) {
        return number < 0
                ? this
                : new Fault(code, reason, offset, length, Optional.of(new Sequence(boot, number)));
    }
}
