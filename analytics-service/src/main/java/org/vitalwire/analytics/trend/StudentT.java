package org.vitalwire.analytics.trend;

/** Student's distribution for whole degrees of freedom (Abramowitz and Stegun 26.7.3, 26.7.4). */
final class StudentT {

    private StudentT() {}

    /**
     * The probability of a value between minus and plus t.
     *
     * @param t not negative
     * @param degrees of freedom, at least 1
     */
    static double within(double t, int degrees) {
        double angle = Math.atan(t / Math.sqrt(degrees));
        double sine = Math.sin(angle);
        double cosine = Math.cos(angle);
        double square = cosine * cosine;
        double sum = 0;
        if (degrees % 2 == 1) {
            double term = cosine;
            for (int k = 1; k <= degrees - 2; k += 2) {
                sum += term;
                term *= square * (k + 1) / (k + 2);
            }
            return 2 / Math.PI * (angle + sine * sum);
        }
        double term = 1;
        for (int k = 0; k <= degrees - 2; k += 2) {
            sum += term;
            term *= square * (k + 1) / (k + 2);
        }
        return sine * sum;
    }
}
