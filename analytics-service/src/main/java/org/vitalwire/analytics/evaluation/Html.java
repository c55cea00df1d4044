package org.vitalwire.analytics.evaluation;

import java.util.List;
import java.util.stream.Collectors;

/** A report as one HTML file that needs nothing from elsewhere. */
final class Html {

    private static final String STYLE =
            """
            :root { color-scheme: light; }
            body { font: 15px/1.5 system-ui, sans-serif; color: #1b1f24; background: #fff;
              max-width: 1180px; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.7rem; } h2 { font-size: 1.3rem; margin-top: 2.2rem; }
            h3 { font-size: 1.05rem; }
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: 1rem 0; }
            th, td { padding: .3rem .6rem; border-bottom: 1px solid #d0d7de; text-align: right; }
            th:first-child, td:first-child { text-align: left; }
            th { vertical-align: bottom; font-weight: 600; background: #f6f8fa; }
            figure { margin: 1.2rem 0; } figure svg { max-width: 100%; height: auto; }
            pre { background: #f6f8fa; padding: .6rem .8rem; overflow-x: auto; }
            """;

    private Html() {}

    static String of(String title, List<Block> blocks) {
        return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        %s
        </body>
        </html>
        """
                .formatted(
                        Svg.escape(title),
                        STYLE,
                        blocks.stream().map(Html::of).collect(Collectors.joining("\n")));
    }

    private static String of(Block block) {
        return switch (block) {
            case Block.Heading(int level, String text) ->
                    "<h%d>%s</h%d>".formatted(level, Svg.escape(text), level);
            case Block.Paragraph(String text) -> "<p>" + Svg.escape(text) + "</p>";
            case Block.Command(String text) -> "<pre>" + Svg.escape(text) + "</pre>";
            case Block.Table(List<String> head, List<List<String>> rows) ->
                    "<div class=\"wide\"><table><thead>"
                            + row("th", head)
                            + "</thead><tbody>"
                            + rows.stream()
                                    .map(cells -> row("td", cells))
                                    .collect(Collectors.joining("\n"))
                            + "</tbody></table></div>";
            case Block.Figure(String _, String caption, String svg) ->
                    "<figure>"
                            + svg
                            + "<figcaption>"
                            + Svg.escape(caption)
                            + "</figcaption></figure>";
        };
    }

    private static String row(String tag, List<String> cells) {
        return cells.stream()
                .map(cell -> "<" + tag + ">" + Svg.escape(cell) + "</" + tag + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }
}
