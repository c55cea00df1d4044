package org.vitalwire.analytics.stream;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.analytics.patient.Outcome;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.HeldBack;
import org.vitalwire.contracts.event.RejectedPayload;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.event.ShadowNotice;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.topic.Headers;
import org.vitalwire.contracts.wire.EventCodec;
import org.vitalwire.contracts.wire.EventCodecs;

/**
 * Forwards what an evaluation has to tell to the topics. The trace travels on; the records' own
 * time is ours, so that retention does not take what is told of the past.
 */
final class Emitter {

    static final String SCORES = "scores";
    static final String FINDINGS = "findings";
    static final String REJECTED = "rejected";
    static final String SHADOW = "shadow";
    static final String HELD_BACK = "held-back";

    private static final Logger log = LoggerFactory.getLogger(Emitter.class);

    private final ProcessorContext<String, byte[]> context;
    private final AnalyticsMeters meters;

    Emitter(ProcessorContext<String, byte[]> context, AnalyticsMeters meters) {
        this.context = context;
        this.meters = meters;
    }

    /** Findings first: nobody waits for a score. */
    void emit(String key, Outcome outcome, @Nullable Header trace) {
        for (Finding finding : outcome.findings()) {
            forward(key, EventCodecs.FINDING, finding, trace, FINDINGS);
            meters.found(
                    finding,
                    Duration.between(
                            finding.receivedAt(),
                            Instant.ofEpochMilli(context.currentSystemTimeMs())));
        }
        for (Score score : outcome.scores()) {
            forward(key, EventCodecs.SCORE, score, trace, SCORES);
            meters.scored();
        }
        for (HeldBack heldBack : outcome.heldBack()) {
            forward(key, EventCodecs.HELD_BACK, heldBack, trace, HELD_BACK);
            heldBack.values().forEach(value -> meters.heldBack(value.reason()));
        }
    }

    /** What a candidate says, which calls nobody. */
    void shadow(String key, ShadowNotice notice) {
        forward(key, EventCodecs.SHADOW, notice, null, SHADOW);
    }

    /** Puts a record aside with its bytes; its neighbours pass. */
    void reject(byte[] bytes, FailureCode code, String reason, RuntimeException cause) {
        String place =
                context.recordMetadata()
                        .map(Emitter::place)
                        .orElseThrow(() -> new IllegalStateException("not in a record", cause));
        // The class only: the message of an exception may quote the value it failed on.
        log.atError()
                .addKeyValue("record", place)
                .addKeyValue("code", code.number())
                .addKeyValue("exception", cause.getClass().getName())
                .log("record could not be evaluated, quarantined");
        RejectedPayload rejected =
                new RejectedPayload(
                        place,
                        "",
                        context.recordMetadata().map(RecordMetadata::topic).orElse(""),
                        code,
                        reason,
                        "protobuf",
                        Instant.ofEpochMilli(context.currentSystemTimeMs()),
                        ByteString.copyFrom(bytes),
                        bytes.length,
                        Optional.empty());
        forward(place, EventCodecs.REJECTED_PAYLOAD, rejected, null, REJECTED);
        meters.rejected(code);
    }

    private <E> void forward(
            String key, EventCodec<E> codec, E event, @Nullable Header trace, String child) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Headers.EVENT_TYPE, codec.eventType().getBytes(StandardCharsets.US_ASCII));
        if (trace != null) {
            headers.add(trace);
        }
        context.forward(
                new Record<>(key, codec.encode(event), context.currentSystemTimeMs(), headers),
                child);
    }

    private static String place(RecordMetadata at) {
        return at.topic() + "-" + at.partition() + "-" + at.offset();
    }
}
