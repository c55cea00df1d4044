package org.vitalwire.analytics.evaluation;

import java.util.List;
import java.util.Locale;

/** A frame with two scales, a legend on the right, and what is drawn in it. */
final class Axes {

    private static final int WIDTH = 960;
    private static final int HEIGHT = 420;
    private static final int LEFT = 62;
    private static final int RIGHT = 600;
    private static final int TOP = 34;
    private static final int BOTTOM = 362;

    private final Svg svg;
    private final double xLow;
    private final double xHigh;
    private final double yLow;
    private final double yHigh;
    private int legend;

    /** A point in the scales of the axes. */
    record Point(double x, double y) {}

    Axes(String title, double xLow, double xHigh, double yLow, double yHigh) {
        this.svg = new Svg(WIDTH, HEIGHT, title);
        this.xLow = xLow;
        this.xHigh = xHigh;
        this.yLow = yLow;
        this.yHigh = yHigh;
        svg.text(LEFT, 20, "start", 15, title);
    }

    Axes xScale(String name, double step, String format) {
        for (double x = xLow; x <= xHigh + 1e-9; x += step) {
            svg.line(x(x), TOP, x(x), BOTTOM, Svg.FAINT, 0.7);
            svg.text(x(x), BOTTOM + 18, "middle", 12, String.format(Locale.ROOT, format, x));
        }
        svg.text((LEFT + RIGHT) / 2.0, BOTTOM + 42, "middle", 13, name);
        return this;
    }

    Axes yScale(String name, double step, String format) {
        for (double y = yLow; y <= yHigh + 1e-9; y += step) {
            svg.line(LEFT, y(y), RIGHT, y(y), Svg.FAINT, 0.7);
            svg.text(LEFT - 8, y(y) + 4, "end", 12, String.format(Locale.ROOT, format, y));
        }
        svg.upwards(18, (TOP + BOTTOM) / 2.0, 13, name);
        return this;
    }

    /** A curve through what lies within the scales. */
    Axes curve(String name, String colour, List<Point> points) {
        StringBuilder text = new StringBuilder();
        for (Point point : points) {
            if (isInside(point)) {
                text.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(point.x()), y(point.y())));
                svg.circle(x(point.x()), y(point.y()), 3, colour);
            }
        }
        svg.polyline(text.toString().strip(), colour, 1.8);
        return legend(name, colour, false);
    }

    /** A single square with a label of its own in the legend. */
    Axes mark(String name, String colour, Point point) {
        if (isInside(point)) {
            svg.square(x(point.x()), y(point.y()), 6, colour);
        }
        return legend(name, colour, true);
    }

    Axes label(Point point, String text) {
        if (isInside(point)) {
            svg.text(x(point.x()) + 7, y(point.y()) + 13, "start", 11, text);
        }
        return this;
    }

    private Axes legend(String name, String colour, boolean square) {
        double y = TOP + 10 + 20.0 * legend++;
        if (square) {
            svg.square(RIGHT + 26, y, 6, colour);
        } else {
            svg.line(RIGHT + 16, y, RIGHT + 36, y, colour, 2.5);
        }
        svg.text(RIGHT + 44, y + 4, "start", 12, name);
        return this;
    }

    private boolean isInside(Point point) {
        return point.x() >= xLow && point.x() <= xHigh && point.y() >= yLow && point.y() <= yHigh;
    }

    private double x(double value) {
        return LEFT + (value - xLow) / (xHigh - xLow) * (RIGHT - LEFT);
    }

    private double y(double value) {
        return BOTTOM - (value - yLow) / (yHigh - yLow) * (BOTTOM - TOP);
    }

    @Override
    public String toString() {
        return svg.toString();
    }
}
