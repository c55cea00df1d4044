package org.vitalwire.gateway.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.event.RejectedPayload;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.reading.ClockQuality;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.Sequence;
import org.vitalwire.contracts.topic.Keys;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.gateway.association.AssociationLedger;
import org.vitalwire.gateway.codec.DecodedPayload;
import org.vitalwire.gateway.codec.DecodedReading;
import org.vitalwire.gateway.codec.DecodingTrace;
import org.vitalwire.gateway.codec.Fault;
import org.vitalwire.gateway.codec.Payload;
import org.vitalwire.gateway.codec.PayloadCodec;
import org.vitalwire.gateway.codec.PayloadCodecs;

/**
 * Makes of a message the records that Kafka must keep: its readings, each resolved to whom the
 * device was on when it measured, and what had to be refused.
 */
public final class Intake {

    private static final int RECORD_OVERHEAD = 120;

    private final PayloadCodecs codecs;
    private final AssociationLedger ledger;
    private final ClockJudgement clocks;
    private final int maximumPayload;

    /**
     * @param maximumPayload bytes; a larger one is refused whole
     */
    public Intake(
            PayloadCodecs codecs,
            AssociationLedger ledger,
            ClockSettings clocks,
            int maximumPayload) {
        this.codecs = codecs;
        this.ledger = ledger;
        this.clocks = new ClockJudgement(clocks);
        this.maximumPayload = maximumPayload;
    }

    /** What a device published on its own topic. */
    public Prepared readings(Publication message) {
        PayloadCodec codec =
                codecs.find(message.device().model().codec())
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "model "
                                                + message.device().model().id()
                                                + " names an unknown codec"));
        Batch batch = new Batch(message, codec.name());
        int size = message.payload().length;
        if (size > maximumPayload) {
            batch.reject(
                    new Fault(
                            FailureCode.OVERSIZED,
                            "%d bytes; a payload is at most %d".formatted(size, maximumPayload),
                            0,
                            size));
            return batch.prepared();
        }
        long received = micros(message.receivedAt());
        DecodedPayload decoded =
                codec.decode(
                        new Payload(
                                message.payload(), message.form(), received, message.properties()),
                        DecodingTrace.NONE);
        for (DecodedReading reading : decoded.readings()) {
            FailureCode fault = clocks.fault(reading.measuredMicros(), received);
            if (fault == null) {
                batch.accept(reading, received, decoded.batch() || message.resent());
            } else {
                batch.reject(new Fault(fault, reason(fault), reading.offset(), reading.length()));
            }
        }
        decoded.faults().forEach(batch::reject);
        return batch.prepared();
    }

    /** What a device published where it may not. */
    public Prepared refused(Publication message, FailureCode code, String reason) {
        Batch batch = new Batch(message, "mqtt");
        batch.reject(new Fault(code, reason, 0, message.payload().length));
        return batch.prepared();
    }

    private static String reason(FailureCode fault) {
        return fault == FailureCode.CLOCK_NOT_SET
                ? "measured before 2000: the device's clock was never set"
                : "measured in the future: the device's clock is ahead";
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000L + instant.getNano() / 1_000;
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
    }

    /** Collects the records of one message. */
    private final class Batch {
        private final Publication message;
        private final String codec;
        private final Header trace;
        private final List<ProducerRecord<String, byte[]>> records = new ArrayList<>(2);
        private final List<FailureCode> rejected = new ArrayList<>(0);
        private @Nullable BoundedRejections rejections;
        private int readings;
        private int bytes;

        Batch(Publication message, String codec) {
            this.message = message;
            this.codec = codec;
            this.trace = RecordFactory.trace(message.traceparent());
        }

        void accept(DecodedReading decoded, long received, boolean waited) {
            long measured = decoded.measuredMicros();
            Instant measuredAt = instant(measured);
            ClockQuality quality = clocks.quality(measured, received, waited);
            Optional<AssociationPeriod> period = ledger.at(message.device().id(), measuredAt);
            Reading reading =
                    new Reading(
                            MessageIds.of(
                                    message.device().id().value(), decoded, message.payload()),
                            message.device().id(),
                            period.map(AssociationPeriod::patientId),
                            period.flatMap(AssociationPeriod::bed),
                            measuredAt,
                            quality == ClockQuality.OFFSET
                                    ? Duration.ofNanos((received - measured) * 1_000)
                                    : Duration.ZERO,
                            quality,
                            message.receivedAt(),
                            clocks.lane(measured, received),
                            decoded.values(),
                            message.device().model().synthetic(),
                            decoded.sequence() == DecodedReading.NO_SEQUENCE
                                    ? Optional.empty()
                                    : Optional.of(
                                            new Sequence(decoded.boot(), decoded.sequence())));
            add(RecordFactory.of(EventCodecs.READING, Keys.of(reading), reading, trace));
            readings++;
        }

        void reject(Fault fault) {
            BoundedRejections bounded = rejections;
            if (bounded == null) {
                bounded = new BoundedRejections(message, codec, maximumPayload);
                rejections = bounded;
            }
            bounded.add(fault);
        }

        Prepared prepared() {
            if (rejections != null) {
                for (RejectedPayload rejection : rejections.all()) {
                    rejected.add(rejection.code());
                    add(
                            RecordFactory.of(
                                    EventCodecs.REJECTED_PAYLOAD,
                                    rejection.deviceId(),
                                    rejection,
                                    trace));
                }
            }
            return new Prepared(records, readings > 0, readings, rejected, bytes);
        }

        private void add(ProducerRecord<String, byte[]> record) {
            records.add(record);
            bytes += record.value().length + record.key().length() + RECORD_OVERHEAD;
        }
    }
}
