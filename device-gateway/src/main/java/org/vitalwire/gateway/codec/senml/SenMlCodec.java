package org.vitalwire.gateway.codec.senml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.gateway.codec.DecodedPayload;
import org.vitalwire.gateway.codec.DecodedReading;
import org.vitalwire.gateway.codec.DecodedReading.TimeBase;
import org.vitalwire.gateway.codec.DecodingTrace;
import org.vitalwire.gateway.codec.DecodingTrace.Outcome;
import org.vitalwire.gateway.codec.Fault;
import org.vitalwire.gateway.codec.Payload;
import org.vitalwire.gateway.codec.PayloadCodec;
import org.vitalwire.gateway.codec.ReadingDraft;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.dataformat.cbor.CBORFactory;

/**
 * SenML packs (RFC 8428). All records of one time are one reading.
 *
 * <pre>{@code
 * [{"bn":"urn:dev:ow:10e2073a01080063:","bt":1.7958e9,"n":"spo2","u":"%","v":97},
 *  {"n":"8867-4","u":"beat/min","v":72}]
 * }</pre>
 *
 * <p>What a pack must be refused for as a whole (section 4.4: fields that must be understood)
 * refuses it. A record of no known sign is left out; a pack of nothing else is a fault.
 */
public final class SenMlCodec implements PayloadCodec {

    public static final String JSON_NAME = "senml-json";
    public static final String CBOR_NAME = "senml-cbor";

    /** A pack is held in memory at once. */
    private static final int MAXIMUM_RECORDS = 20_000;

    private final String name;
    private final TokenStreamFactory factory;

    private SenMlCodec(String name, TokenStreamFactory factory) {
        this.name = name;
        this.factory = factory;
    }

    /** {@code application/senml+json} */
    public static SenMlCodec json() {
        return new SenMlCodec(
                JSON_NAME,
                JsonFactory.builder()
                        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                        .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                        .build());
    }

    /** {@code application/senml+cbor} */
    public static SenMlCodec cbor() {
        return new SenMlCodec(CBOR_NAME, new CBORFactory());
    }

    @Override
    public String name() {
        return name;
    }

    /** JSON begins with white space or a bracket; in CBOR a first byte of 1f is reserved. */
    @Override
    public boolean gzipShowsByItself() {
        return true;
    }

    @Override
    public DecodedPayload decode(Payload payload, DecodingTrace trace) {
        try {
            return readings(resolve(payload), payload.length(), trace);
        } catch (MalformedPackException e) {
            trace.step("pack", Outcome.REFUSED, e::reason);
            return DecodedPayload.refused(e.code(), e.reason(), payload.length());
        }
    }

    /** The pack with its base fields worked in. */
    List<ResolvedRecord> resolve(Payload payload) throws MalformedPackException {
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), payload.bytes())) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw undecodable("a pack is an array of records");
            }
            SenMlReader reader = new SenMlReader(parser);
            SenMlResolver resolver = new SenMlResolver(payload.receivedMicros());
            List<ResolvedRecord> records = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                resolver.resolve(reader.read(payload.length())).ifPresent(records::add);
                if (records.size() > MAXIMUM_RECORDS) {
                    throw new MalformedPackException(
                            FailureCode.OVERSIZED,
                            "more than %d records".formatted(MAXIMUM_RECORDS));
                }
            }
            if (parser.nextToken() != null) {
                throw undecodable("something follows the end of the pack");
            }
            if (records.isEmpty()) {
                throw new MalformedPackException(FailureCode.EMPTY_READING, "no records");
            }
            return records;
        } catch (JacksonException e) {
            // Its own message quotes the payload.
            throw undecodable("not " + (name.equals(CBOR_NAME) ? "CBOR" : "JSON"));
        }
    }

    private static MalformedPackException undecodable(String reason) {
        return new MalformedPackException(FailureCode.UNDECODABLE, reason);
    }

    private static DecodedPayload readings(
            List<ResolvedRecord> records, int length, DecodingTrace trace) {
        Map<Long, TimeGroup> groups = new LinkedHashMap<>();
        for (ResolvedRecord record : records) {
            groups.computeIfAbsent(record.timeMicros(), at -> new TimeGroup(record, trace))
                    .add(record, trace);
        }
        List<DecodedReading> readings = new ArrayList<>(groups.size());
        List<Fault> faults = new ArrayList<>(0);
        groups.values().forEach(group -> group.addTo(readings, faults));
        if (readings.isEmpty() && faults.isEmpty()) {
            faults.add(
                    new Fault(
                            FailureCode.UNKNOWN_SIGN,
                            "no record's name ends in a sign that we know",
                            0,
                            length));
        }
        return new DecodedPayload(readings, faults, groups.size() > 1);
    }

    /** The records of one time. */
    private static final class TimeGroup {
        private final ResolvedRecord first;
        private final ReadingDraft draft;
        private int end;

        TimeGroup(ResolvedRecord first, DecodingTrace trace) {
            this.first = first;
            this.draft = new ReadingDraft(trace);
        }

        void add(ResolvedRecord record, DecodingTrace trace) {
            end = Math.max(end, record.offset() + record.length());
            String where = "record " + record.number();
            if (!SenMlSigns.isName(record.name())) {
                draft.fault(FailureCode.SCHEMA_VIOLATION, where + " has no proper name");
                return;
            }
            Optional<VitalSign> sign = SenMlSigns.ofName(record.name());
            if (sign.isEmpty()) {
                trace.step(where, Outcome.SKIPPED, () -> record.name() + " is no sign we know");
                return;
            }
            trace.step(where, Outcome.TAKEN, () -> record.name() + " is " + sign.get().code());
            value(sign.get(), record, where);
        }

        private void value(VitalSign sign, ResolvedRecord record, String where) {
            switch (record.value()) {
                case SenMlValue.Numeric(double value) ->
                        draft.quantity(sign, value, SenMlSigns.ucum(record.unit()), 0);
                case SenMlValue.Text(String text) -> draft.code(sign, text);
                case SenMlValue.Missing() ->
                        draft.fault(FailureCode.SCHEMA_VIOLATION, where + " has no value");
                case SenMlValue.Flag(_), SenMlValue.Data(), SenMlValue.Sum(_) ->
                        draft.fault(
                                FailureCode.NOT_A_NUMBER,
                                where + ": " + sign.code() + " comes as v");
            }
        }

        void addTo(List<DecodedReading> readings, List<Fault> faults) {
            draft.addTo(
                    readings,
                    faults,
                    new ReadingDraft.Place(
                            first.timeMicros(),
                            first.relative() ? TimeBase.RECEIPT : TimeBase.DEVICE,
                            DecodedReading.NO_SEQUENCE,
                            "",
                            "",
                            first.offset(),
                            Math.max(end - first.offset(), 0)));
        }
    }
}
