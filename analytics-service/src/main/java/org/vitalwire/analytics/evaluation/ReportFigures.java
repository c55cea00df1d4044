package org.vitalwire.analytics.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.vitalwire.analytics.evaluation.Axes.Point;

/** Draws what the tables of a report say. */
final class ReportFigures {

    private static final double MOST_ALERTS = 2.5;
    private static final String REFERENCE = Svg.COLOURS[6];

    private ReportFigures() {}

    /** Events caught against alerts per patient-day. */
    static String burden(DataReport data) {
        Axes axes =
                new Axes(
                                "Events caught, -12 h to +3 h, for how many alerts",
                                0,
                                MOST_ALERTS,
                                0,
                                100)
                        .xScale("alerts per patient-day", 0.25, "%.2f")
                        .yScale("events caught, %", 20, "%.0f");
        int colour = 0;
        for (PolicyReport policy : data.policies()) {
            for (AlertFigures row : policy.alerts()) {
                axes.mark(row.name(), colour(colour), point(row));
                colour++;
            }
            for (ScoreFigures score : policy.scores()) {
                if (score.auroc() > 0.5) {
                    axes.curve(
                            policy.label() + ": " + score.name(), colour(colour++), points(score));
                }
            }
        }
        for (ScoreFigures reference : data.references()) {
            if (reference.name().equals("NEWS2")) {
                axes.curve("NEWS2, each threshold", REFERENCE, points(reference));
                for (int threshold : reference.shown()) {
                    reference
                            .at(threshold)
                            .ifPresent(row -> axes.label(point(row), ">= " + threshold));
                }
            }
        }
        axes.mark(data.raw().name(), "#111111", point(data.raw()));
        return axes.toString();
    }

    /** Events caught by each hour before the onset. */
    static String lead(DataReport data) {
        Axes axes =
                new Axes("Events caught by when", -Course.EARLIEST, Course.LATEST, 0, 100)
                        .xScale("hours from the onset", 3, "%+.0f")
                        .yScale("events caught so far, %", 20, "%.0f");
        int colour = 0;
        for (PolicyReport policy : data.policies()) {
            for (AlertFigures row : policy.alerts()) {
                axes.curve(row.name(), colour(colour++), caughtBy(row, data.events()));
            }
        }
        for (ScoreFigures reference : data.references()) {
            if (reference.name().equals("NEWS2")) {
                for (int threshold : reference.shown()) {
                    int shade = colour++;
                    reference
                            .at(threshold)
                            .ifPresent(row ->
                                    axes.curve(
                                            row.name(),
                                            colour(shade),
                                            caughtBy(row, data.events())));
                }
            }
        }
        return axes.toString();
    }

    static String auroc(DataReport data) {
        List<Bars.Bar> bars = new ArrayList<>();
        for (PolicyReport policy : data.policies()) {
            for (ScoreFigures score : policy.scores()) {
                bars.add(
                        new Bars.Bar(
                                policy.label() + ": " + score.name(), score.auroc(), colour(0)));
            }
        }
        for (ScoreFigures reference : data.references()) {
            bars.add(new Bars.Bar(reference.name(), reference.auroc(), REFERENCE));
        }
        return Bars.draw(
                "AUROC by hour (bars begin at 0.5, which is chance)", "%.3f", 0.5, 0.8, bars);
    }

    private static List<Point> caughtBy(AlertFigures row, long events) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < row.caughtBy().size(); i++) {
            points.add(new Point(i - Course.EARLIEST, 100.0 * row.caughtBy().get(i) / events));
        }
        return points;
    }

    private static List<Point> points(ScoreFigures score) {
        return score.thresholds().stream().map(ReportFigures::point).toList();
    }

    private static Point point(AlertFigures row) {
        return new Point(row.alertsPerDay(), 100 * row.caught().value());
    }

    private static String colour(int index) {
        return Svg.COLOURS[index % (Svg.COLOURS.length - 1)];
    }
}
