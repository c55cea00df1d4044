package org.vitalwire.gateway.intake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.vitalwire.contracts.reading.Sequence;
import org.vitalwire.gateway.codec.Fault;
import org.vitalwire.gateway.codec.Gzip;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What lay beside a refused payload, as headers of its record: without it a replay would be another
 * message. A codec may read a time from MQTT user properties, and a message that had waited says
 * nothing of its device's clock.
 */
public final class RejectionHeaders {

    /** A JSON object of texts. */
    private static final String PROPERTIES = "user-properties";

    /** Present when the message was sent again or the payload is one reading of a batch. */
    private static final String WAITED = "waited";

    /** Together; a sender of more is no device, and its properties are left out. */
    static final int MOST_BYTES = 8 * 1024;

    /** {@code boot:number} of each reading of the message that was refused whole. */
    private static final String SEQUENCES = "refused-sequences";

    private static final Pattern SEQUENCE = Pattern.compile("(.*):(\\d{1,18})");

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private RejectionHeaders() {}

    /**
     * @param part whether the payload is one reading, uncompressed, of those that were sent
     */
    static void add(Headers headers, Map<String, String> sent, boolean resent, boolean part) {
        if (resent || part) {
            headers.add(WAITED, new byte[] {'1'});
        }
        if (sent.isEmpty()) {
            return;
        }
        Map<String, String> properties = new TreeMap<>(sent);
        if (part) {
            properties.remove(Gzip.CONTENT_ENCODING);
        }
        byte[] json =
                JsonMapper.shared().writeValueAsString(properties).getBytes(StandardCharsets.UTF_8);
        if (json.length <= MOST_BYTES) {
            headers.add(PROPERTIES, json);
        }
    }

    /** On one record of a message: the numbers of all its readings of which nothing was taken. */
    static void addSequences(Headers headers, List<Fault> faults) {
        StringJoiner sequences = new StringJoiner(" ");
        for (Fault fault : faults) {
            fault.sequence()
                    .filter(sequence -> sequence.boot().indexOf(' ') < 0)
                    .ifPresent(
                            sequence -> sequences.add(sequence.boot() + ":" + sequence.number()));
        }
        if (sequences.length() > 0) {
            headers.add(SEQUENCES, sequences.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** What {@link #addSequences} added. */
    public static List<Sequence> sequences(Headers headers) {
        Header header = headers.lastHeader(SEQUENCES);
        if (header == null) {
            return List.of();
        }
        List<Sequence> sequences = new ArrayList<>();
        for (String sequence : new String(header.value(), StandardCharsets.UTF_8).split(" ", -1)) {
            Matcher matcher = SEQUENCE.matcher(sequence);
            if (matcher.matches()) {
                sequences.add(new Sequence(matcher.group(1), Long.parseLong(matcher.group(2))));
            }
        }
        return sequences;
    }

    /** As they travel, where there are any. */
    public static Optional<String> properties(Headers headers) {
        Header header = headers.lastHeader(PROPERTIES);
        return header == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    public static boolean waited(Headers headers) {
        return headers.lastHeader(WAITED) != null;
    }

    /** Of the text that {@link #properties} gave. */
    public static Map<String, String> parse(String json) {
        try {
            return JsonMapper.shared().readValue(json, TEXTS);
        } catch (JacksonException e) {
            throw new IllegalStateException("user properties of a rejection are not JSON", e);
        }
    }
}
