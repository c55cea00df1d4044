package org.vitalwire.gateway.codec.medtech;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vitalwire.gateway.codec.Payload;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * What templates are evaluated on. MedTech reads events: an object of {@code Body}, {@code
 * Properties} and {@code SystemProperties}. A device may send such an event; the payload of any
 * other is the Body of an event that we make.
 */
final class EventDocument {

    static final String BODY = "Body";
    static final String PROPERTIES = "Properties";
    static final String SYSTEM_PROPERTIES = "SystemProperties";
    static final List<String> MEMBERS = List.of(BODY, PROPERTIES, SYSTEM_PROPERTIES);

    private static final String DEVICE_ID = "iothub-connection-device-id";

    /** When an event came: of IoT Hub, and of Event Hubs. */
    private static final List<String> ENQUEUED_TIMES =
            List.of("iothub-enqueuedtime", "x-opt-enqueued-time");

    private static final int MAXIMUM_DEPTH = 64;

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAXIMUM_DEPTH)
                                                    .build())
                                    .build())
                    .build();

    private final Object sent;
    private final Object event;
    private final boolean ours;

    private EventDocument(Object sent, Object event, boolean ours) {
        this.sent = sent;
        this.event = event;
        this.ours = ours;
    }

    /**
     * @throws JacksonException when it is no JSON, or deeper than a payload should be
     */
    static EventDocument read(Payload payload) {
        Object sent = JSON.readValue(payload.bytes(), Object.class);
        if (sent == null) {
            return new EventDocument(Map.of(), Map.of(), false);
        }
        return sent instanceof Map<?, ?> map && map.containsKey(BODY)
                ? new EventDocument(sent, sent, false)
                : new EventDocument(sent, event(payload, sent), true);
    }

    private static Map<String, Object> event(Payload payload, Object body) {
        Map<String, Object> system = new HashMap<>();
        if (!payload.device().isEmpty()) {
            system.put(DEVICE_ID, payload.device());
        }
        String received =
                Instant.EPOCH.plus(payload.receivedMicros(), ChronoUnit.MICROS).toString();
        ENQUEUED_TIMES.forEach(name -> system.put(name, received));
        Map<String, Object> event = new LinkedHashMap<>();
        event.put(BODY, body);
        event.put(PROPERTIES, payload.properties());
        event.put(SYSTEM_PROPERTIES, system);
        return event;
    }

    /**
     * The event for a template that counts on it, or when a member must be added and what was sent
     * is no object; else what was sent.
     */
    Object documentFor(ContentTemplate template) {
        return template.refersToTheEvent() || !(sent instanceof Map) ? event : sent;
    }

    /** Whether the event is ours and the expression asks for the time at which we received it. */
    boolean isReceipt(Expression time) {
        return ours && ENQUEUED_TIMES.stream().anyMatch(time.text()::contains);
    }

    /** The document with the match beside its members. */
    static Map<String, Object> withMatch(Object document) {
        Map<String, Object> scope = new LinkedHashMap<>();
        ((Map<?, ?>) document).forEach((name, value) -> scope.put((String) name, value));
        return scope;
    }
}
