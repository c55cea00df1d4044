package org.vitalwire.analytics.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a report: {@code evaluation.md} with its figures in {@code evaluation/}, {@code
 * evaluation.html} in one piece, {@code evaluation.json} with every number.
 *
 * <p>What somebody wrote between {@value #READING_BEGINS} and {@value #READING_ENDS} into the
 * Markdown of an earlier run is kept: figures do not read themselves.
 */
public final class ReportFiles {

    private static final String NAME = "evaluation";
    private static final String READING_BEGINS = "<!-- reading -->";
    private static final String READING_ENDS = "<!-- end of reading -->";

    private ReportFiles() {}

    /**
     * @return the HTML file
     */
    public static Path write(Path directory, EvaluationReport report) throws IOException {
        List<Block> blocks = ReportText.of(report);
        Path figures = Files.createDirectories(directory.resolve(NAME));
        for (Block block : blocks) {
            if (block instanceof Block.Figure(String name, String _, String svg)) {
                Files.writeString(figures.resolve(name + ".svg"), svg);
            }
        }
        Path markdown = directory.resolve(NAME + ".md");
        String reading = reading(markdown);
        Files.writeString(markdown, withReading(Markdown.of(blocks, NAME), reading));
        Files.writeString(
                directory.resolve(NAME + ".json"),
                JsonMapper.shared()
                                .writerWithDefaultPrettyPrinter()
                                .writeValueAsString(ReportJson.of(report))
                        + '\n');
        Path html = directory.resolve(NAME + ".html");
        Files.writeString(html, Html.of(ReportText.TITLE, blocks));
        return html;
    }

    /** Empty where there is none. */
    private static String reading(Path markdown) throws IOException {
        if (!Files.exists(markdown)) {
            return "";
        }
        String before = Files.readString(markdown);
        int begin = before.indexOf(READING_BEGINS);
        int end = before.indexOf(READING_ENDS);
        return begin < 0 || end < begin
                ? ""
                : before.substring(begin, end + READING_ENDS.length()) + "\n\n";
    }

    /** Before the first chapter. */
    private static String withReading(String text, String reading) {
        int first = text.indexOf("\n## ");
        return first < 0
                ? text + '\n' + reading
                : text.substring(0, first + 1) + reading + text.substring(first + 1);
    }
}
