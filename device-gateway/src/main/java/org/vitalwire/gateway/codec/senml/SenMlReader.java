package org.vitalwire.gateway.codec.senml;

import java.util.function.Supplier;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.gateway.codec.senml.SenMlValue.Data;
import org.vitalwire.gateway.codec.senml.SenMlValue.Flag;
import org.vitalwire.gateway.codec.senml.SenMlValue.Missing;
import org.vitalwire.gateway.codec.senml.SenMlValue.Numeric;
import org.vitalwire.gateway.codec.senml.SenMlValue.Sum;
import org.vitalwire.gateway.codec.senml.SenMlValue.Text;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads records off a parser, whose JSON labels or CBOR numbers (RFC 8428 table 4) mean the same.
 */
final class SenMlReader {

    private final JsonParser parser;
    private int number;

    SenMlReader(JsonParser parser) {
        this.parser = parser;
    }

    /** Stands at the record's beginning; ends at its end. */
    RawRecord read(int length) throws MalformedPackException {
        number++;
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw violation("is not an object");
        }
        RawRecord record = new RawRecord();
        record.offset = offset(parser.currentTokenLocation().getByteOffset(), 0, length);
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String label = parser.currentName();
            JsonToken token = parser.nextToken();
            field(record, label, token);
        }
        int end = offset(parser.currentLocation().getByteOffset(), record.offset, length);
        record.length = end - record.offset;
        return record;
    }

    private void field(RawRecord record, String label, JsonToken token)
            throws MalformedPackException {
        switch (label) {
            case "bn", "-2" -> record.baseName = text(token, "bn");
            case "bu", "-4" -> record.baseUnit = text(token, "bu");
            case "bt", "-3" -> record.baseTime = finite(token, "bt");
            case "bv", "-5" -> record.baseValue = finite(token, "bv");
            case "bs", "-6" -> finite(token, "bs");
            case "bver", "-1" -> record.baseVersion = finite(token, "bver");
            default -> {
                record.regular = true;
                regular(record, label, token);
            }
        }
    }

    private void regular(RawRecord record, String label, JsonToken token)
            throws MalformedPackException {
        switch (label) {
            case "n", "0" -> record.name = text(token, "n");
            case "u", "1" -> record.unit = text(token, "u");
            case "t", "6" -> record.time = finite(token, "t");
            case "ut", "7" -> finite(token, "ut");
            case "v", "2" -> value(record, "v", () -> new Numeric(number(token)));
            case "vs", "3" -> {
                String text = text(token, "vs");
                value(record, "vs", () -> new Text(text));
            }
            case "vb", "4" -> {
                if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
                    throw violation("has a vb that is neither true nor false");
                }
                value(record, "vb", () -> new Flag(token == JsonToken.VALUE_TRUE));
            }
            case "vd", "8" -> {
                if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_EMBEDDED_OBJECT) {
                    throw violation("has a vd that is no data");
                }
                value(record, "vd", Data::new);
            }
            case "s", "5" -> {
                double sum = finite(token, "s");
                if (record.value instanceof Missing) {
                    record.value = new Sum(sum);
                }
            }
            default -> {
                if (label.endsWith("_")) {
                    // RFC 8428 4.4: a label like this must be understood, or the pack be refused.
                    throw violation("has a field that must be understood, and is not");
                }
                parser.skipChildren();
            }
        }
    }

    private void value(RawRecord record, String label, Supplier<SenMlValue> value)
            throws MalformedPackException {
        if (!(record.value instanceof Missing) && !(record.value instanceof Sum)) {
            throw violation("has " + label + " beside another value");
        }
        record.value = value.get();
    }

    private String text(JsonToken token, String label) throws MalformedPackException {
        if (token != JsonToken.VALUE_STRING) {
            throw violation("has a " + label + " that is not text");
        }
        return parser.getString();
    }

    /** NaN and infinities, too: they refuse the value, not the pack. */
    private double number(JsonToken token) {
        if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
            return parser.getDoubleValue();
        }
        parser.skipChildren();
        return Double.NaN;
    }

    private double finite(JsonToken token, String label) throws MalformedPackException {
        double number = number(token);
        if (!Double.isFinite(number)) {
            throw violation("has a " + label + " that is not a finite number");
        }
        return number;
    }

    private MalformedPackException violation(String what) {
        return new MalformedPackException(
                FailureCode.SCHEMA_VIOLATION, "record " + number + " " + what);
    }

    /** Jackson knows no byte offsets for UTF-16: the whole payload stands for the record then. */
    private static int offset(long offset, int least, int length) {
        return offset < least ? length : (int) Math.min(offset, length);
    }
}
