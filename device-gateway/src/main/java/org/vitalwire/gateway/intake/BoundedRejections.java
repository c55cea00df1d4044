package org.vitalwire.gateway.intake;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
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

    /** Reasons that are spelled out where one rejection stands for many readings. */
    private static final int NAMED = 5;

    private final Publication message;
    private final Assessment assessed;
    private final boolean slices;
    private final int maximumPayload;
    private final List<Fault> each = new ArrayList<>(1);
    private final Map<FailureCode, Integer> further = new EnumMap<>(FailureCode.class);

    /**
     * @param slices whether a refused reading's own bytes can be read without the rest, so that it
     *     can be replayed from them; else each rejection keeps the whole payload
     */
    BoundedRejections(
            Publication message, Assessment assessed, boolean slices, int maximumPayload) {
        this.message = message;
        this.assessed = assessed;
        this.slices = slices;
        this.maximumPayload = maximumPayload;
        if (slices) {
            assessed.faults().forEach(this::add);
        } else {
            addByCode(assessed.faults());
        }
    }

    private void add(Fault fault) {
        if (each.size() < EACH) {
            each.add(fault);
        } else {
            further.merge(fault.code(), 1, Integer::sum);
        }
    }

    /** The payload is kept once for each code, not once for each reading. */
    private void addByCode(List<Fault> faults) {
        Map<FailureCode, List<Fault>> byCode = new EnumMap<>(FailureCode.class);
        for (Fault fault : faults) {
            byCode.computeIfAbsent(fault.code(), code -> new ArrayList<>(1)).add(fault);
        }
        byCode.values().forEach(same -> each.add(together(same)));
    }

    private static Fault together(List<Fault> same) {
        Fault first = same.getFirst();
        if (same.size() == 1) {
            return first;
        }
        StringJoiner reasons = new StringJoiner("; ");
        same.stream().limit(NAMED).map(Fault::reason).forEach(reasons::add);
        if (same.size() > NAMED) {
            reasons.add("and " + (same.size() - NAMED) + " more");
        }
        return new Fault(first.code(), reasons.toString(), first.offset(), first.length());
    }

    /**
     * @param part whether it holds one reading, uncompressed, of those that were sent
     */
    record Kept(RejectedPayload rejection, boolean part) {}

    List<Kept> all() {
        List<Kept> rejections = new ArrayList<>(each.size() + further.size());
        each.forEach(fault -> rejections.add(kept(fault)));
        further.forEach((code, count) ->
                rejections.add(
                        kept(
                                new Fault(
                                        code,
                                        count + " more readings of this payload",
                                        0,
                                        assessed.payload().length))));
        return rejections;
    }

    /** The whole is kept as it came, compressed if it was; a part as the codec saw it. */
    private Kept kept(Fault fault) {
        boolean part = slices && fault.length() < assessed.payload().length;
        byte[] from = part ? assessed.payload() : message.payload();
        int offset = part ? fault.offset() : 0;
        int length = part ? fault.length() : from.length;
        return new Kept(
                new RejectedPayload(
                        id(fault),
                        message.device().id().value(),
                        message.topic(),
                        fault.code(),
                        fault.reason(),
                        assessed.codec(),
                        message.receivedAt(),
                        ByteString.copyFrom(from, offset, Math.min(length, maximumPayload)),
                        length,
                        Optional.empty()),
                part);
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
                MessageIds.hash(assessed.payload(), 0, assessed.payload().length)
                        ^ message.topic().hashCode());
        MessageIds.appendHex(id, MessageIds.mix(packet ^ MessageIds.mix(place)));
        return id.toString();
    }
}
