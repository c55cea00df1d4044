package org.vitalwire.gateway.codec;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Vitalwire's own JSON: one reading, or an array of them.
 *
 * <pre>{@code
 * {"time":"2026-11-22T10:00:00.000Z","seq":1,"boot":"b7",
 *  "values":{"heart-rate":72,"temperature":{"value":98.2,"unit":"[degF]"},"consciousness":"A"}}
 * }</pre>
 *
 * Unknown members of a reading are skipped, so that devices may say more than we know. Broken JSON
 * refuses the whole payload: nothing in it can be relied on.
 */
public final class NativeJsonCodec implements PayloadCodec {

    public static final String NAME = "vitalwire-json";

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    // Python writes a bare NaN: that one value is refused then, not its neighbours.
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                    .build();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean readingsStandAlone() {
        return true;
    }

    @Override
    public boolean gzipShowsByItself() {
        return true;
    }

    @Override
    public DecodedPayload decode(Payload sent, DecodingTrace trace) {
        byte[] payload = sent.bytes();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), payload)) {
            JsonToken first = parser.nextToken();
            DecodedPayload decoded;
            if (first == JsonToken.START_OBJECT) {
                NativeReadingParser reading = new NativeReadingParser(parser, "", trace);
                reading.parse();
                List<Fault> faults = new ArrayList<>(0);
                List<DecodedReading> readings = new ArrayList<>(1);
                reading.addTo(readings, faults, 0, payload.length);
                decoded = new DecodedPayload(readings, faults, false);
            } else if (first == JsonToken.START_ARRAY) {
                decoded = batch(parser, payload.length, trace);
            } else {
                return undecodable(
                        "neither a JSON object nor an array of them", payload.length, trace);
            }
            if (parser.nextToken() != null) {
                return undecodable("something follows the end of the JSON", payload.length, trace);
            }
            return decoded;
        } catch (JacksonException e) {
            return undecodable(broken(e), payload.length, trace);
        }
    }

    private static DecodedPayload undecodable(String reason, int length, DecodingTrace trace) {
        trace.step("JSON", DecodingTrace.Outcome.REFUSED, () -> reason);
        return DecodedPayload.undecodable(reason, length);
    }

    private static DecodedPayload batch(JsonParser parser, int length, DecodingTrace trace) {
        List<DecodedReading> readings = new ArrayList<>();
        List<Fault> faults = new ArrayList<>(0);
        int number = 0;
        for (JsonToken token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            number++;
            int begin = byteOffset(parser.currentTokenLocation().getByteOffset(), 0, length);
            NativeReadingParser reading =
                    new NativeReadingParser(parser, "reading " + number + ": ", trace);
            if (token == JsonToken.START_OBJECT) {
                reading.parse();
            } else {
                reading.refuseWhole();
            }
            int end = byteOffset(parser.currentLocation().getByteOffset(), begin, length);
            reading.addTo(readings, faults, begin, end - begin);
        }
        if (number == 0) {
            faults.add(
                    new Fault(
                            org.vitalwire.contracts.failure.FailureCode.EMPTY_READING,
                            "an empty array",
                            0,
                            length));
        }
        return new DecodedPayload(readings, faults, true);
    }

    /** Jackson knows no byte offsets for UTF-16: the whole payload stands for the reading then. */
    private static int byteOffset(long offset, int least, int length) {
        return offset < least ? length : (int) Math.min(offset, length);
    }

    /** Where, but never what: Jackson's own message quotes the payload. */
    private static String broken(JacksonException e) {
        var location = e.getLocation();
        return location == null || location.getByteOffset() < 0
                ? "not JSON"
                : "not JSON, from about byte " + location.getByteOffset();
    }
}
