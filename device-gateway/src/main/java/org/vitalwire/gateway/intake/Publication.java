package org.vitalwire.gateway.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vitalwire.gateway.device.RegisteredDevice;

/**
 * One MQTT message as it came.
 *
 * @param packetId of the protocol, the same when the client sends the message again; 0 with QoS 0
 * @param resent whether the client says that it may have sent it before
 * @param traceparent as the device sent it, or null
 */
// Nobody compares messages; a copy of each payload would cost more than all else here.
@SuppressWarnings("ArrayRecordComponent")
public record Publication(
        RegisteredDevice device,
        String topic,
        byte[] payload,
        int packetId,
        boolean resent,
        @Nullable String traceparent,
        Instant receivedAt) {}
