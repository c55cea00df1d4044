package org.vitalwire.simulator.physiology;

import java.util.random.RandomGenerator;

/**
 * First-order autoregressive noise, independent of the sampling interval: it wanders about zero
 * with a standard deviation and forgets over a time constant. White noise looks like a broken
 * sensor; a body remembers.
 */
final class Ar1Noise {

    private final double standardDeviation;
    private final double timeConstantSeconds;
    private double value;

    Ar1Noise(double standardDeviation, double timeConstantSeconds, RandomGenerator random) {
        this.standardDeviation = standardDeviation;
        this.timeConstantSeconds = timeConstantSeconds;
        this.value = standardDeviation * random.nextGaussian();
    }

    double after(double seconds, RandomGenerator random) {
        double memory = Math.exp(-seconds / timeConstantSeconds);
        value =
                memory * value
                        + standardDeviation
                                * Math.sqrt(1 - memory * memory)
                                * random.nextGaussian();
        return value;
    }
}
