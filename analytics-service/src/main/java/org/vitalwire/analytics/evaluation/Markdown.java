package org.vitalwire.analytics.evaluation;

import java.util.List;
import java.util.stream.Collectors;

/** A report as Markdown, its figures beside it. */
final class Markdown {

    private Markdown() {}

    /**
     * @param figures where the figures lie, relative to the text
     */
    static String of(List<Block> blocks, String figures) {
        return blocks.stream().map(block -> of(block, figures)).collect(Collectors.joining("\n"));
    }

    private static String of(Block block, String figures) {
        return switch (block) {
            case Block.Heading(int level, String text) -> "#".repeat(level) + ' ' + text + '\n';
            case Block.Paragraph(String text) -> text + '\n';
            case Block.Command(String text) -> "    " + text + '\n';
            case Block.Table(List<String> head, List<List<String>> rows) ->
                    row(head)
                            + "|---|"
                            + "--:|".repeat(head.size() - 1)
                            + '\n'
                            + rows.stream().map(Markdown::row).collect(Collectors.joining());
            case Block.Figure(String name, String caption, String _) ->
                    "![%s](%s/%s.svg)%n".formatted(caption, figures, name);
        };
    }

    private static String row(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
