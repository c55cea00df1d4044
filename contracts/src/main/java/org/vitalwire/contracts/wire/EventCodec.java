package org.vitalwire.contracts.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.util.function.Function;
import org.vitalwire.contracts.topic.Topic;

/**
 * Events of one topic to bytes and back. Unknown fields and signs of later releases are skipped.
 *
 * @param <E> the domain record
 */
public final class EventCodec<E> {

    private final Topic topic;
    private final String eventType;
    private final Function<E, ? extends Message> toWire;
    private final ParseFunction<E> parse;

    private EventCodec(
            Topic topic,
            String eventType,
            Function<E, ? extends Message> toWire,
            ParseFunction<E> parse) {
        this.topic = topic;
        this.eventType = eventType;
        this.toWire = toWire;
        this.parse = parse;
    }

    static <E, M extends Message> EventCodec<E> of(
            Topic topic,
            M example,
            Parser<M> parser,
            Function<E, M> toWire,
            Function<M, E> toDomain) {
        return new EventCodec<>(
                topic,
                example.getDescriptorForType().getFullName(),
                toWire,
                bytes -> toDomain.apply(parser.parseFrom(bytes)));
    }

    public Topic topic() {
        return topic;
    }

    /** The value of the {@code event-type} header. */
    public String eventType() {
        return eventType;
    }

    public byte[] encode(E event) {
        return toWire.apply(event).toByteArray();
    }

    /**
     * @throws UndecodableEventException when the bytes are not such an event; its message names the
     *     topic only
     */
    public E decode(byte[] bytes) {
        try {
            return parse.parse(bytes);
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new UndecodableEventException(topic, e);
        }
    }

    private interface ParseFunction<E> {
        E parse(byte[] bytes) throws InvalidProtocolBufferException;
    }
}
