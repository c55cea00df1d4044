package org.vitalwire.gateway.codec.gatt;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.gateway.codec.Beside;
import org.vitalwire.gateway.codec.DecodedPayload;
import org.vitalwire.gateway.codec.DecodedReading;
import org.vitalwire.gateway.codec.DecodingTrace;
import org.vitalwire.gateway.codec.Fault;
import org.vitalwire.gateway.codec.Payload;
import org.vitalwire.gateway.codec.PayloadCodec;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a phone gateway hears from Bluetooth LE health devices: the value of one measurement
 * characteristic on {@code readings/2A37}, or an envelope of several on the plain topic:
 *
 * <pre>{@code
 * [{"characteristic":"2A37","time":"2026-11-22T10:00:00.000Z","bytes":"1648f403","seq":1,"boot":"b7"}]
 * }</pre>
 */
public final class GattCodec implements PayloadCodec {

    public static final String NAME = "ble-gatt";

    private static final JsonFactory JSON = new JsonFactory();

    private final ZoneId zone;

    /**
     * @param zone of the devices' wall clocks
     */
    public GattCodec(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean readingsStandAlone() {
        return true;
    }

    @Override
    public DecodedPayload decode(Payload payload, DecodingTrace trace) {
        return payload.form().isEmpty() ? envelope(payload, trace) : raw(payload, trace);
    }

    private DecodedPayload raw(Payload payload, DecodingTrace trace) {
        List<DecodedReading> readings = new ArrayList<>(1);
        List<Fault> faults = new ArrayList<>(0);
        new GattMeasurement(zone, payload.receivedMicros(), false, trace)
                .decode(
                        payload.form(),
                        payload.bytes(),
                        Beside.of(payload.properties()),
                        new GattMeasurement.Span("", 0, payload.length()),
                        readings,
                        faults);
        return new DecodedPayload(readings, faults, false);
    }

    private DecodedPayload envelope(Payload payload, DecodingTrace trace) {
        List<DecodedReading> readings = new ArrayList<>();
        List<Fault> faults = new ArrayList<>(0);
        GattMeasurement measurement =
                new GattMeasurement(zone, payload.receivedMicros(), true, trace);
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), payload.bytes())) {
            EnvelopeReader reader = new EnvelopeReader(parser, payload.length());
            JsonToken first = parser.nextToken();
            boolean array = first == JsonToken.START_ARRAY;
            if (array) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    reader.read(measurement, readings, faults);
                }
            } else if (first == JsonToken.START_OBJECT) {
                reader.read(measurement, readings, faults);
            } else {
                return undecodable("neither a JSON object nor an array of them", payload);
            }
            if (parser.nextToken() != null) {
                return undecodable("something follows the end of the JSON", payload);
            }
            if (readings.isEmpty() && faults.isEmpty()) {
                return DecodedPayload.refused(
                        FailureCode.EMPTY_READING, "an empty array", payload.length());
            }
            return new DecodedPayload(readings, faults, array);
        } catch (JacksonException e) {
            // Its own message quotes the payload.
            return undecodable("not JSON, and the topic names no characteristic", payload);
        }
    }

    private static DecodedPayload undecodable(String reason, Payload payload) {
        return DecodedPayload.undecodable(reason, payload.length());
    }
}
