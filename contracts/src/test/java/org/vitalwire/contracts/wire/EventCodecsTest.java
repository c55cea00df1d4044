package org.vitalwire.contracts.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vitalwire.contracts.wire.Examples.Example;
import org.vitalwire.contracts.wire.v1.ReadingEvent;
import org.vitalwire.contracts.wire.v1.VitalValueEvent;

class EventCodecsTest {

    static Stream<Example<?>> released() {
        return Stream.concat(Examples.ALL.stream(), Examples.ADDED.stream());
    }

    static Stream<Example<?>> examples() {
        return Stream.concat(released(), Examples.GROWN.stream());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anEventSurvivesTheWire(Example<?> example) {
        assertThat(example.codec().decode(example.encoded())).isEqualTo(example.event());
    }

    /**
     * Bytes that a release wrote stay readable for ever. To release a new field, add a new golden
     * file; the old ones are never written again (they were written by {@code -Dgolden.write}).
     */
    @ParameterizedTest
    @MethodSource("released")
    void bytesOfTheFirstReleaseStayReadable(Example<?> example) throws IOException {
        if (Boolean.getBoolean("golden.write")) {
            Files.write(
                    Path.of("src/test/resources/golden", example.fileName()), example.encoded());
        }
        assertThat(example.codec().decode(golden(example.fileName()))).isEqualTo(example.event());
    }

    @Test
    void signsAndFieldsOfALaterReleaseAreSkipped() throws IOException {
        ReadingEvent later =
                ReadingEvent.parseFrom(golden("readings.v1.bin")).toBuilder()
                        .addValues(VitalValueEvent.newBuilder().setSign(9_999).setValue(1))
                        .setUnknownFields(
                                UnknownFieldSet.newBuilder()
                                        .addField(
                                                900,
                                                UnknownFieldSet.Field.newBuilder()
                                                        .addVarint(1)
                                                        .build())
                                        .build())
                        .build();
        assertThat(EventCodecs.READING.decode(later.toByteArray()))
                .isEqualTo(Examples.ALL.getFirst().event());
    }

    @Test
    void otherBytesAreRefusedWithoutQuotingThem() {
        assertThatThrownBy(() ->
                        EventCodecs.READING.decode(
                                "SECRET".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(UndecodableEventException.class)
                .hasMessage("not an event of readings.v1");
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        EventCodecsTest.class.getResourceAsStream("/golden/" + name), name)) {
            return in.readAllBytes();
        }
    }
}
