package org.vitalwire.gateway.codec.openmhealth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.gateway.codec.Beside;
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
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Open mHealth: a data point, a bare body, or an array of them.
 *
 * <pre>{@code
 * {"header":{"id":"1","creation_date_time":"2026-11-22T10:00:01Z",
 *   "schema_id":{"namespace":"omh","name":"heart-rate","version":"2.0"}},
 *  "body":{"heart_rate":{"value":67,"unit":"beats/min"},
 *   "effective_time_frame":{"date_time":"2026-11-22T10:00:00Z"}}}
 * }</pre>
 */
public final class OpenMHealthCodec implements PayloadCodec {

    public static final String NAME = "open-mhealth";

    /** Over a longer time a value is no single measurement. */
    private static final long LONGEST_MEASUREMENT_MICROS = 5 * 60_000_000L;

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    // The next document of an array is no trailing token.
                    .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean gzipShowsByItself() {
        return true;
    }

    @Override
    public boolean readingsStandAlone() {
        return true;
    }

    @Override
    public DecodedPayload decode(Payload payload, DecodingTrace trace) {
        List<DecodedReading> readings = new ArrayList<>(1);
        List<Fault> faults = new ArrayList<>(0);
        try (JsonParser parser = JSON.createParser(payload.bytes())) {
            JsonToken first = parser.nextToken();
            boolean array = first == JsonToken.START_ARRAY;
            if (array) {
                int number = 0;
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    number++;
                    int begin = offset(parser.currentTokenLocation().getByteOffset(), 0, payload);
                    JsonNode node = JSON.readTree(parser);
                    int end = offset(parser.currentLocation().getByteOffset(), begin, payload);
                    String where = "element " + number + ": ";
                    document(node, payload, where, begin, end - begin, true, trace)
                            .addTo(readings, faults);
                }
                if (number == 0) {
                    return refused(FailureCode.EMPTY_READING, "an empty array", payload);
                }
            } else if (first == JsonToken.START_OBJECT) {
                document(JSON.readTree(parser), payload, "", 0, payload.length(), false, trace)
                        .addTo(readings, faults);
            } else {
                return refused(
                        FailureCode.UNDECODABLE,
                        "neither a JSON object nor an array of them",
                        payload);
            }
            if (parser.nextToken() != null) {
                return refused(
                        FailureCode.UNDECODABLE, "something follows the end of the JSON", payload);
            }
            return new DecodedPayload(readings, faults, array);
        } catch (JacksonException e) {
            // Its own message quotes the payload.
            return refused(FailureCode.UNDECODABLE, "not JSON", payload);
        }
    }

    /** A draft and where it goes. */
    private record Placed(ReadingDraft draft, ReadingDraft.Place place) {
        void addTo(List<DecodedReading> readings, List<Fault> faults) {
            draft.addTo(readings, faults, place);
        }
    }

    private static Placed document(
            JsonNode node,
            Payload payload,
            String where,
            int offset,
            int length,
            boolean batch,
            DecodingTrace trace) {
        ReadingDraft draft = new ReadingDraft(trace);
        Beside beside = Beside.of(payload.properties());
        long micros = payload.receivedMicros();
        TimeBase base = TimeBase.RECEIPT;
        try {
            Document document = Document.of(node, payload.form());
            trace.step("schema", Outcome.TAKEN, document.schema()::schemaName);
            document.checkMeasures();
            Optional<TimeFrame> frame = document.timeFrame();
            ReadingDraft values = new ReadingDraft(trace);
            DocumentMapping.map(document, values);
            draft = values;
            if (frame.isPresent()) {
                micros = moment(frame.get());
                base = TimeBase.DEVICE;
            } else if (beside.hasMeasured() && !batch && !beside.isBroken()) {
                micros = beside.measuredMicros();
                base = TimeBase.DEVICE;
            } else if (document.createdMicros() != Document.NOT_CREATED) {
                micros = document.createdMicros();
                base = TimeBase.DEVICE;
            } else if (batch || beside.isBroken()) {
                throw new RefusedDocumentException(
                        FailureCode.MISSING_TIME, "effective_time_frame is missing");
            }
        } catch (RefusedDocumentException e) {
            draft = new ReadingDraft(trace);
            draft.fault(e.code(), e.reason());
        }
        return new Placed(
                draft,
                new ReadingDraft.Place(
                        micros,
                        base,
                        batch ? DecodedReading.NO_SEQUENCE : beside.sequence(),
                        beside.boot(),
                        where,
                        offset,
                        length));
    }

    /** A short measurement is of the moment it ended, as it is in FHIR's PHD guide. */
    private static long moment(TimeFrame frame) throws RefusedDocumentException {
        return switch (frame) {
            case TimeFrame.Moment(long micros) -> micros;
            case TimeFrame.Interval(long start, long end)
                    when end >= start && end - start <= LONGEST_MEASUREMENT_MICROS ->
                    end;
            case TimeFrame.Interval(_, _) ->
                    throw new RefusedDocumentException(
                            FailureCode.NO_MEASUREMENT,
                            "time_interval is longer than 5 min: no single measurement");
            case TimeFrame.PartOfDay() ->
                    throw new RefusedDocumentException(
                            FailureCode.NO_MEASUREMENT,
                            "time_interval is a part of a day: no moment of a measurement");
        };
    }

    private static DecodedPayload refused(FailureCode code, String reason, Payload payload) {
        return DecodedPayload.refused(code, reason, payload.length());
    }

    /** Jackson knows no byte offsets for UTF-16: the whole payload stands for the document then. */
    private static int offset(long offset, int least, Payload payload) {
        return offset < least ? payload.length() : (int) Math.min(offset, payload.length());
    }
}
