package org.vitalwire.analytics.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitalwire.analytics.policy.PolicyReader;
import org.vitalwire.contracts.vitals.VitalSign;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportFilesTest {

    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");

    @TempDir private Path directory;

    @Test
    void theReportIsThereAsHtmlMarkdownAndJsonWithItsFigures() throws Exception {
        ReportFiles.write(directory, new EvaluationReport("evaluate <this>", List.of(sick())));

        String html = Files.readString(directory.resolve("evaluation.html"));
        assertThat(html)
                .contains("evaluate &lt;this&gt;", "low-systolic-pressure", "<svg")
                .doesNotContain("<script", "http://localhost", "src=");
        assertThat(Files.readString(directory.resolve("evaluation.md")))
                .contains("| Raw limits |", "](evaluation/data-1-burden.svg)");
        try (var figures = Files.list(directory.resolve("evaluation"))) {
            for (Path figure : figures.toList()) {
                assertThat(
                                DocumentBuilderFactory.newInstance()
                                        .newDocumentBuilder()
                                        .parse(
                                                new InputSource(
                                                        new StringReader(Files.readString(figure))))
                                        .getDocumentElement()
                                        .getTagName())
                        .isEqualTo("svg");
            }
        }
        JsonNode data =
                JsonMapper.shared()
                        .readTree(directory.resolve("evaluation.json").toFile())
                        .path("data")
                        .path(0);
        assertThat(data.path("events").asInt()).isEqualTo(1);
        assertThat(data.path("rawLimits").path("eventsCaught").path("value").asDouble())
                .isEqualTo(1);
    }

    @Test
    void whatSomebodyWroteAboutTheFiguresIsKept() throws IOException {
        EvaluationReport report = new EvaluationReport("evaluate", List.of(sick()));
        ReportFiles.write(directory, report);
        Path markdown = directory.resolve("evaluation.md");
        String text = Files.readString(markdown);
        Files.writeString(
                markdown,
                text.replaceFirst(
                        "\n## ",
                        "\n<!-- reading -->\nOne patient says nothing.\n<!-- end of reading -->\n\n## "));
        String written = Files.readString(markdown);

        ReportFiles.write(directory, report);

        assertThat(Files.readString(markdown))
                .isEqualTo(written)
                .contains("One patient says nothing.");
    }

    @Test
    void withoutEventsOnlyTheBurdenIsToldAndWhatIsNotKnownIsNull() throws IOException {
        ReportFiles.write(
                directory, new EvaluationReport("evaluate", List.of(run(Optional.empty()))));
        assertThat(Files.readString(directory.resolve("evaluation.md")))
                .contains("only the burden")
                .doesNotContain("AUROC", "NaN");
        assertThat(Files.readString(directory.resolve("evaluation.json")))
                .contains("\"auroc\" : null")
                .doesNotContain("NaN");
    }

    private static DataReport sick() throws IOException {
        return run(Optional.of(Course.firstPositiveAt(24)));
    }

    /** The pressure falls in hour 20. */
    private static DataReport run(Optional<Course> course) throws IOException {
        RecordedReadings readings = new RecordedReadings("one");
        for (int hour = 0; hour < 40; hour++) {
            readings.value(VitalSign.SYSTOLIC_PRESSURE, hour < 20 ? 120 : 78);
            readings.value(VitalSign.HEART_RATE, hour < 20 ? 80 : 118);
            readings.measuredAt(START.plus(Duration.ofHours(hour)));
        }
        Stay stay = new Stay("one", START, 40, readings.readings(), List.of(), course);
        StaySource one =
                new StaySource() {
                    @Override
                    public String name() {
                        return "one patient";
                    }

                    @Override
                    public void forEach(java.util.function.Consumer<Stay> each) {
                        each.accept(stay);
                    }
                };
        return new Evaluation(List.of(PolicyReader.readDefault()), 1).run(one, Progress.SILENT);
    }
}
