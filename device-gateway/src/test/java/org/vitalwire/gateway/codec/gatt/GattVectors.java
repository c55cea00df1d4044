package org.vitalwire.gateway.codec.gatt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;
import org.vitalwire.testkit.SharedData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published and hand-derived vectors beside the repository. */
final class GattVectors {

    private GattVectors() {}

    // Nobody compares vectors.
    @SuppressWarnings("ArrayRecordComponent")
    record Vector(String uuid, String name, byte[] bytes, boolean valid, JsonNode expected) {
        @Override
        public String toString() {
            return uuid + " " + name;
        }
    }

    static List<Vector> all() {
        return vectors(file("vectors.json").get("vectors"));
    }

    static List<Vector> knownWrong() {
        return vectors(file("known_wrong_vectors.json"));
    }

    static JsonNode specialValues() {
        return file("vectors.json").get("special_values");
    }

    private static List<Vector> vectors(JsonNode nodes) {
        return StreamSupport.stream(nodes.spliterator(), false)
                .map(node ->
                        new Vector(
                                node.get("uuid").asString(),
                                node.get("name").asString(),
                                HexFormat.of().parseHex(node.get("hex").asString()),
                                node.get("valid").booleanValue(),
                                node.get("expected")))
                .toList();
    }

    private static JsonNode file(String name) {
        try {
            return new JsonMapper()
                    .readTree(Files.readAllBytes(SharedData.path("ble-gatt").resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
