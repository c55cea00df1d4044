package org.vitalwire.gateway.intake;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.vitalwire.contracts.event.RejectedPayload;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.gateway.codec.Fault;

/**
 * The rejections of one message: each refused reading with its own bytes. A payload that is bad
 * through and through gets {@value #EACH} of them, and the rest together one for each code, so that
 * no device can make much of little.
 */
final class BoundedRejections {

    private static final int EACH = 64;

    private final Publication message;
    private final String codec;
    private final int maximumPayload;
    private final List<Fault> each = new ArrayList<>(1);
    private final Map<FailureCode, Integer> further = new EnumMap<>(FailureCode.class);

    BoundedRejections(Publication message, String codec, int maximumPayload) {
        this.message = message;
        this.codec = codec;
        this.maximumPayload = maximumPayload;
    }

    void add(Fault fault) {
        if (each.size() < EACH) {
            each.add(fault);
        } else {
            further.merge(fault.code(), 1, Integer::sum);
        }
    }

    List<RejectedPayload> all() {
        List<RejectedPayload> rejections = new ArrayList<>(each.size() + further.size());
        each.forEach(fault -> rejections.add(rejection(fault)));
        further.forEach((code, count) ->
                rejections.add(
                        rejection(
                                new Fault(
                                        code,
                                        count + " more readings of this payload",
                                        0,
                                        message.payload().length))));
        return rejections;
    }

    private RejectedPayload rejection(Fault fault) {
        int kept = Math.min(fault.length(), maximumPayload);
        return new RejectedPayload(
                id(fault),
                message.device().id().value(),
                message.topic(),
                fault.code(),
                fault.reason(),
                codec,
                message.receivedAt(),
                ByteString.copyFrom(message.payload(), fault.offset(), kept),
                fault.length(),
                Optional.empty());
    }

    /**
     * The same when the client sends the packet again, so that it is listed once; another when the
     * device makes the same mistake in another message.
     */
    private String id(Fault fault) {
        long packet =
                message.packetId() > 0
                        ? message.packetId()
                        : ThreadLocalRandom.current().nextLong();
        long place = ((long) fault.code().number() << 32) | fault.offset();
        StringBuilder id = new StringBuilder(100).append(message.device().id().value()).append(':');
        MessageIds.appendHex(
                id,
                MessageIds.hash(message.payload(), 0, message.payload().length)
                        ^ message.topic().hashCode());
        MessageIds.appendHex(id, MessageIds.mix(packet ^ MessageIds.mix(place)));
        return id.toString();
    }
}
