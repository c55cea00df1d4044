package org.vitalwire.gateway.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.reading.ClockQuality;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.Sequence;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.gateway.association.AssociationLedger;
import org.vitalwire.gateway.codec.DecodedPayload;
import org.vitalwire.gateway.codec.DecodedReading;
import org.vitalwire.gateway.codec.DecodedReading.TimeBase;
import org.vitalwire.gateway.codec.DecodingTrace;
import org.vitalwire.gateway.codec.DecodingTrace.Outcome;
import org.vitalwire.gateway.codec.Fault;
import org.vitalwire.gateway.codec.Gzip;
import org.vitalwire.gateway.codec.Payload;
import org.vitalwire.gateway.codec.PayloadCodec;
import org.vitalwire.gateway.codec.PayloadCodecs;

/**
 * Judges a message: decodes it, judges its times, resolves its patients. Changes nothing, so the
 * live intake, explanations and replays all come this way; whoever keeps count of messages does so
 * with the result.
 */
final class Assessor {

    private final PayloadCodecs codecs;
    private final AssociationLedger ledger;
    private final ClockJudgement clocks;
    private final MessageEvents events;
    private final int maximumPayload;

    Assessor(
            PayloadCodecs codecs,
            AssociationLedger ledger,
            ClockJudgement clocks,
            int maximumPayload) {
        this.codecs = codecs;
        this.ledger = ledger;
        this.clocks = clocks;
        this.events = new MessageEvents(ledger);
        this.maximumPayload = maximumPayload;
    }

    /**
     * @param now what the lane is judged by: the time of receipt, or for a replay the present
     */
    Assessment assess(Publication message, Instant now, DecodingTrace trace) {
        PayloadCodec codec =
                codecs.find(message.device().model().codec())
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "model "
                                                + message.device().model().id()
                                                + " names an unknown codec"));
        byte[] payload = message.payload();
        trace.step(
                "codec",
                Outcome.TAKEN,
                () -> "model %s reads %s".formatted(message.device().model().id(), codec.name()));
        if (payload.length > maximumPayload) {
            return refused(
                    codec,
                    payload,
                    FailureCode.OVERSIZED,
                    "%d bytes; a payload is at most %d".formatted(payload.length, maximumPayload),
                    trace);
        }
        if (!Gzip.isUsed(codec, payload, message.properties())) {
            return decoded(message, codec, payload, now, trace);
        }
        return switch (Gzip.inflate(payload, maximumPayload * Gzip.MAXIMUM_RATIO)) {
            case Gzip.Inflated(byte[] bytes) -> {
                trace.step("gzip", Outcome.TAKEN, () -> bytes.length + " bytes");
                yield decoded(message, codec, bytes, now, trace);
            }
            case Gzip.Refused(FailureCode code, String reason) ->
                    refused(codec, payload, code, reason, trace);
        };
    }

    private static Assessment refused(
            PayloadCodec codec,
            byte[] payload,
            FailureCode code,
            String reason,
            DecodingTrace trace) {
        trace.step("size", Outcome.REFUSED, () -> reason);
        return Assessment.refused(codec.name(), payload, code, reason);
    }

    /**
     * @param payload uncompressed
     */
    private Assessment decoded(
            Publication message,
            PayloadCodec codec,
            byte[] payload,
            Instant now,
            DecodingTrace trace) {
        long received = micros(message.receivedAt());
        DecodedPayload decoded =
                codec.decode(
                        new Payload(
                                payload,
                                message.form(),
                                received,
                                message.device().isNamed() ? message.device().id().value() : "",
                                message.properties()),
                        trace);
        List<Reading> readings = new ArrayList<>(decoded.readings().size());
        List<Fault> faults = new ArrayList<>(decoded.faults());
        for (DecodedReading reading : decoded.readings()) {
            FailureCode code =
                    message.resent() && reading.timeBase() == TimeBase.RECEIPT
                            ? FailureCode.MISSING_TIME
                            : clocks.fault(reading.measuredMicros(), received);
            if (code == null) {
                boolean waited = decoded.batch() || message.resent();
                readings.add(reading(message, payload, reading, received, now, waited, trace));
            } else {
                trace.step("clock", Outcome.REFUSED, () -> reason(code));
                faults.add(new Fault(code, reason(code), reading.offset(), reading.length()));
            }
        }
        return new Assessment(
                codec.name(), payload, readings, faults, events.of(message, decoded, readings));
    }

    private Reading reading(
            Publication message,
            byte[] payload,
            DecodedReading decoded,
            long received,
            Instant now,
            boolean waited,
            DecodingTrace trace) {
        long measured = decoded.measuredMicros();
        Instant measuredAt = instant(measured);
        ClockQuality quality = clocks.quality(measured, received, waited);
        Lane lane = clocks.lane(measured, micros(now));
        Optional<AssociationPeriod> period = ledger.at(message.device().id(), measuredAt);
        Reading reading =
                new Reading(
                        MessageIds.of(message.device().id().value(), decoded, payload),
                        message.device().id(),
                        period.map(AssociationPeriod::patientId),
                        period.flatMap(AssociationPeriod::bed),
                        measuredAt,
                        quality == ClockQuality.OFFSET
                                ? Duration.ofNanos((received - measured) * 1_000)
                                : Duration.ZERO,
                        quality,
                        message.receivedAt(),
                        lane,
                        withinRange(message, decoded, trace),
                        message.device().model().synthetic(),
                        decoded.sequence() == DecodedReading.NO_SEQUENCE
                                ? Optional.empty()
                                : Optional.of(new Sequence(decoded.boot(), decoded.sequence())));
        tell(reading, trace);
        return reading;
    }

    /** What the device's model cannot measure is kept, flagged, and not scored. */
    private static List<VitalValue> withinRange(
            Publication message, DecodedReading decoded, DecodingTrace trace) {
        List<VitalValue> judged = message.device().model().signals().judge(decoded.values());
        trace.step(
                "device range",
                Outcome.TAKEN,
                () ->
                        judged.equals(decoded.values())
                                ? "nothing is outside what the model can measure"
                                : "a value outside what the model can measure was flagged");
        return judged;
    }

    private static void tell(Reading reading, DecodingTrace trace) {
        trace.step(
                "clock",
                Outcome.TAKEN,
                () ->
                        "measured %s, received %s: %s"
                                .formatted(
                                        reading.measuredAt(),
                                        reading.receivedAt(),
                                        reading.clockQuality()));
        trace.step("lane", Outcome.TAKEN, reading.lane()::name);
        trace.step(
                "patient",
                reading.patientId().isPresent() ? Outcome.TAKEN : Outcome.SKIPPED,
                () ->
                        reading.patientId().isPresent()
                                ? "the device was on a patient when it measured"
                                : "the device was on nobody when it measured: kept under the"
                                        + " device");
        trace.step("message id", Outcome.TAKEN, reading::messageId);
    }

    private static String reason(FailureCode fault) {
        return switch (fault) {
            case CLOCK_NOT_SET -> "measured before 2000: the device's clock was never set";
            case MISSING_TIME ->
                    "no measured time, and sent again: nobody can say when it was measured";
            default -> "measured in the future: the device's clock is ahead";
        };
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000L + instant.getNano() / 1_000;
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
    }
}
