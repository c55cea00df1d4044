package org.vitalwire.simulator.physiology;

import java.util.random.RandomGenerator;

/**
 * What a body does at one moment, before noise and before a sensor sees it.
 *
 * @param heartRate /min
 * @param respiratoryRate /min
 * @param spo2 %
 * @param systolic mmHg
 * @param diastolic mmHg
 * @param temperature degrees Celsius
 */
record Body(
        double heartRate,
        double respiratoryRate,
        double spo2,
        double systolic,
        double diastolic,
        double temperature) {

    /** An adult at rest in bed; everyone a little different. */
    static Body healthy(RandomGenerator random) {
        return new Body(
                between(random, 62, 82),
                between(random, 13, 16.5),
                between(random, 96.6, 98.2),
                between(random, 114, 134),
                between(random, 66, 80),
                between(random, 36.5, 37.0));
    }

    /** Chronic hypercapnic lung disease on controlled oxygen: the target is 88-92 %. */
    static Body chronicLungDisease(RandomGenerator random) {
        return new Body(
                between(random, 76, 88),
                between(random, 17, 19.5),
                between(random, 89.4, 90.8),
                between(random, 124, 140),
                between(random, 70, 82),
                between(random, 36.5, 37.0));
    }

    /** The way from this state to another: 0 is here, 1 is there. */
    Body towards(Body other, double fraction) {
        return new Body(
                mix(heartRate, other.heartRate, fraction),
                mix(respiratoryRate, other.respiratoryRate, fraction),
                mix(spo2, other.spo2, fraction),
                mix(systolic, other.systolic, fraction),
                mix(diastolic, other.diastolic, fraction),
                mix(temperature, other.temperature, fraction));
    }

    private static double mix(double from, double to, double fraction) {
        return from + (to - from) * fraction;
    }

    private static double between(RandomGenerator random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }
}
