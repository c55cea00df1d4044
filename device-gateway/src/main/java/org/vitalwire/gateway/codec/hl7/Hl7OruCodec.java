package org.vitalwire.gateway.codec.hl7;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.gateway.codec.DecodedAlarm;
import org.vitalwire.gateway.codec.DecodedPayload;
import org.vitalwire.gateway.codec.DecodingTrace;
import org.vitalwire.gateway.codec.DecodingTrace.Outcome;
import org.vitalwire.gateway.codec.Fault;
import org.vitalwire.gateway.codec.NamedPatient;
import org.vitalwire.gateway.codec.Payload;
import org.vitalwire.gateway.codec.PayloadCodec;

/**
 * HL7 v2 ORU: R01 in the manner of IHE PCD-01 and flatter ones, one reading for each time at which
 * something was measured; R40 (IHE PCD-04) as alarms.
 *
 * <p>The message's own patient attributes nothing: it is only handed on to be compared.
 */
public final class Hl7OruCodec implements PayloadCodec {

    public static final String NAME = "hl7-oru";

    /** Observation results: PCD-01, and the point-of-care ones of chapter 7. */
    private static final Set<String> OBSERVATIONS = Set.of("R01", "R30", "R31", "R32", "");

    private static final String ALERT = "R40";

    /** OBR-7 is in whole seconds, MSH-7 is when the message was written. */
    private static final long SENT_AT_ONCE_MICROS = Duration.ofSeconds(2).toNanos() / 1_000;

    private final Hl7Settings settings;
    private final ObservedSigns signs = new ObservedSigns();
    private final ObservedUnits units = new ObservedUnits();

    public Hl7OruCodec(Hl7Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public DecodedPayload decode(Payload payload, DecodingTrace trace) {
        Hl7Message message;
        try {
            message = Hl7Message.parse(payload.bytes());
        } catch (Hl7Message.UnreadableException e) {
            String reason = String.valueOf(e.getMessage());
            trace.step("MSH", Outcome.REFUSED, () -> reason);
            return DecodedPayload.undecodable(reason, payload.length());
        }
        Hl7Header header = message.header();
        if (header.type().equals("ORU") && OBSERVATIONS.contains(header.trigger())) {
            trace.step("MSH", Outcome.TAKEN, () -> "observations, sent by " + header.sender());
            return observations(message, payload, trace);
        }
        if (header.type().equals("ORU") && header.trigger().equals(ALERT)) {
            trace.step("MSH", Outcome.TAKEN, () -> "alarms, sent by " + header.sender());
            return alarms(message, payload, trace);
        }
        trace.step("MSH", Outcome.REFUSED, () -> "neither ORU^R01 nor ORU^R40");
        return DecodedPayload.refused(
                FailureCode.NO_MEASUREMENT, "neither ORU^R01 nor ORU^R40", payload.length());
    }

    private DecodedPayload observations(Hl7Message message, Payload payload, DecodingTrace trace) {
        Hl7Header header = message.header();
        ObservationReader reader =
                new ObservationReader(signs, units, header, settings.zone(), trace);
        reader.read(message.segments());
        List<Fault> faults = new ArrayList<>(0);
        reader.addFaultsTo(faults, payload.length());
        int offset = firstOrder(payload.bytes());
        var readings = reader.values().readings(offset, payload.length() - offset);
        if (readings.isEmpty() && faults.isEmpty()) {
            faults.add(
                    new Fault(
                            FailureCode.NO_MEASUREMENT,
                            "no OBX is of a sign that we know",
                            0,
                            payload.length()));
        }
        boolean waited =
                reader.values().waited(header.sentMicros(settings.zone()), SENT_AT_ONCE_MICROS);
        return new DecodedPayload(
                readings, faults, waited, List.of(), patient(message.segments(), trace));
    }

    private DecodedPayload alarms(Hl7Message message, Payload payload, DecodingTrace trace) {
        List<DecodedAlarm> alarms =
                new AlarmReader(message.header().zone(settings.zone()), trace)
                        .read(message.segments());
        if (alarms.isEmpty()) {
            return DecodedPayload.refused(
                    FailureCode.NO_MEASUREMENT,
                    "an alert without an event (OBX-3 196616)",
                    payload.length());
        }
        return new DecodedPayload(
                List.of(), List.of(), false, alarms, patient(message.segments(), trace));
    }

    private Optional<NamedPatient> patient(List<Hl7Segment> segments, DecodingTrace trace) {
        if (!settings.comparePatient()) {
            return Optional.empty();
        }
        for (Hl7Segment segment : segments) {
            if (segment.name().equals("PID")) {
                List<String> ids =
                        IntStream.range(0, segment.repetitions(3))
                                .mapToObj(repetition -> segment.text(3, repetition, 1))
                                .filter(id -> !id.isEmpty())
                                .toList();
                if (!ids.isEmpty()) {
                    trace.step(
                            "PID-3",
                            Outcome.SKIPPED,
                            () -> "attributes nothing; compared with the ledger's patient");
                    return Optional.of(
                            new NamedPatient(
                                    ids.stream()
                                            .filter(PatientId::isValid)
                                            .map(PatientId::new)
                                            .toList()));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Where the first OBR or OBX begins. A reading's id is made of the bytes from there: when a
     * message is sent again its header has another time.
     */
    private static int firstOrder(byte[] bytes) {
        for (int i = 1; i + 2 < bytes.length; i++) {
            boolean begins = bytes[i - 1] == '\r' || bytes[i - 1] == '\n';
            if (begins && bytes[i] == 'O' && bytes[i + 1] == 'B') {
                return i;
            }
        }
        return 0;
    }
}
