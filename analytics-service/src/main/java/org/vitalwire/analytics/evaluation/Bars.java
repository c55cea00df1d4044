package org.vitalwire.analytics.evaluation;

import java.util.List;
import java.util.Locale;

/** Named values as bars, one below the other. */
final class Bars {

    private static final int WIDTH = 860;
    private static final int NAMES = 300;
    private static final int LONGEST = 460;
    private static final int ROW = 24;
    private static final int TOP = 40;

    /** One of them. */
    record Bar(String name, double value, String colour) {}

    private Bars() {}

    /**
     * @param from where bars begin
     * @param to the longest value that fits
     */
    static String draw(String title, String format, double from, double to, List<Bar> bars) {
        Svg svg = new Svg(WIDTH, TOP + ROW * bars.size() + 10, title);
        svg.text(10, 20, "start", 15, title);
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double y = TOP + (double) ROW * i;
            double share = Math.clamp((bar.value() - from) / (to - from), 0, 1);
            svg.text(NAMES - 10, y + 14, "end", 12, bar.name());
            svg.bar(NAMES, y + 2, Math.max(1, share * LONGEST), ROW - 7.0, bar.colour());
            svg.text(
                    NAMES + share * LONGEST + 8,
                    y + 14,
                    "start",
                    12,
                    String.format(Locale.ROOT, format, bar.value()));
        }
        return svg.toString();
    }
}
