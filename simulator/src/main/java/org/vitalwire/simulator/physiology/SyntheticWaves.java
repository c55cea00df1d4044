package org.vitalwire.simulator.physiology;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * An electrocardiogram (lead II) and a plethysmogram that beat at a given rate: made up, of the
 * shape of a healthy heart's whatever ails the patient, and good for seeing that waves travel, not
 * for reading them. Each beat is a sum of bell curves over its phase (after McSharry and others,
 * IEEE Trans Biomed Eng 2003;50:289). The same seed and rates give the same waves. Not for use by
 * several threads.
 */
public final class SyntheticWaves {

    /** Samples a second. */
    public static final int HERTZ = 250;

    /** mV of a raw step of the electrocardiogram. */
    public static final double ECG_FACTOR = 0.005;

    /** Of a raw step of the plethysmogram, which has no unit. */
    public static final double PLETH_FACTOR = 0.001;

    /** P, Q, R, S, T: where in the beat, how high (mV), how wide (parts of a beat). */
    private static final double[][] ECG = {
        {0.20, 0.12, 0.028},
        {0.345, -0.10, 0.010},
        {0.37, 1.05, 0.011},
        {0.395, -0.22, 0.011},
        {0.66, 0.28, 0.050}
    };

    /** The pulse arrives a while after the R wave; then the dicrotic one. */
    private static final double[][] PLETH = {{0.62, 0.80, 0.085}, {0.86, 0.30, 0.090}};

    private static final double NOISE_MV = 0.008;

    private final RandomGenerator random;
    private double phase;

    public SyntheticWaves(long seed) {
        this.random = new SplittableRandom(seed);
        this.phase = random.nextDouble();
    }

    /** One second of both, raw. */
    // Nobody compares them.
    @SuppressWarnings("ArrayRecordComponent")
    public record Second(int[] ecg, int[] pleth) {}

    /** The next second, at so many beats a minute. */
    public Second next(double heartRate) {
        int[] ecg = new int[HERTZ];
        int[] pleth = new int[HERTZ];
        for (int i = 0; i < HERTZ; i++) {
            phase = (phase + heartRate / 60 / HERTZ) % 1;
            double millivolts = sum(ECG) + NOISE_MV * random.nextGaussian();
            ecg[i] = (int) Math.round(millivolts / ECG_FACTOR);
            pleth[i] = (int) Math.round(sum(PLETH) / PLETH_FACTOR);
        }
        return new Second(ecg, pleth);
    }

    private double sum(double[][] curves) {
        double sum = 0;
        for (double[] curve : curves) {
            double distance = Math.abs(phase - curve[0]);
            // A beat follows a beat: the end is next to the beginning.
            double away = Math.min(distance, 1 - distance) / curve[2];
            sum += curve[1] * Math.exp(-away * away / 2);
        }
        return sum;
    }
}
