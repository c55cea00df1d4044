package org.vitalwire.analytics.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * A score held against every threshold: an alert is on in the hours in which the score reaches it,
 * without delay and without hysteresis.
 */
final class ScoreSweep {

    private final String name;
    private final Ranking ranking = new Ranking();
    private final List<Tally> tallies = new ArrayList<>();
    private final int lowest;
    private final List<Integer> shown;

    /**
     * Of all thresholds from {@code lowest} to {@code highest}.
     *
     * @param shown those that have a row of their own in the report
     */
    ScoreSweep(String name, int lowest, int highest, List<Integer> shown) {
        this.name = name;
        this.shown = List.copyOf(shown);
        this.lowest = lowest;
        for (int threshold = lowest; threshold <= highest; threshold++) {
            tallies.add(new Tally(name + " >= " + threshold));
        }
    }

    void add(Stay stay, int[] scores) {
        stay.course()
                .ifPresent(course -> {
                    for (int hour = 0; hour < stay.hours(); hour++) {
                        ranking.add(scores[hour], course.isPositive(hour));
                    }
                });
        for (int i = 0; i < tallies.size(); i++) {
            tallies.get(i).add(stay, crossings(name, scores, lowest + i));
        }
    }

    /** Hours in a row at or above the threshold are one alert. */
    static List<Alert> crossings(String name, int[] scores, int threshold) {
        List<Alert> alerts = new ArrayList<>();
        for (int hour = 0; hour < scores.length; hour++) {
            if (scores[hour] >= threshold) {
                int end = hour;
                while (end < scores.length && scores[end] >= threshold) {
                    end++;
                }
                alerts.add(new Alert(name, 0, hour, end));
                hour = end;
            }
        }
        return alerts;
    }

    ScoreFigures figures() {
        return new ScoreFigures(
                name,
                ranking.auroc(),
                ranking.auprc(),
                lowest,
                shown,
                tallies.stream().map(Tally::figures).toList());
    }
}
