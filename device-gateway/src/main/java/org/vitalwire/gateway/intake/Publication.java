package org.vitalwire.gateway.intake;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.topic.Headers;
import org.vitalwire.gateway.device.RegisteredDevice;

/**
 * One MQTT message as it came.
 *
 * @param form the rest of the topic behind {@code readings/}, empty for the plain topic
 * @param packetId of the protocol, the same when the client sends the message again; 0 with QoS 0
 * @param resent whether the client says that it may have sent it before
 * @param properties MQTT user properties, the last one of each name
 */
// Nobody compares messages; a copy of each payload would cost more than all else here.
@SuppressWarnings("ArrayRecordComponent")
public record Publication(
        RegisteredDevice device,
        String topic,
        String form,
        byte[] payload,
        int packetId,
        boolean resent,
        Map<String, String> properties,
        Instant receivedAt) {

    /** As the device sent it, or null. */
    @Nullable String traceparent() {
        return properties.get(Headers.TRACEPARENT);
    }
}
