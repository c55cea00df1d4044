package org.vitalwire.simulator.device;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Map;
import org.vitalwire.contracts.vitals.CatalogueEntry.Kind;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.simulator.physiology.Sample;
import org.vitalwire.simulator.recording.RecordedRow;
import org.vitalwire.simulator.recording.RecordedValue;

/** Writes the native JSON of a reading. */
public final class ReadingJson {

    // At least milliseconds, microseconds where there are any.
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant().toFormatter();

    private ReadingJson() {}

    public static ReadingMessage of(Sample sample) {
        StringBuilder json = begin(sample.time());
        for (Map.Entry<VitalSign, Double> value : sample.values().entrySet()) {
            name(json, value.getKey());
            if (value.getKey().entry().kind() == Kind.CODED) {
                json.append('"')
                        .append(value.getKey().entry().format(value.getValue()))
                        .append('"');
            } else {
                json.append(number(value.getValue()));
            }
        }
        return end(json, sample.time(), sample.values().size());
    }

    /** The row in the recording's own units: converting them is the platform's business. */
    public static ReadingMessage of(RecordedRow row, Instant measured) {
        StringBuilder json = begin(measured);
        for (RecordedValue value : row.values()) {
            name(json, value.sign());
            if (value.unit().isEmpty()) {
                json.append(number(value.value()));
            } else {
                json.append("{\"value\":")
                        .append(number(value.value()))
                        .append(",\"unit\":\"")
                        .append(value.unit())
                        .append("\"}");
            }
        }
        return end(json, measured, row.values().size());
    }

    private static StringBuilder begin(Instant time) {
        StringBuilder json = new StringBuilder(256).append("{\"time\":\"");
        TIME.formatTo(time, json);
        return json.append("\",\"values\":{");
    }

    private static void name(StringBuilder json, VitalSign sign) {
        if (json.charAt(json.length() - 1) != '{') {
            json.append(',');
        }
        json.append('"').append(sign.code()).append("\":");
    }

    private static ReadingMessage end(StringBuilder json, Instant time, int values) {
        byte[] payload = json.append("}}").toString().getBytes(StandardCharsets.US_ASCII);
        return new ReadingMessage(time, payload, values);
    }

    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return Long.toString((long) value);
        }
        return BigDecimal.valueOf(value).toPlainString();
    }
}
