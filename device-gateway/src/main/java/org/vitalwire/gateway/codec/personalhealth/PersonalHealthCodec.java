package org.vitalwire.gateway.codec.personalhealth;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.gateway.codec.Beside;
import org.vitalwire.gateway.codec.DecodedPayload;
import org.vitalwire.gateway.codec.DecodedReading;
import org.vitalwire.gateway.codec.DecodedReading.TimeBase;
import org.vitalwire.gateway.codec.DecodingTrace;
import org.vitalwire.gateway.codec.Fault;
import org.vitalwire.gateway.codec.Payload;
import org.vitalwire.gateway.codec.PayloadCodec;
import org.vitalwire.gateway.codec.ReadingDraft;
import org.vitalwire.gateway.codec.personalhealth.Conversation.Reported;

/**
 * APDUs of IEEE 11073-20601 as a hub passes them on, one or several behind each other. What the
 * objects are is said before the reports: by the association request or the device's attributes,
 * which name a configuration; by a configuration report; or by the topic, as in {@code
 * readings/02BC}, for a standard one.
 */
public final class PersonalHealthCodec implements PayloadCodec {

    public static final String NAME = "ieee-11073";

    /** A payload is one session's, not a year's. */
    private static final int MAXIMUM_OBSERVATIONS = 2_000;

    private static final int NO_PERSON = 0xFFFF;
    private static final int CONFIGURATION_LENGTH = 4;

    private final ZoneId zone;

    /**
     * @param zone of the devices' wall clocks
     */
    public PersonalHealthCodec(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public DecodedPayload decode(Payload payload, DecodingTrace trace) {
        return switch (Apdu.frame(payload.bytes())) {
            case Apdu.WrongLength() ->
                    refused(
                            FailureCode.WRONG_LENGTH,
                            "the APDU's length is not that of it",
                            payload);
            case Apdu.UnknownChoice() ->
                    refused(FailureCode.UNDECODABLE, "no APDU begins like this", payload);
            case Apdu.Framed(List<Apdu> apdus) -> decode(apdus, payload, trace);
        };
    }

    private DecodedPayload decode(List<Apdu> apdus, Payload payload, DecodingTrace trace) {
        Conversation conversation = new Conversation(trace);
        if (!payload.form().isEmpty()) {
            OptionalInt id = configuration(payload.form());
            if (id.isEmpty()) {
                return refused(
                        FailureCode.SCHEMA_VIOLATION,
                        "the topic does not end in a configuration's four hexadecimal digits",
                        payload);
            }
            conversation.configured(id.getAsInt());
        }
        for (Apdu apdu : apdus) {
            if (!conversation.hear(apdu)) {
                return refused(
                        FailureCode.WRONG_LENGTH, "a length inside the APDU is wrong", payload);
            }
        }
        Beside beside = Beside.of(payload.properties());
        if (beside.isBroken()) {
            return refused(
                    FailureCode.MISSING_TIME,
                    "the time beside the bytes is not an ISO-8601 instant with a zone",
                    payload);
        }
        if (conversation.reported().size() > MAXIMUM_OBSERVATIONS) {
            return refused(
                    FailureCode.OVERSIZED,
                    "more than %d observations".formatted(MAXIMUM_OBSERVATIONS),
                    payload);
        }
        return readings(conversation, beside, payload, trace);
    }

    private DecodedPayload readings(
            Conversation conversation, Beside beside, Payload payload, DecodingTrace trace) {
        List<DecodedReading> readings = new ArrayList<>();
        List<Fault> faults = new ArrayList<>(0);
        conversation
                .refusals()
                .forEach(refusal ->
                        faults.add(
                                new Fault(refusal.code(), refusal.reason(), 0, payload.length())));
        boolean several = persons(conversation).distinct().limit(2).count() > 1;
        if (conversation.reported().stream().anyMatch(r -> isOther(r, several, beside))) {
            faults.add(
                    new Fault(
                            FailureCode.NOT_OF_A_PATIENT,
                            beside.user().isEmpty()
                                    ? "several users of the device; say which is the patient"
                                    : "measured on another user of the device",
                            0,
                            payload.length()));
        }
        Map<Optional<LocalDateTime>, Draft> drafts = new LinkedHashMap<>();
        ReportMapping mapping = new ReportMapping(trace);
        for (Reported reported : conversation.reported()) {
            if (!isOther(reported, several, beside)) {
                mapping.map(
                        reported.metric(),
                        reported.observation(),
                        drafts.computeIfAbsent(
                                        reported.observation().time(),
                                        at -> new Draft(reported.apdu(), new ReadingDraft(trace)))
                                .draft());
            }
        }
        drafts.values().removeIf(draft -> draft.draft().isBlank());
        int rest = drafts.size();
        for (Map.Entry<Optional<LocalDateTime>, Draft> entry : drafts.entrySet()) {
            rest--;
            // One sequence cannot name several readings: the last one has it.
            ReadingDraft.Place place =
                    place(entry.getKey(), beside, rest == 0, entry.getValue().apdu(), payload);
            entry.getValue().draft().addTo(readings, faults, place);
        }
        if (readings.isEmpty() && faults.isEmpty()) {
            faults.add(
                    conversation.hasReport()
                            ? new Fault(
                                    FailureCode.UNKNOWN_SIGN,
                                    "no object of the report is a sign that we know",
                                    0,
                                    payload.length())
                            : new Fault(
                                    FailureCode.NO_MEASUREMENT,
                                    "a proper APDU, but no report",
                                    0,
                                    payload.length()));
        }
        return new DecodedPayload(readings, faults, readings.size() > 1);
    }

    /** A reading in the making, and the APDU that it began in. */
    private record Draft(Apdu apdu, ReadingDraft draft) {}

    /** Of several persons in a payload at most one is the patient. */
    private static boolean isOther(Reported reported, boolean several, Beside beside) {
        OptionalInt person = reported.observation().person();
        if (person.isEmpty() || person.getAsInt() == NO_PERSON) {
            return false;
        }
        return beside.user().isEmpty() ? several : beside.isOther(person.getAsInt());
    }

    private static Stream<Integer> persons(Conversation conversation) {
        return conversation.reported().stream()
                .map(reported -> reported.observation().person().orElse(NO_PERSON))
                .filter(person -> person != NO_PERSON);
    }

    /** The device's own time, else the one beside the bytes, else that of receipt. */
    private ReadingDraft.Place place(
            Optional<LocalDateTime> own,
            Beside beside,
            boolean counted,
            Apdu apdu,
            Payload payload) {
        boolean told = own.isPresent() || beside.hasMeasured();
        long micros =
                own.map(this::micros)
                        .orElse(
                                beside.hasMeasured()
                                        ? beside.measuredMicros()
                                        : payload.receivedMicros());
        return new ReadingDraft.Place(
                micros,
                told ? TimeBase.DEVICE : TimeBase.RECEIPT,
                counted ? beside.sequence() : DecodedReading.NO_SEQUENCE,
                beside.boot(),
                "",
                apdu.offset(),
                apdu.body().length);
    }

    private long micros(LocalDateTime time) {
        var instant = time.atZone(zone).toInstant();
        return instant.getEpochSecond() * 1_000_000L + instant.getNano() / 1_000;
    }

    private static OptionalInt configuration(String form) {
        if (form.length() != CONFIGURATION_LENGTH) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseUnsignedInt(form, 16));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    private static DecodedPayload refused(FailureCode code, String reason, Payload payload) {
        return DecodedPayload.refused(code, reason, payload.length());
    }
}
