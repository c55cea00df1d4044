package org.vitalwire.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Native JSON of six values, made once; only the time is written for each message. One for the
 * thread that sends.
 */
final class Payloads {

    static final int VALUES = 6;

    private static final int TIME_AT = "{\"time\":\"".length();
    private static final int VARIANTS = 16;

    private final byte[][] usual = new byte[VARIANTS][];
    private final Map<Crisis, byte[]> crises = new EnumMap<>(Crisis.class);
    private final byte[] complete;
    private final IsoMillis time = new IsoMillis();

    Payloads() {
        for (int i = 0; i < VARIANTS; i++) {
            usual[i] = json(68 + i % 8, 14 + i % 3, 96 + i % 3, "");
        }
        for (Crisis crisis : Crisis.values()) {
            crises.put(
                    crisis,
                    switch (crisis) {
                        case LOW_HEART_RATE -> json(15, 16, 97, "");
                        case LOW_RESPIRATORY_RATE -> json(72, 1, 97, "");
                    });
        }
        complete = json(72, 16, 97, ",\"consciousness\":\"A\",\"oxygen-flow\":0");
    }

    /** Valid until the next call. */
    byte[] of(long index, @Nullable Crisis crisis, long epochMicros) {
        byte[] payload =
                crisis == null
                        ? usual[(int) (index % VARIANTS)]
                        : Objects.requireNonNull(crises.get(crisis));
        time.write(epochMicros, payload, TIME_AT);
        return payload;
    }

    /** With what a nurse enters, so that every score of the hours that follow is complete. */
    byte[] complete(long epochMicros) {
        time.write(epochMicros, complete, TIME_AT);
        return complete;
    }

    private static byte[] json(int heartRate, int respiratoryRate, int spo2, String more) {
        return String.format(
                        Locale.ROOT,
                        "{\"time\":\"%s\",\"values\":{\"heart-rate\":%d,\"respiratory-rate\":%d,"
                                + "\"spo2\":%d,\"systolic-pressure\":121,\"diastolic-pressure\":77,"
                                + "\"temperature\":36.8%s}}",
                        "x".repeat(IsoMillis.LENGTH),
                        heartRate,
                        respiratoryRate,
                        spo2,
                        more)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
