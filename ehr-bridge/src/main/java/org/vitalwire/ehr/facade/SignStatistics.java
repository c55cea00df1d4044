package org.vitalwire.ehr.facade;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** Statistics of values, by the codes of FHIR's code system {@code observation-statistics}. */
final class SignStatistics {

    static final String SYSTEM = "http://terminology.hl7.org/CodeSystem/observation-statistics";

    /** Of at least one value, which are sorted. */
    private static final Map<String, ToDoubleFunction<double[]>> BY_CODE =
            Map.of(
                    "average", SignStatistics::average,
                    "maximum", sorted -> sorted[sorted.length - 1],
                    "minimum", sorted -> sorted[0],
                    "median", sorted -> percentile(sorted, 0.5),
                    "20-percent", sorted -> percentile(sorted, 0.2),
                    "80-percent", sorted -> percentile(sorted, 0.8),
                    "sum", sorted -> Arrays.stream(sorted).sum(),
                    "variance", SignStatistics::variance,
                    "std-dev", sorted -> Math.sqrt(variance(sorted)));

    private final double[] sorted;

    SignStatistics(double[] values) {
        this.sorted = values.clone();
        Arrays.sort(sorted);
    }

    /** Whether the code is of one that this knows. */
    static boolean knows(String code) {
        return isCount(code) || BY_CODE.containsKey(code);
    }

    /** Counts have no unit. */
    static boolean isCount(String code) {
        return code.equals("count") || code.equals("total-count");
    }

    /** Whether it has the sign's unit: a variance has its square. */
    static boolean isInUnit(String code) {
        return !isCount(code) && !code.equals("variance");
    }

    /** Empty where it takes values and there are none. */
    OptionalDouble value(String code) {
        if (isCount(code)) {
            return OptionalDouble.of(sorted.length);
        }
        if (sorted.length == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                Optional.ofNullable(BY_CODE.get(code))
                        .orElseThrow(() -> new IllegalArgumentException("no such statistic"))
                        .applyAsDouble(sorted));
    }

    private static double average(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    /** Of a population: these values are all that there are. */
    private static double variance(double[] values) {
        double average = average(values);
        return Arrays.stream(values).map(v -> (v - average) * (v - average)).sum() / values.length;
    }

    /** Between the two nearest values in proportion. */
    private static double percentile(double[] sorted, double part) {
        double place = part * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
