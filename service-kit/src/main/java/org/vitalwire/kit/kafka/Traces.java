package org.vitalwire.kit.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.trace.TraceParent;

/** The trace context in record headers. */
public final class Traces {

    private Traces() {}

    public static void write(Headers headers, TraceParent trace) {
        headers.remove(org.vitalwire.contracts.topic.Headers.TRACEPARENT);
        headers.add(
                org.vitalwire.contracts.topic.Headers.TRACEPARENT,
                trace.header().getBytes(StandardCharsets.US_ASCII));
    }

    public static @Nullable TraceParent read(Headers headers) {
        Header header = headers.lastHeader(org.vitalwire.contracts.topic.Headers.TRACEPARENT);
        return header == null || header.value() == null
                ? null
                : TraceParent.parse(new String(header.value(), StandardCharsets.US_ASCII))
                        .orElse(null);
    }
}
