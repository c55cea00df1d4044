package org.vitalwire.gateway.intake;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.vitalwire.contracts.event.RejectedPayload;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.topic.Headers;
import org.vitalwire.contracts.wire.EventCodecs;

/** What somebody sent who is no device of ours: kept, so that it can be replayed once it is. */
public final class Strangers {

    /** Of whom not even a possible device's name is known. */
    public static final String UNNAMED = "unnamed";

    private static final int MOST_BYTES = 256 * 1024;
    private static final int RECORD_OVERHEAD = 120;

    private Strangers() {}

    /**
     * @param deviceId as the sender's topic calls it
     */
    public static Prepared refused(
            String deviceId,
            String topic,
            byte[] payload,
            Map<String, String> properties,
            Instant receivedAt,
            FailureCode code,
            String reason) {
        StringBuilder id = new StringBuilder(100).append(deviceId).append(':');
        // The same bytes again are the same rejection: who sends to strangers sends often.
        MessageIds.appendHex(id, MessageIds.hash(payload, 0, payload.length) ^ topic.hashCode());
        ProducerRecord<String, byte[]> record =
                RecordFactory.of(
                        EventCodecs.REJECTED_PAYLOAD,
                        deviceId,
                        new RejectedPayload(
                                id.append(':').append(code.number()).toString(),
                                deviceId,
                                topic,
                                code,
                                reason,
                                "mqtt",
                                receivedAt,
                                ByteString.copyFrom(
                                        payload, 0, Math.min(payload.length, MOST_BYTES)),
                                payload.length,
                                Optional.empty()),
                        RecordFactory.trace(properties.get(Headers.TRACEPARENT)));
        RejectionHeaders.add(record.headers(), properties, true, false);
        return new Prepared(
                List.of(record), false, 0, List.of(code), record.value().length + RECORD_OVERHEAD);
    }
}
