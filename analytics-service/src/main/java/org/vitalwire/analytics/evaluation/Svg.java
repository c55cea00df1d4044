package org.vitalwire.analytics.evaluation;

import java.util.Locale;

/** Writes one drawing. Colours are chosen to be told apart by everybody (Okabe and Ito). */
final class Svg {

    static final String[] COLOURS = {
        "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#555555"
    };

    static final String INK = "#1b1f24";
    static final String FAINT = "#d0d7de";

    private final int width;
    private final int height;
    private final String title;
    private final StringBuilder body = new StringBuilder();

    /**
     * @param title is read out to whom cannot see the drawing
     */
    Svg(int width, int height, String title) {
        this.width = width;
        this.height = height;
        this.title = title;
    }

    Svg line(double x1, double y1, double x2, double y2, String colour, double thickness) {
        return add(
                String.format(
                        Locale.ROOT,
                        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\""
                                + " stroke-width=\"%.1f\"/>",
                        x1,
                        y1,
                        x2,
                        y2,
                        colour,
                        thickness));
    }

    /** Points as {@code x,y x,y}. */
    Svg polyline(String points, String colour, double thickness) {
        return add(
                String.format(
                        Locale.ROOT,
                        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%.1f\""
                                + " stroke-linejoin=\"round\"/>",
                        points,
                        colour,
                        thickness));
    }

    Svg circle(double x, double y, double radius, String fill) {
        return add(
                String.format(
                        Locale.ROOT,
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\" stroke=\"#ffffff\"/>",
                        x,
                        y,
                        radius,
                        fill));
    }

    Svg square(double x, double y, double half, String fill) {
        return add(
                String.format(
                        Locale.ROOT,
                        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\""
                                + " stroke=\"#ffffff\"/>",
                        x - half,
                        y - half,
                        2 * half,
                        2 * half,
                        fill));
    }

    Svg bar(double x, double y, double wide, double high, String fill) {
        return add(
                String.format(
                        Locale.ROOT,
                        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
                        x,
                        y,
                        wide,
                        high,
                        fill));
    }

    /**
     * @param anchor {@code start}, {@code middle} or {@code end}
     */
    Svg text(double x, double y, String anchor, int size, String text) {
        return add(
                String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%d\">%s</text>",
                        x,
                        y,
                        anchor,
                        size,
                        escape(text)));
    }

    Svg upwards(double x, double y, int size, String text) {
        return add(
                String.format(
                        Locale.ROOT,
                        "<text transform=\"translate(%.1f %.1f) rotate(-90)\" text-anchor=\"middle\""
                                + " font-size=\"%d\">%s</text>",
                        x,
                        y,
                        size,
                        escape(text)));
    }

    private Svg add(String element) {
        body.append(element).append('\n');
        return this;
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public String toString() {
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                                + " width=\"%d\" height=\"%d\" role=\"img\""
                                + " font-family=\"system-ui, sans-serif\" fill=\"%s\">%n"
                                + "<title>%s</title>%n"
                                + "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n",
                        width,
                        height,
                        width,
                        height,
                        INK,
                        escape(title),
                        width,
                        height)
                + body
                + "</svg>\n";
    }
}
