package org.vitalwire.analytics.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What a detector said in each hour of each stay, and what alerts of it would be worth.
 *
 * @param stays of known course
 * @param hours of each stay, one value an hour; {@link StayOutcome#UNKNOWN} where nothing was said
 */
record HourScores(String name, List<Stay> stays, List<int[]> hours) {

    /** Thresholds that are tried: reached by 0.1 % of all hours to 70 %. */
    private static final double[] SHARES = shares();

    private static double[] shares() {
        return IntStream.rangeClosed(0, 80)
                .mapToDouble(step -> 0.001 * Math.pow(700, step / 80.0))
                .toArray();
    }

    /** Every hour against every other. */
    double auroc() {
        Ranking ranking = new Ranking();
        each((hour, score, positive) -> ranking.add(score, positive));
        return ranking.auroc();
    }

    /**
     * Hours are compared only with hours of other stays that are as long after the admission: what
     * merely stands for the time since admission is 0.5 here.
     */
    double aurocAtTheSameHour() {
        Map<Integer, Ranking> byHour = new TreeMap<>();
        Map<Integer, Integer> negatives = new TreeMap<>();
        each((hour, score, positive) -> {
            byHour.computeIfAbsent(hour, key -> new Ranking()).add(score, positive);
            negatives.merge(hour, positive ? 0 : 1, Integer::sum);
        });
        double better = 0;
        double pairs = 0;
        for (Map.Entry<Integer, Ranking> entry : byHour.entrySet()) {
            double of =
                    (double) entry.getValue().positives()
                            * negatives.getOrDefault(entry.getKey(), 0);
            if (of > 0) {
                better += entry.getValue().auroc() * of;
                pairs += of;
            }
        }
        return better / pairs;
    }

    /**
     * The same detector on the next patient who stayed at least as long: its rhythm, its frequency
     * and its age are the same, but it knows nothing of this patient.
     */
    HourScores ofAnother() {
        List<int[]> others = new ArrayList<>();
        for (int i = 0; i < stays.size(); i++) {
            int length = stays.get(i).hours();
            int other = (i + 1) % stays.size();
            while (hours.get(other).length < length) {
                other = (other + 1) % stays.size();
            }
            others.add(Arrays.copyOf(hours.get(other), length));
        }
        return new HourScores(name + ", of another patient", stays, others);
    }

    /** This score with so many points more in the hours in which a detector reaches a threshold. */
    HourScores plus(int points, HourScores detector, int threshold) {
        List<int[]> sums = new ArrayList<>();
        for (int i = 0; i < stays.size(); i++) {
            int[] sum = hours.get(i).clone();
            for (int hour = 0; hour < sum.length; hour++) {
                sum[hour] += detector.hours.get(i)[hour] >= threshold ? points : 0;
            }
            sums.add(sum);
        }
        return new HourScores(name + " and " + detector.name, stays, sums);
    }

    /** The threshold that so large a share of all hours reaches. */
    int reachedBy(double share) {
        int[] sorted = hours.stream().flatMapToInt(Arrays::stream).sorted().toArray();
        int index = (int) ((1 - share) * sorted.length);
        return Math.max(StayOutcome.UNKNOWN + 1, sorted[Math.min(index, sorted.length - 1)]);
    }

    /**
     * What calls, beside what calls anyway, at the threshold that comes nearest to so many alerts
     * per patient-day, sought from the rarest on.
     *
     * @param clearAfter how many hours below the threshold end an alert
     * @param besides of each stay
     */
    AlertFigures atAlertsPerDay(
            String title, double wanted, int clearAfter, List<List<Alert>> besides) {
        AlertFigures best = alerts(title, Integer.MAX_VALUE, clearAfter, besides);
        for (double share : SHARES) {
            AlertFigures next = alerts(title, reachedBy(share), clearAfter, besides);
            if (next.alertsPerDay() > wanted) {
                return next.alertsPerDay() - wanted < wanted - best.alertsPerDay() ? next : best;
            }
            best = next;
        }
        return best;
    }

    AlertFigures alerts(String title, int threshold, int clearAfter, List<List<Alert>> besides) {
        Tally tally = new Tally(title);
        for (int i = 0; i < stays.size(); i++) {
            List<Alert> all = new ArrayList<>(besides.get(i));
            all.addAll(crossings(hours.get(i), threshold, clearAfter));
            all.sort(Comparator.comparingDouble(Alert::startedAt).thenComparing(Alert::condition));
            tally.add(stays.get(i), all);
        }
        return tally.figures();
    }

    private List<Alert> crossings(int[] scores, int threshold, int clearAfter) {
        int[] on = new int[scores.length];
        int until = -1;
        for (int hour = 0; hour < scores.length; hour++) {
            until = scores[hour] >= threshold ? hour + clearAfter : until;
            on[hour] = hour <= until ? 1 : 0;
        }
        return ScoreSweep.crossings(name, on, 1);
    }

    private interface Each {
        void take(int hour, int score, boolean positive);
    }

    private void each(Each each) {
        for (int i = 0; i < stays.size(); i++) {
            Course course = stays.get(i).course().orElseThrow();
            int[] scores = hours.get(i);
            for (int hour = 0; hour < scores.length; hour++) {
                each.take(hour, scores[hour], course.isPositive(hour));
            }
        }
    }
}
