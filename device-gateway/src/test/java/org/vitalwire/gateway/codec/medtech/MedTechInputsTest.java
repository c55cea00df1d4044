package org.vitalwire.gateway.codec.medtech;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vitalwire.testkit.SharedData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every device mapping and payload among MedTech's samples and unit-test inputs works or is refused
 * with a reason, and docs/medtech-migration.md says which.
 */
class MedTechInputsTest {

    private static final String BEGIN = "<!-- device mappings -->\n";
    private static final String END = "<!-- end of device mappings -->";
    private static final String DOCUMENTATION = "data_Documentation_CalculatedFunction_";

    /** Payloads whose mapping is not named as they are. */
    private static final Map<String, String> MAPPING_OF =
            Map.of(
                    DOCUMENTATION + "MultipleMeasurements_FromArray_Payload.json",
                    DOCUMENTATION + "HeartRate_Template.json",
                    "data_IotCentralPayloadExampleMultipleMessages.json",
                    "data_CollectionContentTemplateMultipleIotCentralJsonPath.json");

    @Test
    void theGuideSaysOfEachInputWhatBecomesOfIt() throws IOException {
        Path material = SharedData.path("iomt-fhir");
        String list =
                "| mapping or payload | |\n|---|---|\n"
                        + inputs(material).stream()
                                .map(file ->
                                        "| `%s` | %s |\n"
                                                .formatted(
                                                        material.relativize(file),
                                                        outcome(material, file)))
                                .collect(Collectors.joining());
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/medtech-device-mappings.md"), list);

        String guide =
                Files.readString(SharedData.repositoryRoot().resolve("docs/medtech-migration.md"));

        assertThat(guide.substring(guide.indexOf(BEGIN) + BEGIN.length(), guide.indexOf(END)))
                .as("copy device-gateway/target/medtech-device-mappings.md into the guide")
                .isEqualTo(list);
    }

    private static List<Path> inputs(Path material) throws IOException {
        try (Stream<Path> files = Files.walk(material)) {
            return files.filter(file -> name(file).endsWith(".json"))
                    .filter(file -> !name(file).toLowerCase(Locale.ROOT).contains("fhir"))
                    .sorted()
                    .toList();
        }
    }

    private static String outcome(Path material, Path file) {
        String content = Run.file(material.relativize(file).toString());
        JsonNode root = JsonMapper.shared().readTree(content);
        if (root.has("templateType") || root.path(0).has("templateType")) {
            return mapping(content);
        }
        String folder = folder(file);
        if (folder.equals("Codes") || folder.equals("Values")) {
            return "no mapping: an input of MedTech's generator, whose results are in `Expected`";
        }
        return payload(material, file, content);
    }

    private static String mapping(String content) {
        try {
            MedTechMapping mapping =
                    MedTechMapping.read("test", Run.bytes(content), FhirMapping.NONE);
            String signs =
                    mapping.imported().stream()
                            .map(MedTechMapping.Imported::sign)
                            .distinct()
                            .collect(Collectors.joining(", "));
            String others =
                    mapping.notTakenOver().stream()
                            .filter(problem -> problem.path().contains(".values["))
                            .map(Problem::what)
                            .distinct()
                            .collect(Collectors.joining(", "));
            return "works: %d %s"
                            .formatted(
                                    mapping.size(), mapping.size() == 1 ? "template" : "templates")
                    + (signs.isEmpty() ? "" : "; reads " + signs)
                    + (others.isEmpty() ? "" : "; no signs by themselves: " + others);
        } catch (InvalidContentException e) {
            return e.problems().stream()
                    .map(problem -> "`" + problem.path() + "` " + problem.why())
                    .collect(Collectors.joining("; ", "refused: ", ""));
        }
    }

    private static String payload(Path material, Path file, String content) {
        String mapping =
                MAPPING_OF.getOrDefault(
                        name(file), name(file).replace("_Payload.json", "_Template.json"));
        Path path =
                folder(file).equals("generator")
                        ? file.resolveSibling("Expected").resolve(name(file))
                        : file.resolveSibling(mapping);
        if (path.equals(file)) {
            assertThat(vectorsTest()).contains(name(file).replaceAll("data_|\\.json", ""));
            return "payload without a mapping of its own; read by `MedTechVectorsTest`";
        }
        Run.Outcome outcome = Run.run(Run.file(material.relativize(path).toString()), content);
        return "payload; with `%s`: %s"
                .formatted(
                        folder(file).equals("generator") ? "Expected/" + name(path) : name(path),
                        Stream.concat(outcome.readings().stream(), outcome.codes().stream())
                                .map(Object::toString)
                                .collect(Collectors.joining("; ")));
    }

    private static String vectorsTest() {
        try {
            return Files.readString(
                    SharedData.repositoryRoot()
                            .resolve(
                                    "device-gateway/src/test/java/org/vitalwire/gateway/codec/medtech"
                                            + "/MedTechVectorsTest.java"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String folder(Path file) {
        return file.getName(file.getNameCount() - 2).toString();
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
