package org.vitalwire.gateway.codec.gatt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.gateway.codec.DecodedPayload;
import org.vitalwire.gateway.codec.DecodingTrace;
import org.vitalwire.gateway.codec.Fault;
import org.vitalwire.gateway.codec.Fuzz;
import org.vitalwire.gateway.codec.MedicalNumber;
import org.vitalwire.gateway.codec.Octets;
import org.vitalwire.gateway.codec.Payload;
import org.vitalwire.gateway.codec.gatt.GattVectors.Vector;
import tools.jackson.databind.JsonNode;

/** The vectors of ../shared/data/ble-gatt. */
class GattVectorsTest {

    private final GattCodec codec = new GattCodec(ZoneOffset.UTC);

    @Test
    void everyValidVectorHasExactlyItsFields() {
        int compared = 0;
        for (Vector vector : GattVectors.all()) {
            if (vector.valid()) {
                Map<String, @Nullable Object> fields = FieldsByName.of(read(vector));
                for (Map.Entry<String, JsonNode> expected : vector.expected().properties()) {
                    assertThat(fields)
                            .as(vector + " " + expected.getKey())
                            .containsEntry(expected.getKey(), plain(expected.getValue()));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(100);
    }

    @Test
    void everyInvalidVectorIsRefused() {
        List<FailureCode> codes = new ArrayList<>();
        for (Vector vector : GattVectors.all()) {
            if (!vector.valid()) {
                DecodedPayload decoded = decode(vector);
                assertThat(decoded.readings()).as(vector.toString()).isEmpty();
                decoded.faults().stream().map(Fault::code).forEach(codes::add);
            }
        }
        assertThat(codes).hasSize(5).containsOnly(FailureCode.WRONG_LENGTH);
    }

    @Test
    void everyValidVectorIsAReadingOrSaysWhyNot() {
        for (Vector vector : GattVectors.all()) {
            if (vector.valid()) {
                DecodedPayload decoded = decode(vector);
                assertThat(decoded.readings().size() + decoded.faults().size())
                        .as(vector.toString())
                        .isPositive();
                assertThat(decoded.faults())
                        .as(vector.toString())
                        .extracting(Fault::code)
                        .isSubsetOf(FailureCode.NO_VALUE, FailureCode.NO_MEASUREMENT);
            }
        }
    }

    @Test
    void thePublishedVectorsWithABiasedExponentDoNotGiveWhatTheyClaim() {
        for (Vector vector : GattVectors.knownWrong()) {
            Map<String, @Nullable Object> fields = FieldsByName.of(read(vector));
            for (Map.Entry<String, JsonNode> claim : vector.expected().properties()) {
                assertThat(fields)
                        .as(vector + " " + claim.getKey())
                        .doesNotContainEntry(claim.getKey(), plain(claim.getValue()));
            }
            // And what they do give is far out, so that no score rests on it.
            assertThat(decode(vector).readings())
                    .as(vector.toString())
                    .flatExtracting(reading -> reading.values())
                    .allMatch(value -> ValueFlag.IMPLAUSIBLE.isIn(value.flags()));
        }
    }

    @Test
    void theSpecialValuesAreNoNumbers() {
        for (JsonNode node : GattVectors.specialValues().get("sfloat")) {
            assertNumber(node, Octets.littleEndian(bytes(node)).sfloat());
        }
        for (JsonNode node : GattVectors.specialValues().get("float32")) {
            assertNumber(node, Octets.littleEndian(bytes(node)).float32());
        }
    }

    @Test
    void noBytesMakeItThrow() {
        for (GattForm form : GattForm.values()) {
            List<byte[]> seeds =
                    GattVectors.all().stream()
                            .filter(vector -> GattForm.of(vector.uuid()).orElseThrow() == form)
                            .map(Vector::bytes)
                            .toList();
            String uuid =
                    GattVectors.all().stream()
                            .map(Vector::uuid)
                            .filter(candidate -> GattForm.of(candidate).orElseThrow() == form)
                            .findFirst()
                            .orElseThrow();
            Fuzz.codec(codec, uuid, seeds);
        }
    }

    private static void assertNumber(JsonNode node, MedicalNumber number) {
        JsonNode value = node.get("value");
        if (value.isNull()) {
            assertThat(number).as(node.toString()).isInstanceOf(MedicalNumber.Absent.class);
        } else {
            assertThat(number).isEqualTo(new MedicalNumber.Value(value.doubleValue()));
        }
    }

    private static byte[] bytes(JsonNode node) {
        return HexFormat.of().parseHex(node.get("hex").asString());
    }

    private static Characteristic read(Vector vector) {
        return CharacteristicReader.read(GattForm.of(vector.uuid()).orElseThrow(), vector.bytes())
                .orElseThrow(() -> new AssertionError(vector.toString()));
    }

    private DecodedPayload decode(Vector vector) {
        return codec.decode(
                new Payload(vector.bytes(), vector.uuid(), 1_700_000_000_000_000L, Map.of()),
                DecodingTrace.NONE);
    }

    private static @Nullable Object plain(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            node.forEach(element -> list.add(plain(element)));
            return list;
        }
        if (node.isInt()) {
            return node.intValue();
        }
        if (node.isNumber()) {
            return node.doubleValue();
        }
        return node.isBoolean() ? node.booleanValue() : node.asString();
    }
}
