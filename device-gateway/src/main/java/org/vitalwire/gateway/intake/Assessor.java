package org.vitalwire.gateway.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.Sequence;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.gateway.association.AssociationLedger;
import org.vitalwire.gateway.codec.DeclaredClock;
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
import org.vitalwire.gateway.intake.clock.DeviceClocks;

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
    private final DeviceClocks deviceClocks;
    private final int maximumPayload;

    Assessor(
            PayloadCodecs codecs,
            AssociationLedger ledger,
            ClockJudgement clocks,
            DeviceClocks deviceClocks,
            int maximumPayload) {
        this.codecs = codecs;
        this.ledger = ledger;
        this.clocks = clocks;
        this.events = new MessageEvents(ledger);
        this.deviceClocks = deviceClocks;
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
        boolean waited = decoded.batch() || message.resent();
        for (DecodedReading reading : decoded.readings()) {
            ClockVerdict clock = clock(message, reading, received, now, waited);
            FailureCode code = clock.fault();
            if (code == null) {
                readings.add(reading(message, payload, reading, clock, trace));
            } else {
                trace.step("clock", Outcome.REFUSED, () -> reason(code));
                faults.add(
                        new Fault(code, reason(code), reading.offset(), reading.length())
                                .of(reading.sequence(), reading.boot()));
            }
        }
        return new Assessment(
                codec.name(),
                payload,
                readings,
                List.of(),
                faults,
                events.of(message, decoded, readings),
                liveMeasured(decoded, message));
    }

    private ClockVerdict clock(
            Publication message,
            DecodedReading reading,
            long received,
            Instant now,
            boolean waited) {
        long measured = reading.measuredMicros();
        if (reading.timeBase() == TimeBase.DEVICE) {
            return clocks.judge(
                    measured,
                    received,
                    micros(now),
                    waited,
                    message.resent(),
                    reading.clock(),
                    deviceClocks.offset(message.device().id().value(), measured, received));
        }
        return message.resent()
                ? ClockVerdict.refused(FailureCode.MISSING_TIME)
                : clocks.judge(
                        measured,
                        received,
                        micros(now),
                        waited,
                        false,
                        DeclaredClock.NONE,
                        DeviceClocks.UNKNOWN);
    }

    /** The measured time of what was sent on its own for the first time, by the device's clock. */
    private static long liveMeasured(DecodedPayload decoded, Publication message) {
        return !decoded.batch()
                        && !message.resent()
                        && decoded.readings().size() == 1
                        && decoded.readings().getFirst().timeBase() == TimeBase.DEVICE
                ? decoded.readings().getFirst().measuredMicros()
                : Assessment.NOT_LIVE;
    }

    private Reading reading(
            Publication message,
            byte[] payload,
            DecodedReading decoded,
            ClockVerdict clock,
            DecodingTrace trace) {
        Instant measuredAt = instant(decoded.measuredMicros());
        Optional<AssociationPeriod> period = on(message.device().id(), measuredAt, clock.doubt());
        Reading reading =
                new Reading(
                        MessageIds.of(message.device().id().value(), decoded, payload),
                        message.device().id(),
                        period.map(AssociationPeriod::patientId),
                        period.flatMap(AssociationPeriod::bed),
                        measuredAt,
                        clock.offset() == 0
                                ? Duration.ZERO
                                : Duration.ofNanos(clock.offset() * 1_000),
                        clock.quality(),
                        message.receivedAt(),
                        clock.lane(),
                        withinRange(message, decoded, trace),
                        message.device().model().synthetic(),
                        decoded.sequence() == DecodedReading.NO_SEQUENCE
                                ? Optional.empty()
                                : Optional.of(new Sequence(decoded.boot(), decoded.sequence())));
        tell(reading, trace);
        return reading;
    }

    /**
     * Whom the device was on. Where its clock is off, or may be, both its own time and the true one
     * must say the same patient: at a handover nobody is better than the wrong one (docs/adr/0005).
     */
    private Optional<AssociationPeriod> on(DeviceId device, Instant measuredAt, long doubt) {
        Optional<AssociationPeriod> byItsOwnTime = ledger.at(device, measuredAt);
        if (doubt == 0 || byItsOwnTime.isEmpty()) {
            return byItsOwnTime;
        }
        Optional<AssociationPeriod> byTrueTime =
                ledger.at(device, measuredAt.plus(doubt, ChronoUnit.MICROS));
        return byTrueTime
                        .map(AssociationPeriod::patientId)
                        .equals(byItsOwnTime.map(AssociationPeriod::patientId))
                ? byItsOwnTime
                : Optional.empty();
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
                                : "the device was on nobody when it measured, or its clock leaves"
                                        + " open on whom: kept under the device");
        trace.step("message id", Outcome.TAKEN, reading::messageId);
    }

    private static String reason(FailureCode fault) {
        return switch (fault) {
            case CLOCK_NOT_SET -> "measured before 2000: the device's clock was never set";
            case MISSING_TIME ->
                    "no measured time, and sent again: nobody can say when it was measured";
            case CLOCK_NOT_TRACEABLE ->
                    "the device says that its clock is not synchronised, and nothing ties the"
                            + " measured time to ours; send clock.now";
            default -> "measured in the future: the device's clock is ahead";
        };
    }

    static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000L + instant.getNano() / 1_000;
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
    }
}
