package org.vitalwire.ingest.store;

import com.google.protobuf.ByteString;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.contracts.event.RejectedPayload;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.wire.EventCodec;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.kit.kafka.EventPublisher;

/** Puts events that can never be stored into quarantine, and waits until it has them. */
public final class RefusedRows {

    private static final Logger log = LoggerFactory.getLogger(RefusedRows.class);

    private final EventPublisher publisher;
    private final InstantSource clock;
    private final Counter refused;

    RefusedRows(EventPublisher publisher, InstantSource clock, MeterRegistry meters) {
        this.publisher = publisher;
        this.clock = clock;
        this.refused =
                Counter.builder("vitalwire.ingest.rows")
                        .description("Readings by what became of them")
                        .tag("result", "refused")
                        .register(meters);
    }

    /**
     * @param deviceId empty where the event is not of one device
     */
    public <E> void quarantine(
            EventCodec<E> codec,
            E event,
            String deviceId,
            String messageId,
            RowsRefusedException refusal) {
        byte[] bytes = codec.encode(event);
        RejectedPayload rejected =
                new RejectedPayload(
                        "row-" + codec.topic().topicName() + "-" + messageId,
                        deviceId,
                        codec.topic().topicName(),
                        FailureCode.ROW_REFUSED,
                        "the database refuses the row, SQL state " + refusal.sqlState(),
                        "protobuf",
                        clock.instant(),
                        ByteString.copyFrom(bytes),
                        bytes.length,
                        Optional.of(messageId));
        String key = deviceId.isEmpty() ? messageId : deviceId;
        publisher.publish(EventCodecs.REJECTED_PAYLOAD, key, rejected, null).join();
        refused.increment();
        log.atError()
                .addKeyValue("deviceId", deviceId)
                .addKeyValue("topic", codec.topic().topicName())
                .addKeyValue("code", FailureCode.ROW_REFUSED)
                .addKeyValue("sqlState", refusal.sqlState())
                .log("row refused by the database, quarantined");
    }
}
