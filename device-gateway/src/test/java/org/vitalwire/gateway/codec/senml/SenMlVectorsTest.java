package org.vitalwire.gateway.codec.senml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitalwire.gateway.codec.Payload;
import org.vitalwire.testkit.SharedData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The examples of RFC 8428 with their resolved records. */
class SenMlVectorsTest {

    /** When the examples with relative times were resolved; ex7 on another day. */
    private static final long RUN_TIME = 1_498_780_179_000_000L;

    private static final long RUN_TIME_EX7 = 1_499_109_309_000_000L;

    private final JsonMapper mapper = new JsonMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ex1.json",
                "ex2.json",
                "ex3.json",
                "ex4.json",
                "ex5.json",
                "ex6.json",
                "ex7.json",
                "ex8.json",
                "ex9.json",
                "ex10.json",
                "ex11.json",
                "ex12.json",
                "ex3.cbor",
                "ex5.cbor"
            })
    void theRecordsAreTheResolvedOnes(String file) throws Exception {
        Path directory = SharedData.path("senml");
        String name = file.substring(0, file.indexOf('.'));
        SenMlCodec codec = file.endsWith("cbor") ? SenMlCodec.cbor() : SenMlCodec.json();

        List<ResolvedRecord> records =
                codec.resolve(
                        new Payload(
                                Files.readAllBytes(directory.resolve(file)),
                                "",
                                name.equals("ex7") ? RUN_TIME_EX7 : RUN_TIME,
                                Map.of()));

        List<JsonNode> expected = expected(directory.resolve(name + ".resolved.json"));
        // The published ex7.resolved.json lacks the record with vd.
        List<ResolvedRecord> compared =
                name.equals("ex7")
                        ? records.stream()
                                .filter(record -> !(record.value() instanceof SenMlValue.Data))
                                .toList()
                        : records;
        assertThat(records.size() - compared.size()).isEqualTo(name.equals("ex7") ? 1 : 0);
        assertThat(compared).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertSame(compared.get(i), expected.get(i));
        }
    }

    private static void assertSame(ResolvedRecord record, JsonNode expected) {
        assertThat(record.name()).isEqualTo(expected.get("n").asString());
        // The units of records without a number are left out in the resolved form.
        if (expected.has("u")) {
            assertThat(record.unit()).isEqualTo(expected.get("u").asString());
        }
        assertThat(record.timeMicros())
                .isCloseTo(
                        Math.round(expected.get("t").doubleValue() * 1e6),
                        // ex3.cbor has bt as 1276020076.001 in a double, and times as integers.
                        within(1L));
        switch (record.value()) {
            case SenMlValue.Numeric(double value) ->
                    assertThat(value).isCloseTo(expected.get("v").doubleValue(), within(0.0));
            case SenMlValue.Text(String text) ->
                    assertThat(text).isEqualTo(expected.get("vs").asString());
            case SenMlValue.Flag(boolean flag) ->
                    assertThat(flag).isEqualTo(expected.get("vb").booleanValue());
            case SenMlValue.Data(), SenMlValue.Sum(_), SenMlValue.Missing() ->
                    assertThat(record).as("no such value in the examples").isNull();
        }
    }

    private List<JsonNode> expected(Path file) throws IOException {
        return Stream.of(mapper.readValue(Files.readAllBytes(file), JsonNode[].class)).toList();
    }
}
