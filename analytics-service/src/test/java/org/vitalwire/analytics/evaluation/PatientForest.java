package org.vitalwire.analytics.evaluation;

import com.amazon.randomcutforest.RandomCutForest;
import com.amazon.randomcutforest.config.TransformMethod;
import com.amazon.randomcutforest.parkservices.ThresholdedRandomCutForest;
import com.amazon.randomcutforest.returntypes.DiVector;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * A Random Cut Forest that learns one patient's vital signs and says how unusual each reading is
 * for that patient. Candidate for the product, judged by {@link ForestTrial}. Single use.
 */
final class PatientForest {

    /** The same patient, the same cuts: a finding must come out the same when it is said twice. */
    static final long SEED = 17;

    private static final List<Sign> SIGNS =
            List.of(
                    new Sign(VitalSign.HEART_RATE, 84, 15, Worse.HIGH),
                    new Sign(VitalSign.RESPIRATORY_RATE, 18, 4, Worse.HIGH),
                    new Sign(VitalSign.SPO2, 97, 2.5, Worse.LOW),
                    new Sign(VitalSign.SYSTOLIC_PRESSURE, 120, 18, Worse.LOW),
                    new Sign(VitalSign.MEAN_PRESSURE, 80, 13, Worse.LOW),
                    new Sign(VitalSign.TEMPERATURE, 36.8, 0.6, Worse.EITHER));

    private enum Worse {
        HIGH,
        LOW,
        EITHER
    }

    /**
     * One dimension. A forest cuts where the values spread, so their units decide what counts.
     *
     * @param typical stands in until the first value is measured
     * @param spread that counts as much as the spread of the other signs
     */
    private record Sign(VitalSign sign, double typical, double spread, Worse worse) {}

    /** What is taken for the score. */
    enum Kind {
        /** How unusual. */
        ANOMALY,
        /** Only what the library puts down to signs that moved in the direction of harm. */
        WORSENING,
        /**
         * As {@code ThresholdedRandomCutForest} does: each sign normalised by the patient's own.
         */
        NORMALISED,
        /** The same, but 0 below the library's own threshold. */
        GRADE
    }

    /**
     * @param shingle readings that make one point
     * @param learns readings before the first score
     */
    record Setting(Kind kind, int trees, int sampleSize, int shingle, int learns) {

        int dimensions() {
            return SIGNS.size() * shingle;
        }

        RandomCutForest forest() {
            return builder().build();
        }

        private RandomCutForest.Builder<?> builder() {
            return RandomCutForest.builder()
                    .dimensions(dimensions())
                    .shingleSize(shingle)
                    .internalShinglingEnabled(shingle > 1)
                    .numberOfTrees(trees)
                    .sampleSize(sampleSize)
                    .outputAfter(learns)
                    .initialAcceptFraction(1)
                    .parallelExecutionEnabled(false)
                    .randomSeed(SEED);
        }

        ThresholdedRandomCutForest thresholded() {
            return ThresholdedRandomCutForest.builder()
                    .dimensions(dimensions())
                    .shingleSize(shingle)
                    .internalShinglingEnabled(true)
                    .numberOfTrees(trees)
                    .sampleSize(sampleSize)
                    .outputAfter(learns)
                    .startNormalization(Math.min(learns, 5))
                    .transformMethod(TransformMethod.NORMALIZE)
                    .parallelExecutionEnabled(false)
                    .randomSeed(SEED)
                    .build();
        }
    }

    /** Takes the next point and says how unusual it is; NaN while it learns. */
    private interface Detector {
        double next(double[] point);
    }

    private final Detector detector;
    private final double[] newest = SIGNS.stream().mapToDouble(Sign::typical).toArray();

    PatientForest(Setting setting) {
        this.detector =
                switch (setting.kind()) {
                    case ANOMALY, WORSENING -> plain(setting);
                    case NORMALISED, GRADE -> thresholded(setting);
                };
    }

    /** One that has learned from others and learns nothing more. */
    PatientForest(RandomCutForest taught) {
        this.detector = point -> taught.getAnomalyScore(scaled(point));
    }

    /** Every hour of theirs is as likely as any other to be kept. */
    static RandomCutForest taughtBy(Setting setting, Stream<Stay> stays) {
        RandomCutForest forest = setting.builder().timeDecay(0).build();
        stays.forEach(stay -> {
            PatientForest newest =
                    new PatientForest(point -> {
                        forest.update(scaled(point));
                        return 0;
                    });
            stay.readings().forEach(newest::next);
        });
        return forest;
    }

    private PatientForest(Detector detector) {
        this.detector = detector;
    }

    private static Detector plain(Setting setting) {
        RandomCutForest forest = setting.forest();
        return point -> {
            float[] scaled = scaled(point);
            double score = Double.NaN;
            if (forest.getTotalUpdates() >= setting.learns()) {
                score =
                        setting.kind() == Kind.ANOMALY
                                ? forest.getAnomalyScore(scaled)
                                : worsening(forest.getAnomalyAttribution(scaled));
            }
            forest.update(scaled);
            return score;
        };
    }

    private static Detector thresholded(Setting setting) {
        ThresholdedRandomCutForest forest = setting.thresholded();
        int[] seen = {0};
        return point -> {
            var described = forest.process(point, seen[0]);
            double score =
                    setting.kind() == Kind.GRADE
                            ? described.getAnomalyGrade()
                            : described.getRCFScore();
            return ++seen[0] > setting.learns() + setting.shingle() ? score : Double.NaN;
        };
    }

    private static float[] scaled(double[] point) {
        float[] scaled = new float[point.length];
        for (int i = 0; i < point.length; i++) {
            Sign sign = SIGNS.get(i);
            scaled[i] = (float) ((point[i] - sign.typical()) / sign.spread());
        }
        return scaled;
    }

    private static double worsening(DiVector attribution) {
        double sum = 0;
        for (int i = 0; i < attribution.getDimensions(); i++) {
            sum +=
                    switch (SIGNS.get(i % SIGNS.size()).worse()) {
                        case HIGH -> attribution.high[i];
                        case LOW -> attribution.low[i];
                        case EITHER -> attribution.getHighLowSum(i);
                    };
        }
        return sum;
    }

    /** NaN while it learns, and for a reading without any of the signs. */
    double next(Reading reading) {
        boolean measured = false;
        for (int i = 0; i < newest.length; i++) {
            Optional<VitalValue> value =
                    reading.value(SIGNS.get(i).sign()).filter(VitalValue::isScorable);
            if (value.isPresent()) {
                newest[i] = value.get().value();
                measured = true;
            }
        }
        return measured ? detector.next(newest.clone()) : Double.NaN;
    }

    /** Scores in thousandths, the greatest of each hour; an hour without a reading has the last. */
    static int[] hours(PatientForest forest, Stay stay) {
        int[] hours = new int[stay.hours()];
        Arrays.fill(hours, StayOutcome.UNKNOWN);
        for (Reading reading : stay.readings()) {
            double score = forest.next(reading);
            long hour = Duration.between(stay.start(), reading.measuredAt()).toHours();
            if (!Double.isNaN(score) && hour < hours.length) {
                int thousandths = (int) Math.round(1000 * score);
                hours[(int) hour] = Math.max(hours[(int) hour], thousandths);
            }
        }
        for (int hour = 1; hour < hours.length; hour++) {
            if (hours[hour] == StayOutcome.UNKNOWN) {
                hours[hour] = hours[hour - 1];
            }
        }
        return hours;
    }
}
