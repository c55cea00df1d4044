package org.vitalwire.gateway.intake;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * MQTT user properties beside a quarantined payload. A codec may read its time or its source from
 * them, so a replay without them would be another message. They travel as a header of the record.
 */
public final class UserProperties {

    /** Name of the Kafka header: a JSON object of texts. */
    public static final String HEADER = "user-properties";

    /** Together; a sender of more is no device, and its properties are left out. */
    static final int MOST_BYTES = 8 * 1024;

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private UserProperties() {}

    static Optional<Header> header(Map<String, String> properties) {
        if (properties.isEmpty()) {
            return Optional.empty();
        }
        byte[] json =
                JsonMapper.shared()
                        .writeValueAsString(new TreeMap<>(properties))
                        .getBytes(StandardCharsets.UTF_8);
        return json.length > MOST_BYTES
                ? Optional.empty()
                : Optional.of(new RecordHeader(HEADER, json));
    }

    /** As they travel, where there are any. */
    public static Optional<String> read(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        return header == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    /** Of the text that {@link #read} gave. */
    public static Map<String, String> parse(String json) {
        try {
            return JsonMapper.shared().readValue(json, TEXTS);
        } catch (JacksonException e) {
            throw new IllegalStateException("user properties of a rejection are not JSON", e);
        }
    }
}
