package org.vitalwire.analytics.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How a score ranks the hours, and what each of its thresholds would call.
 *
 * @param auroc of hours, NaN without events
 * @param auprc of hours, NaN without events
 * @param lowest the first threshold
 * @param shown thresholds that have a row of their own
 * @param thresholds figures of each threshold, the lowest first
 */
public record ScoreFigures(
        String name,
        double auroc,
        double auprc,
        int lowest,
        List<Integer> shown,
        List<AlertFigures> thresholds) {

    public ScoreFigures {
        shown = List.copyOf(shown);
        thresholds = List.copyOf(thresholds);
    }

    /** The thresholds that are shown; where none are, the one of the greatest utility. */
    public List<AlertFigures> rows() {
        return shown.isEmpty()
                ? best().stream().toList()
                : shown.stream().flatMap(threshold -> at(threshold).stream()).toList();
    }

    Optional<AlertFigures> at(int threshold) {
        int index = threshold - lowest;
        return index >= 0 && index < thresholds.size()
                ? Optional.of(thresholds.get(index))
                : Optional.empty();
    }

    /** The threshold of the greatest utility: chosen on the data that it is reported on. */
    Optional<AlertFigures> best() {
        return thresholds.stream()
                .filter(figures -> !Double.isNaN(figures.utility()))
                .max(Comparator.comparingDouble(AlertFigures::utility));
    }
}
