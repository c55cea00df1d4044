package org.vitalwire.ehr.chart;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;

/**
 * What makes an Observation the same one when it is charted, sent or corrected again.
 *
 * @param deviceId empty for scores, which rest on several devices
 * @param minute start of the minute in the device's own time
 */
public record ChartKey(
        PatientId patientId, Optional<DeviceId> deviceId, ChartItem item, Instant minute) {

    private static final String PREFIX = "vw-";
    private static final int HEX_DIGITS = 32;

    public ChartKey {
        if (!minute.equals(minuteOf(minute))) {
            throw new IllegalArgumentException("a chart key starts at a full minute");
        }
    }

    public static Instant minuteOf(Instant time) {
        return time.truncatedTo(ChronoUnit.MINUTES);
    }

    /**
     * Resource id and identifier alike: 128 bits of SHA-256 over the four parts. A digest, because
     * identifiers travel in query strings and stand in other people's access logs.
     */
    public String observationId() {
        String parts =
                String.join(
                        "|",
                        "vitalwire-observation-1",
                        deviceId.map(DeviceId::value).orElse(""),
                        patientId.value(),
                        item.code(),
                        minute.toString());
        return digest(PREFIX, parts);
    }

    /** {@code prefix} and 32 hex digits: a legal FHIR id that is never all digits. */
    public static String digest(String prefix, String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return prefix + HexFormat.of().formatHex(hash, 0, HEX_DIGITS / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
