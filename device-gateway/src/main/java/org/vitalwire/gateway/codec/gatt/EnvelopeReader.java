package org.vitalwire.gateway.codec.gatt;

import java.util.HexFormat;
import java.util.List;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.gateway.codec.Beside;
import org.vitalwire.gateway.codec.DecodedReading;
import org.vitalwire.gateway.codec.Fault;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the elements of an envelope off a parser. */
final class EnvelopeReader {

    private final JsonParser parser;
    private final int payloadLength;
    private int number;

    EnvelopeReader(JsonParser parser, int payloadLength) {
        this.parser = parser;
        this.payloadLength = payloadLength;
    }

    /** Stands at the element's beginning; ends at its end. Unknown members are skipped. */
    void read(GattMeasurement measurement, List<DecodedReading> readings, List<Fault> faults) {
        number++;
        String where = "element " + number + ": ";
        int begin = offset(parser.currentTokenLocation().getByteOffset(), 0);
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            faults.add(
                    new Fault(
                            FailureCode.UNDECODABLE,
                            where + "not a JSON object",
                            begin,
                            end(begin) - begin));
            return;
        }
        String characteristic = "";
        String hex = "";
        String time = "";
        String session = "";
        String user = "";
        String sequence = "";
        String boot = "";
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            String value = scalar(parser.nextToken());
            switch (name) {
                case "characteristic" -> characteristic = value;
                case "bytes" -> hex = value;
                case "time" -> time = value;
                case "sessionStart" -> session = value;
                case "user" -> user = value;
                case "seq" -> sequence = value;
                case "boot" -> boot = value;
                default -> {}
            }
        }
        GattMeasurement.Span span = new GattMeasurement.Span(where, begin, end(begin) - begin);
        byte[] bytes;
        try {
            bytes = HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException e) {
            faults.add(span.fault(FailureCode.UNDECODABLE, "bytes are not hexadecimal"));
            return;
        }
        measurement.decode(
                characteristic,
                bytes,
                Beside.of(time, session, user, sequence, boot),
                span,
                readings,
                faults);
    }

    private String scalar(JsonToken token) {
        if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT) {
            return parser.getString();
        }
        parser.skipChildren();
        return "";
    }

    private int end(int begin) {
        return offset(parser.currentLocation().getByteOffset(), begin);
    }

    /** Jackson knows no byte offsets for UTF-16: the whole payload stands for the element then. */
    private int offset(long offset, int least) {
        return offset < least ? payloadLength : (int) Math.min(offset, payloadLength);
    }
}
