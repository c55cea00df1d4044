package org.vitalwire.gateway.intake;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.topic.Headers;
import org.vitalwire.contracts.trace.TraceParent;
import org.vitalwire.contracts.wire.EventCodec;

/** Events to Kafka records with the headers that travel beside them. */
public final class RecordFactory {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int TRACE_LENGTH = 55;

    private RecordFactory() {}

    /** A record in the trace that the headers carry. */
    public static <E> ProducerRecord<String, byte[]> of(
            EventCodec<E> codec, String key, E event, Header trace) {
        return new ProducerRecord<>(
                codec.topic().topicName(),
                null,
                key,
                codec.encode(event),
                List.of(eventType(codec), trace));
    }

    /** The device's own trace where it sent a proper one, else a new one. */
    public static Header trace(@Nullable String traceparent) {
        if (traceparent != null && TraceParent.parse(traceparent).isPresent()) {
            return header(traceparent.getBytes(StandardCharsets.US_ASCII));
        }
        return newTrace();
    }

    /** As {@link TraceParent#start}, but straight to bytes: there is one for every message. */
    private static Header newTrace() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        byte[] text = new byte[TRACE_LENGTH];
        text[0] = '0';
        text[1] = '0';
        text[2] = '-';
        hex(text, 3, random.nextLong());
        // The standard forbids ids of only zeros.
        hex(text, 19, random.nextLong() | 1L);
        text[35] = '-';
        hex(text, 36, random.nextLong() | 1L);
        text[52] = '-';
        text[53] = '0';
        text[54] = '0';
        return header(text);
    }

    private static void hex(byte[] text, int at, long value) {
        for (int i = 0; i < 16; i++) {
            text[at + i] = HEX[(int) (value >>> (60 - 4 * i)) & 0xF];
        }
    }

    private static Header header(byte[] traceparent) {
        return new RecordHeader(Headers.TRACEPARENT, traceparent);
    }

    private static Header eventType(EventCodec<?> codec) {
        return new RecordHeader(
                Headers.EVENT_TYPE, codec.eventType().getBytes(StandardCharsets.US_ASCII));
    }
}
