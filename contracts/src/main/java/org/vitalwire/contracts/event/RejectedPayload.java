package org.vitalwire.contracts.event;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.Optional;
import org.vitalwire.contracts.failure.FailureCode;

/**
 * A payload, or part of one, that was not accepted: kept with its raw bytes so that it can be
 * explained and replayed after a fix.
 *
 * @param deviceId as the sender called itself; not necessarily a device we know
 * @param reason in words for the vendor; never echoes the payload
 * @param payloadSize bytes sent; larger than {@code payload} when that was cut
 */
public record RejectedPayload(
        String rejectionId,
        String deviceId,
        String topic,
        FailureCode code,
        String reason,
        String codec,
        Instant receivedAt,
        ByteString payload,
        int payloadSize,
        Optional<String> messageId) {

    /** Prints nothing of the payload. */
    @Override
    public String toString() {
        return "RejectedPayload[" + rejectionId + ", " + code + "]";
    }
}
