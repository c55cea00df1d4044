package org.vitalwire.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.vitals.VitalSign;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PayloadsTest {

    private static final String TIME = "2026-11-22T10:00:00.042Z";

    private final Payloads payloads = new Payloads();

    @Test
    void aMessageHoldsSixKnownValuesAndItsTime() {
        JsonNode message = read(payloads.of(5, null, micros(TIME)));

        assertThat(message.path("time").asString()).isEqualTo(TIME);
        assertThat(message.path("values").size()).isEqualTo(Payloads.VALUES);
        message.path("values")
                .properties()
                .forEach(value ->
                        assertThat(VitalSign.ofCode(value.getKey()))
                                .hasValueSatisfying(sign ->
                                        assertThat(
                                                        sign.entry()
                                                                .isPlausible(
                                                                        value.getValue()
                                                                                .asDouble()))
                                                .isTrue()));
    }

    @Test
    void aCrisisIsPlausibleAndPastEveryDelay() {
        assertThat(value(Crisis.LOW_HEART_RATE, "heart-rate")).isBetween(1.0, 19.0);
        assertThat(value(Crisis.LOW_RESPIRATORY_RATE, "respiratory-rate")).isBetween(0.0, 1.9);
    }

    @Test
    void timesAreWrittenWhateverTheSecond() {
        String[] times = {
            "2026-12-31T23:59:59.999Z", "2027-01-01T00:00:00.000Z", "2026-11-22T10:00:07.500Z"
        };
        for (String time : times) {
            assertThat(read(payloads.complete(micros(time))).path("time").asString())
                    .isEqualTo(time);
        }
    }

    private double value(Crisis crisis, String sign) {
        return read(payloads.of(0, crisis, micros(TIME))).path("values").path(sign).asDouble();
    }

    private static JsonNode read(byte[] json) {
        return JsonMapper.builder().build().readTree(json);
    }

    private static long micros(String time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
    }
}
