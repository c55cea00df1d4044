package org.vitalwire.gateway.codec.openmhealth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.gateway.codec.DecodedPayload;
import org.vitalwire.gateway.codec.DecodedReading;
import org.vitalwire.gateway.codec.DecodedReading.TimeBase;
import org.vitalwire.gateway.codec.DecodingTrace;
import org.vitalwire.gateway.codec.Fault;
import org.vitalwire.gateway.codec.Fuzz;
import org.vitalwire.gateway.codec.Payload;
import org.vitalwire.testkit.SharedData;

class OpenMHealthCodecTest {

    private static final long RECEIVED = micros("2026-11-22T10:00:00Z");

    /** What a proper document may come to that holds no single measurement of a sign of ours. */
    private static final Set<FailureCode> PROPER =
            Set.of(FailureCode.NO_MEASUREMENT, FailureCode.UNKNOWN_SIGN);

    private static final String DATA_POINT =
            """
            {"header":{"id":"123e4567","creation_date_time":"2026-11-22T10:00:01Z",
              "schema_id":{"namespace":"omh","name":"heart-rate","version":"2.0"}},
             "body":{"heart_rate":{"value":67,"unit":"beats/min"},
              "effective_time_frame":{"date_time":"2026-11-22T10:59:58+01:00"}}}
            """;

    private static final String TIME =
            ",\"effective_time_frame\":{\"date_time\":\"2026-11-22T09:59:58Z\"}}";

    private final OpenMHealthCodec codec = new OpenMHealthCodec();

    @Test
    void whatShouldPassIsAcceptedByItsVersionsSchema() throws IOException {
        List<String> refused = new ArrayList<>();
        int readings = 0;
        int files = 0;
        for (Path file : files("shouldPass")) {
            DecodedPayload decoded = decode(Files.readString(file), form(file), Map.of());
            files++;
            readings += decoded.readings().size();
            for (Fault fault : decoded.faults()) {
                if (!PROPER.contains(fault.code())) {
                    refused.add(file + ": " + fault.code() + " " + fault.reason());
                }
            }
        }
        assertThat(refused).isEmpty();
        assertThat(files).isGreaterThan(100);
        assertThat(readings).isGreaterThan(50);
    }

    @Test
    void whatShouldFailIsRefusedAndTheFieldIsNamed() throws IOException {
        Set<String> refused = new TreeSet<>();
        for (Path file : files("shouldFail")) {
            DecodedPayload decoded = decode(Files.readString(file), form(file), Map.of());
            assertThat(decoded.readings()).as(file.toString()).isEmpty();
            assertThat(decoded.faults()).as(file.toString()).hasSize(1);
            Fault fault = decoded.faults().getFirst();
            String name = file.getFileName().toString().replace(".json", "");
            refused.add(name + " " + fault.code());
            assertThat(fault.reason()).containsPattern("[a-z]+_[a-z]+");
        }
        assertThat(refused)
                .containsExactly(
                        "empty-document SCHEMA_VIOLATION",
                        "incorrect-unit UNKNOWN_UNIT",
                        "invalid-pa-value SCHEMA_VIOLATION",
                        "invalid-timeframe-format SCHEMA_VIOLATION",
                        "invalid-unit UNKNOWN_UNIT",
                        "missing-effective-time-frame MISSING_TIME");
    }

    @Test
    void theDocumentedDataPointIsRead() {
        DecodedPayload decoded = decode(DATA_POINT, "", Map.of());

        assertThat(decoded.faults()).isEmpty();
        DecodedReading reading = decoded.readings().getFirst();
        assertThat(reading.measuredMicros()).isEqualTo(micros("2026-11-22T09:59:58Z"));
        assertThat(reading.timeBase()).isEqualTo(TimeBase.DEVICE);
        assertThat(reading.values()).containsExactly(new VitalValue(VitalSign.HEART_RATE, 67, 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"systolic_blood_pressure\":{\"value\":115,\"unit\":\"mmHg\"},"
                        + "\"diastolic_blood_pressure\":{\"value\":60,\"unit\":\"mmHg\"}"
                        + " | systolic-pressure 115.0, diastolic-pressure 60.0",
                "\"body_temperature\":{\"value\":98.6,\"unit\":\"F\"}" + " | temperature 37.0",
                "\"body_temperature\":{\"value\":37,\"unit\":\"C\"},"
                        + "\"measurement_location\":\"oral\" | temperature-oral 37.0",
                "\"body_temperature\":{\"value\":33,\"unit\":\"C\"},"
                        + "\"measurement_location\":\"toe\" | temperature 33.0 QUESTIONABLE",
                "\"oxygen_saturation\":{\"value\":95,\"unit\":\"%\"},"
                        + "\"supplemental_oxygen_flow_rate\":{\"value\":2.5,\"unit\":\"L/min\"}"
                        + " | spo2 95.0, oxygen-flow 2.5",
                "\"respiratory_rate\":{\"value\":12,\"unit\":\"breaths/min\"}"
                        + " | respiratory-rate 12.0",
                "\"blood_glucose\":{\"value\":5.5,\"unit\":\"mmol/L\"} | glucose 99.0",
                "\"body_weight\":{\"value\":154.3,\"unit\":\"lb\"} | weight 69.99"
            })
    void aBareBodyIsKnownByItsMembers(String members, String values) {
        DecodedPayload decoded = decode("{" + members + TIME, "", Map.of());

        assertThat(decoded.faults()).isEmpty();
        assertThat(describe(decoded.readings().getFirst())).isEqualTo(values);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"heart_rate\":{\"value\":\"67\",\"unit\":\"beats/min\"} | SCHEMA_VIOLATION",
                "\"heart_rate\":{\"value\":67} | SCHEMA_VIOLATION",
                "\"heart_rate\":{\"value\":67,\"unit\":\"bpm\"} | UNKNOWN_UNIT",
                "\"heart_rate\":67 | SCHEMA_VIOLATION",
                "\"systolic_blood_pressure\":{\"value\":115,\"unit\":\"mmHg\"} | SCHEMA_VIOLATION",
                "\"heart_rate\":{\"value\":67,\"unit\":\"beats/min\"},"
                        + "\"descriptive_statistic\":\"average\" | NO_MEASUREMENT",
                "\"rr_interval\":{\"value\":900,\"unit\":\"ms\"} | UNKNOWN_SIGN",
                "\"oxygen_saturation\":{\"value\":70,\"unit\":\"%\"},\"system\":\"venous\""
                        + " | UNKNOWN_SIGN",
                "\"x\":1 | SCHEMA_VIOLATION"
            })
    void whatIsWrongIsRefusedByItsName(String members, FailureCode code) {
        DecodedPayload decoded = decode("{" + members + TIME, "", Map.of());

        assertThat(decoded.readings()).isEmpty();
        assertThat(decoded.faults()).extracting(Fault::code).containsExactly(code);
    }

    @Test
    void aShortIntervalIsTheMomentItEndedAndALongOneIsNoMeasurement() {
        String body =
                "{\"respiratory_rate\":{\"value\":12,\"unit\":\"breaths/min\"},"
                        + "\"effective_time_frame\":{\"time_interval\":{"
                        + "\"start_date_time\":\"2026-11-22T09:00:00Z\","
                        + "\"duration\":{\"value\":%d,\"unit\":\"sec\"}}}}";

        assertThat(decode(body.formatted(60), "", Map.of()).readings().getFirst().measuredMicros())
                .isEqualTo(micros("2026-11-22T09:01:00Z"));
        assertThat(decode(body.formatted(301), "", Map.of()).faults())
                .extracting(Fault::code)
                .containsExactly(FailureCode.NO_MEASUREMENT);
    }

    @Test
    void anOldBodyWithoutATimeTakesItFromBesideThenItsHeaderThenReceipt() {
        String body = "{\"heart_rate\":{\"value\":60,\"unit\":\"beats/min\"}}";
        String form = "omh.heart-rate.1.0";
        String point = DATA_POINT.replace("2.0", "1.0").replaceFirst(",\\s*\"effective.*", "}}");

        assertThat(time(decode(body, form, Map.of("measured", "2026-11-22T09:00:00Z"))))
                .isEqualTo(tuple(micros("2026-11-22T09:00:00Z"), TimeBase.DEVICE));
        assertThat(time(decode(point, "", Map.of())))
                .isEqualTo(tuple(micros("2026-11-22T10:00:01Z"), TimeBase.DEVICE));
        assertThat(time(decode(body, form, Map.of()))).isEqualTo(tuple(RECEIVED, TimeBase.RECEIPT));
        assertThat(decode(body, "", Map.of()).faults())
                .as("of no version it has to keep to the newest")
                .extracting(Fault::code)
                .containsExactly(FailureCode.MISSING_TIME);
        assertThat(decode("[" + body + "]", form, Map.of()).faults())
                .as("an array waited")
                .extracting(Fault::code)
                .containsExactly(FailureCode.MISSING_TIME);
    }

    @Test
    void aBadDocumentOfAnArrayDoesNotHarmItsNeighbour() {
        DecodedPayload decoded = decode("[" + DATA_POINT + ",{}," + DATA_POINT + "]", "", Map.of());

        assertThat(decoded.batch()).isTrue();
        assertThat(decoded.readings()).hasSize(2);
        assertThat(decoded.faults())
                .extracting(Fault::code, fault -> fault.reason().startsWith("element 2: "))
                .containsExactly(tuple(FailureCode.SCHEMA_VIOLATION, true));
    }

    @Test
    void noBytesMakeItThrow() {
        Fuzz.codec(
                codec,
                "",
                List.of(
                        DATA_POINT.getBytes(StandardCharsets.UTF_8),
                        ("[" + DATA_POINT + "]").getBytes(StandardCharsets.UTF_8)));
    }

    private DecodedPayload decode(String json, String form, Map<String, String> properties) {
        return codec.decode(
                new Payload(json.getBytes(StandardCharsets.UTF_8), form, RECEIVED, properties),
                DecodingTrace.NONE);
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> paths = Files.walk(SharedData.path("openmhealth"))) {
            return paths.filter(path -> path.toString().endsWith(".json"))
                    .filter(path -> path.toString().contains("/" + folder + "/"))
                    .sorted()
                    .toList();
        }
    }

    /** {@code omh/heart-rate/2.0/shouldPass/x.json} is {@code omh.heart-rate.2.0}. */
    private static String form(Path file) {
        int names = file.getNameCount();
        return file.getName(names - 5)
                + "."
                + file.getName(names - 4)
                + "."
                + file.getName(names - 3);
    }

    private static org.assertj.core.groups.Tuple time(DecodedPayload decoded) {
        DecodedReading reading = decoded.readings().getFirst();
        return tuple(reading.measuredMicros(), reading.timeBase());
    }

    private static String describe(DecodedReading reading) {
        List<String> values = new ArrayList<>();
        for (VitalValue value : reading.values()) {
            StringBuilder text = new StringBuilder();
            text.append(value.sign().code()).append(' ').append(value.value());
            ValueFlag.of(value.flags()).forEach(flag -> text.append(' ').append(flag));
            values.add(text.toString());
        }
        return String.join(", ", values);
    }

    private static long micros(String instant) {
        return Instant.parse(instant).getEpochSecond() * 1_000_000L;
    }
}
