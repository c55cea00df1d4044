package org.vitalwire.analytics.evaluation;

import java.util.Locale;

/**
 * A share of a count, with how sure it is: Wilson's interval of 95 %.
 *
 * @param of the count; with 0 the share is not known
 */
public record Share(long part, long of) {

    private static final double Z = 1.959964;

    public Share {
        if (part < 0 || part > of) {
            throw new IllegalArgumentException("a share is part of its whole");
        }
    }

    /** NaN when there was nothing to share. */
    public double value() {
        return of == 0 ? Double.NaN : part / (double) of;
    }

    public double low() {
        return of == 0 ? Double.NaN : centre() - spread();
    }

    public double high() {
        return of == 0 ? Double.NaN : centre() + spread();
    }

    private double centre() {
        return (value() + Z * Z / (2 * of)) / (1 + Z * Z / of);
    }

    private double spread() {
        double p = value();
        return Z * Math.sqrt(p * (1 - p) / of + Z * Z / (4.0 * of * of)) / (1 + Z * Z / of);
    }

    /** For people, for example {@code 77.4 % (73.8-80.6)}. */
    public String text() {
        return of == 0
                ? "-"
                : String.format(
                        Locale.ROOT,
                        "%.1f %% (%.1f-%.1f)",
                        100 * value(),
                        100 * low(),
                        100 * high());
    }
}
