package org.vitalwire.analytics.evaluation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what alerts were worth, stay by stay. */
final class Tally {

    private final String name;
    private final Utility utility = new Utility();
    private final Map<String, Long> byCondition = new TreeMap<>();
    private final List<Double> leads = new ArrayList<>();
    private long stays;
    private long hours;
    private long alerts;
    private long escalations;
    private long bundles;
    private long hoursOnAlert;
    private long alertsInWindow;
    private long labelledAlerts;
    private long septic;
    private long standing;
    private long called;
    private long alertedStays;
    private long alertedSeptic;
    private long labelledStays;

    Tally(String name) {
        this.name = name;
    }

    void add(Stay stay, List<Alert> of) {
        BitSet on = hoursOn(stay, of);
        stays++;
        hours += stay.hours();
        alerts += of.size();
        hoursOnAlert += on.cardinality();
        bundles += bundles(of);
        for (Alert alert : of) {
            escalations += alert.escalations();
            byCondition.merge(alert.condition(), 1L, Long::sum);
        }
        stay.course().ifPresent(course -> judge(stay, course, of, on));
    }

    private void judge(Stay stay, Course course, List<Alert> of, BitSet on) {
        utility.add(course, stay.hours(), on);
        labelledStays++;
        labelledAlerts += of.size();
        alertedStays += on.isEmpty() ? 0 : 1;
        if (!course.isSeptic()) {
            return;
        }
        septic++;
        alertedSeptic += on.isEmpty() ? 0 : 1;
        long inWindow = of.stream().filter(alert -> course.isInWindow(alert.startHour())).count();
        alertsInWindow += inWindow;
        called += inWindow > 0 ? 1 : 0;
        int first = on.nextSetBit(Math.max(0, course.onset() - Course.EARLIEST));
        if (first >= 0 && course.isInWindow(first)) {
            standing++;
            leads.add((double) (course.onset() - first));
        }
    }

    private static BitSet hoursOn(Stay stay, List<Alert> alerts) {
        BitSet on = new BitSet();
        for (Alert alert : alerts) {
            int first = Math.clamp(alert.startHour(), 0, stay.hours() - 1);
            on.set(first, Math.clamp(alert.lastHour() + 1, first + 1, stay.hours()));
        }
        return on;
    }

    /** How often somebody is called who was not already called to the same patient. */
    private static long bundles(List<Alert> byStart) {
        long count = 0;
        double until = Double.NEGATIVE_INFINITY;
        for (Alert alert : byStart) {
            if (alert.startedAt() >= until) {
                count++;
            }
            until = Math.max(until, alert.endedAt());
        }
        return count;
    }

    private List<Integer> caughtBy() {
        List<Integer> by = new ArrayList<>();
        for (int before = Course.EARLIEST; before >= -Course.LATEST; before--) {
            int hours = before;
            by.add((int) leads.stream().filter(lead -> lead >= hours).count());
        }
        return by;
    }

    AlertFigures figures() {
        double days = hours / 24.0;
        return new AlertFigures(
                name,
                alerts / days,
                escalations / days,
                bundles / days,
                new Share(hoursOnAlert, hours),
                new Share(standing, septic),
                new Share(called, septic),
                Quartiles.of(leads),
                caughtBy(),
                new Share(alertsInWindow, labelledAlerts),
                new Share(alertedSeptic, alertedStays),
                new Share(alertedStays - alertedSeptic, labelledStays - septic),
                utility.normalised(),
                Map.copyOf(byCondition),
                stays,
                days);
    }
}
