package org.vitalwire.ehr.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.testkit.SharedData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every FHIR mapping among MedTech's samples and unit-test inputs works or is refused with a
 * reason, and docs/medtech-migration.md says which.
 */
class MedTechSamplesTest {

    private static final String BEGIN = "<!-- fhir mappings -->\n";
    private static final String END = "<!-- end of fhir mappings -->";
    private static final Instant TIME = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void theGuideSaysOfEachSampleWhatBecomesOfIt() throws IOException {
        Path material = SharedData.path("iomt-fhir");
        String list =
                "| mapping | |\n|---|---|\n"
                        + mappings(material).stream()
                                .map(file ->
                                        "| `%s` | %s |\n"
                                                .formatted(
                                                        material.relativize(file), outcome(file)))
                                .collect(Collectors.joining());
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/medtech-fhir-mappings.md"), list);

        String guide =
                Files.readString(SharedData.repositoryRoot().resolve("docs/medtech-migration.md"));

        assertThat(guide.substring(guide.indexOf(BEGIN) + BEGIN.length(), guide.indexOf(END)))
                .as("copy ehr-bridge/target/medtech-fhir-mappings.md into the guide")
                .isEqualTo(list);
    }

    private static List<Path> mappings(Path material) throws IOException {
        try (Stream<Path> files = Files.walk(material)) {
            return files.filter(file -> name(file).endsWith(".json"))
                    .filter(file -> name(file).contains("fhir"))
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT);
    }

    private static String outcome(Path file) {
        byte[] json = bytes(file);
        try {
            return works(json);
        } catch (InvalidTemplateException e) {
            return "refused: " + reasons(e) + mended(json);
        }
    }

    private static String works(byte[] json) throws InvalidTemplateException {
        FhirTemplates templates = FhirTemplates.read(json);
        templates.templates().forEach(template -> writesOne(templates, template));
        SiteMapping site = SiteMapping.of(templates);
        return "works: "
                + templates.size()
                + (templates.size() == 1 ? " template" : " templates")
                + site.items().stream()
                        .map(ChartItem::code)
                        .collect(Collectors.joining(", ", "; writes ", ""))
                        .replaceFirst("; writes $", "; writes no line of the chart")
                + unused(site);
    }

    /** That it is not only read: given its values, it makes an Observation. */
    private static void writesOne(FhirTemplates templates, CodeValueTemplate template) {
        Map<String, List<TimedValue>> values =
                template.parts()
                        .map(ValueTemplate::valueName)
                        .distinct()
                        .collect(
                                Collectors.toMap(
                                        Function.identity(),
                                        name -> List.of(new TimedValue(TIME, "97"))));
        assertThat(
                        templates.observations(
                                new MeasurementGroup(
                                        template.typeName(), Optional.of("c"), values)))
                .singleElement()
                .satisfies(observation ->
                        assertThat(observation.hasValue() || observation.hasComponent()).isTrue());
    }

    private static String unused(SiteMapping site) {
        String types =
                site.notUsed().stream()
                        .filter(problem -> !problem.path().endsWith("periodInterval"))
                        .map(TemplateProblem::what)
                        .collect(Collectors.joining(", "));
        return types.isEmpty() ? "" : "; no signs of ours: " + types;
    }

    private static String reasons(InvalidTemplateException e) {
        return e.problems().stream()
                .map(problem -> "`" + problem.path() + "` " + problem.why())
                .collect(Collectors.joining("; "));
    }

    /** The mistake of most samples; what they do without it. */
    private static String mended(byte[] json) {
        JsonNode root = JsonMapper.shared().readTree(json);
        List<ObjectNode> codes =
                Stream.concat(Stream.of(root), root.path("template").valueStream())
                        .flatMap(container ->
                                container.path("template").path("components").valueStream())
                        .filter(part ->
                                part.path("value")
                                        .path("valueName")
                                        .asString("")
                                        .equals("diastolic"))
                        .map(part -> (ObjectNode) part.path("codes").get(0))
                        .toList();
        codes.forEach(code -> code.put("code", "8462-4"));
        try {
            return codes.isEmpty()
                    ? ""
                    : ". With 8462-4 there it "
                            + works(JsonMapper.shared().writeValueAsBytes(root));
        } catch (InvalidTemplateException e) {
            return "";
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
