package org.vitalwire.analytics.evaluation;

import com.amazon.randomcutforest.RandomCutForest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.vitalwire.analytics.evaluation.PatientForest.Kind;
import org.vitalwire.analytics.evaluation.PatientForest.Setting;
import org.vitalwire.analytics.patient.PatientEvaluator;
import org.vitalwire.analytics.policy.Policy;
import org.vitalwire.analytics.policy.PolicyReader;
import org.vitalwire.contracts.event.Priority;

/**
 * Does a Random Cut Forest per patient earn its place beside the rules? Prints the tables of
 * docs/evaluation.md; {@code benchmarks/forest} runs it.
 */
final class ForestTrial {

    /** As the deterioration index of {@code ward-adult}. */
    private static final int CLEAR_AFTER_HOURS = 4;

    private static final Map<String, Setting> FORESTS = forests();

    private static Map<String, Setting> forests() {
        Map<String, Setting> forests = new LinkedHashMap<>();
        forests.put("forest", new Setting(Kind.ANOMALY, 50, 128, 1, 8));
        forests.put("forest, worsening only", new Setting(Kind.WORSENING, 50, 128, 1, 8));
        forests.put(
                "forest of 3 readings, worsening only", new Setting(Kind.WORSENING, 50, 128, 3, 8));
        forests.put(
                "forest, normalised by the library", new Setting(Kind.NORMALISED, 50, 128, 1, 8));
        return forests;
    }

    private final List<Stay> stays;
    private final List<StayOutcome> outcomes;
    private final HourScores index;
    private final HourScores news2;

    private ForestTrial(List<Stay> stays, Policy policy) {
        PatientEvaluator evaluator = new PatientEvaluator(policy);
        this.stays = stays;
        this.outcomes = stays.stream().map(stay -> PolicyRun.of(evaluator, stay)).toList();
        this.news2 = scores("NEWS2", ForestTrial::news2);
        this.index =
                new HourScores(
                        "deterioration index",
                        stays,
                        IntStream.range(0, stays.size())
                                .mapToObj(i -> index(outcomes.get(i), stays.get(i)))
                                .toList());
    }

    /**
     * @param arguments a folder of the 2019 challenge, a file of mimic2-numerics
     */
    public static void main(String[] arguments) throws Exception {
        List<Stay> stays = new ArrayList<>();
        RecordedData.at(Path.of(arguments[0])).forEach(stays::add);
        new ForestTrial(stays, PolicyReader.readDefault()).print();
        List<Stay> monitored = new ArrayList<>();
        RecordedData.at(Path.of(arguments[1])).forEach(monitored::add);
        printByTheMinute(monitored.getFirst());
        printCost();
    }

    private static int[] news2(Stay stay) {
        return Objects.requireNonNull(
                Evaluation.references(stay).references().get("NEWS2"), "no such reference");
    }

    /** In a stay without any reading nothing is ever scored. */
    private static int[] index(StayOutcome outcome, Stay stay) {
        int[] silent = new int[stay.hours()];
        Arrays.fill(silent, StayOutcome.UNKNOWN);
        return outcome.scores().getOrDefault("deterioration", silent);
    }

    private HourScores scores(String name, Function<Stay, int[]> hours) {
        return new HourScores(name, stays, stays.stream().map(hours).toList());
    }

    private void print() {
        List<HourScores> forests = new ArrayList<>();
        FORESTS.forEach((name, setting) ->
                forests.add(
                        scores(
                                name,
                                stay -> PatientForest.hours(new PatientForest(setting), stay))));
        forests.add(ofEverybodyElse());
        printRanking(forests);
        printAlerts(forests);
    }

    /** No forest per patient: the stays of one half are judged by what the other half taught. */
    private HourScores ofEverybodyElse() {
        Setting setting = new Setting(Kind.ANOMALY, 50, 256, 1, 64);
        List<RandomCutForest> taught =
                Stream.of(0, 1)
                        .map(half ->
                                PatientForest.taughtBy(
                                        setting, stays.stream().filter(stay -> half(stay) != half)))
                        .toList();
        return scores(
                "one forest for all patients",
                stay -> PatientForest.hours(new PatientForest(taught.get(half(stay))), stay));
    }

    private static int half(Stay stay) {
        return (stay.id().hashCode() * 0x9E3779B9) >>> 31;
    }

    private void printRanking(List<HourScores> forests) {
        line("| hour by hour | AUROC | among hours equally long after admission |");
        line("|---|--:|--:|");
        rank(news2);
        rank(index);
        for (HourScores forest : forests) {
            rank(forest);
        }
        rank(forests.getFirst().ofAnother());
        for (HourScores forest : forests) {
            rank(best(forest));
        }
        rank(best(forests.getFirst().ofAnother()));
        line("");
    }

    private static void rank(HourScores scores) {
        line("| %s | %.3f | %.3f |", scores.name(), scores.auroc(), scores.aurocAtTheSameHour());
    }

    /** The index with the points and the threshold for the detector that rank best afterwards. */
    private HourScores best(HourScores detector) {
        List<HourScores> sums = new ArrayList<>();
        for (double share : new double[] {0.01, 0.02, 0.05, 0.1, 0.2, 0.4}) {
            for (int points = 1; points <= 2; points++) {
                sums.add(index.plus(points, detector, detector.reachedBy(share)));
            }
        }
        return Collections.max(sums, Comparator.comparingDouble(HourScores::auroc));
    }

    private void printAlerts(List<HourScores> forests) {
        List<List<Alert>> nothing = Collections.nCopies(stays.size(), List.of());
        line(
                "| alerts | per patient-day | calls | hours on alert | caught, -12 h to +3 h | began"
                        + " in it | PPV | utility |");
        line("|---|--:|--:|--:|--:|--:|--:|--:|");
        row(news2.alerts("NEWS2 >= 5", 5, 0, nothing));
        row(news2.alerts("NEWS2 >= 7", 7, 0, nothing));
        AlertFigures all = ward("ward-adult", Priority.LOW);
        AlertFigures medium = ward("ward-adult, medium and high", Priority.MEDIUM);
        row(all);
        row(medium);
        row(ward("ward-adult, high", Priority.HIGH));
        row(
                index.atAlertsPerDay(
                        index.name() + ", without delays",
                        all.alertsPerDay(),
                        CLEAR_AFTER_HOURS,
                        nothing));
        List<HourScores> detectors = new ArrayList<>(forests);
        detectors.add(forests.getFirst().ofAnother());
        for (HourScores detector : detectors) {
            String alone = detector.name() + ", alone";
            row(detector.atAlertsPerDay(alone, all.alertsPerDay(), CLEAR_AFTER_HOURS, nothing));
        }
        for (HourScores detector : detectors) {
            row(beside("medium and high", Priority.MEDIUM, detector, all));
        }
        for (HourScores detector : detectors) {
            row(beside("high", Priority.HIGH, detector, medium));
        }
        line("");
    }

    private AlertFigures ward(String title, Priority least) {
        return index.alerts(title, Integer.MAX_VALUE, 0, alerts(least));
    }

    private List<List<Alert>> alerts(Priority least) {
        return outcomes.stream().map(outcome -> outcome.alerts(least)).toList();
    }

    /** The detector in place of what the policy's next lower priority adds, at equal alerts. */
    private AlertFigures beside(
            String kept, Priority least, HourScores detector, AlertFigures equal) {
        return detector.atAlertsPerDay(
                kept + ", and " + detector.name(),
                equal.alertsPerDay(),
                CLEAR_AFTER_HOURS,
                alerts(least));
    }

    private static void row(AlertFigures figures) {
        line(
                "| %s | %.2f | %.2f | %.1f %% | %s | %.1f %% | %.1f %% | %.3f |",
                figures.name(),
                figures.alertsPerDay(),
                figures.callsPerDay(),
                100 * figures.hoursOnAlert().value(),
                figures.caught().text(),
                100 * figures.calledInWindow().value(),
                100 * figures.usefulAlerts().value(),
                figures.utility());
    }

    private static void printByTheMinute(Stay stay) {
        line(
                "| a value a minute, %d h; the library's own threshold | alerts a day |",
                stay.hours());
        line("|---|--:|");
        for (int shingle : new int[] {1, 4}) {
            PatientForest forest =
                    new PatientForest(new Setting(Kind.GRADE, 50, 256, shingle, 256));
            int alerts = 0;
            boolean on = false;
            for (var reading : stay.readings()) {
                double grade = forest.next(reading);
                if (!Double.isNaN(grade)) {
                    alerts += grade > 0 && !on ? 1 : 0;
                    on = grade > 0;
                }
            }
            line("| points of %d reading(s) | %.1f |", shingle, alerts * 24.0 / stay.hours());
        }
        line("");
    }

    private static void printCost() throws Exception {
        line(
                "| trees x points kept | score and learn, us | explain, us | state after 38 readings,"
                        + " bytes | to a forest and back, us | after 2,000 | us |");
        line("|---|--:|--:|--:|--:|--:|--:|");
        for (Setting setting :
                List.of(
                        new Setting(Kind.ANOMALY, 50, 128, 1, 8),
                        new Setting(Kind.ANOMALY, 10, 32, 1, 8),
                        new Setting(Kind.ANOMALY, 1, 16, 1, 8))) {
            ForestCost cost = ForestCost.of(setting);
            line(
                    "| %d x %d | %.0f | %.0f | %,d | %,.0f | %,d | %,.0f |",
                    setting.trees(),
                    setting.sampleSize(),
                    cost.scored(),
                    cost.explained(),
                    cost.afterTwoDays().bytes(),
                    cost.afterTwoDays().restored(),
                    cost.full().bytes(),
                    cost.full().restored());
        }
    }

    private static void line(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
