package org.vitalwire.gateway.codec.hl7;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.gateway.codec.DecodedPayload;
import org.vitalwire.gateway.codec.DecodedReading;
import org.vitalwire.gateway.codec.DecodingTrace;
import org.vitalwire.gateway.codec.Payload;

/** Small messages for tests, and what becomes of them. */
final class Hl7Texts {

    static final String HEADER =
            "MSH|^~\\&|MON1|WARD|||20260301101500+0000||ORU^R01^ORU_R01|17|P|2.6\r";
    static final String ORDER =
            "OBR|1|||182777000^monitoring of patient^SCT|||20260301101458+0000\r";

    private Hl7Texts() {}

    static DecodedPayload decode(String text) {
        return decode(text.getBytes(StandardCharsets.UTF_8), "UTC", DecodingTrace.NONE);
    }

    static DecodedPayload decode(byte[] bytes, String zone, DecodingTrace trace) {
        return new Hl7OruCodec(new Hl7Settings(ZoneId.of(zone), true))
                .decode(new Payload(bytes, "", 0, Map.of()), trace);
    }

    /** One OBX in an ordinary message. */
    static DecodedPayload decodeObx(String obx) {
        return decode(HEADER + ORDER + obx);
    }

    /** Such as {@code 2026-03-01T10:15:00Z heart-rate 118.0 []}, in order. */
    static List<String> lines(DecodedPayload decoded) {
        List<String> lines = new ArrayList<>();
        for (DecodedReading reading : decoded.readings()) {
            Instant at = Instant.ofEpochSecond(0, reading.measuredMicros() * 1_000);
            for (VitalValue value : reading.values()) {
                lines.add(
                        "%s %s %s%s"
                                .formatted(
                                        at,
                                        value.sign().code(),
                                        value.sign().entry().format(value.value()),
                                        value.isScorable() ? "" : " flagged " + value.flags()));
            }
        }
        return lines;
    }

    /** Such as {@code NO_VALUE: spo2 -100 sentinel}. */
    static List<String> faults(DecodedPayload decoded) {
        return decoded.faults().stream()
                .map(fault -> fault.code() + ": " + fault.reason())
                .toList();
    }
}
