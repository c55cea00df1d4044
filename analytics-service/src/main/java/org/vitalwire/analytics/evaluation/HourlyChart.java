package org.vitalwire.analytics.evaluation;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * A stay as an hourly chart, every value carried forward until the next: what published baselines
 * are computed on.
 */
final class HourlyChart {

    private final Stay stay;
    private final Map<VitalSign, double[]> columns = new EnumMap<>(VitalSign.class);
    private final double[] whiteCells;

    private HourlyChart(Stay stay) {
        this.stay = stay;
        this.whiteCells = blank();
    }

    static HourlyChart of(Stay stay) {
        HourlyChart chart = new HourlyChart(stay);
        for (Reading reading : stay.readings()) {
            long hour = Duration.between(stay.start(), reading.measuredAt()).toHours();
            if (hour >= 0 && hour < stay.hours()) {
                chart.enter((int) hour, reading);
            }
        }
        for (int hour = 0; hour < stay.whiteCells().size(); hour++) {
            chart.whiteCells[hour] = stay.whiteCells().get(hour);
        }
        chart.columns.values().forEach(HourlyChart::carryForward);
        carryForward(chart.whiteCells);
        return chart;
    }

    private void enter(int hour, Reading reading) {
        for (VitalValue value : reading.values()) {
            if (value.isScorable()) {
                columns.computeIfAbsent(value.sign(), sign -> blank())[hour] = value.value();
            }
        }
    }

    private double[] blank() {
        double[] column = new double[stay.hours()];
        Arrays.fill(column, Double.NaN);
        return column;
    }

    private static void carryForward(double[] column) {
        for (int hour = 1; hour < column.length; hour++) {
            if (Double.isNaN(column[hour])) {
                column[hour] = column[hour - 1];
            }
        }
    }

    int hours() {
        return stay.hours();
    }

    /** Those of which there is any value. */
    Set<VitalSign> signs() {
        return columns.keySet();
    }

    /** The newest value; NaN before the first. */
    double value(int hour, VitalSign sign) {
        double[] column = columns.get(sign);
        return column == null ? Double.NaN : column[hour];
    }

    double whiteCells(int hour) {
        return whiteCells[hour];
    }
}
