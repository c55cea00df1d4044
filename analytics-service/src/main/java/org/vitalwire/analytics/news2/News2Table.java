package org.vitalwire.analytics.news2;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/** The published bands, read from {@code news2.tsv}. */
public final class News2Table {

    private static final News2Table PUBLISHED = read("news2.tsv");

    /** The gas that a band is for. */
    enum Gas {
        ANY,
        AIR,
        OXYGEN;

        boolean matches(Gas known) {
            return this == ANY || this == known;
        }
    }

    /**
     * One row.
     *
     * @param scale 1, 2, or 0 for both
     * @param low inclusive
     * @param high inclusive
     */
    record Band(Parameter parameter, int scale, Gas gas, double low, double high, int points) {

        boolean matches(double value, int scaleInUse, Gas known) {
            return (scale == 0 || scale == scaleInUse)
                    && gas.matches(known)
                    && value >= low
                    && value <= high;
        }
    }

    private final Band[][] bands;
    private final int[] maxPoints;

    private News2Table(List<Band> rows) {
        bands = new Band[Parameter.count()][];
        maxPoints = new int[Parameter.count()];
        for (int i = 0; i < Parameter.count(); i++) {
            Parameter parameter = Parameter.at(i);
            List<Band> own = rows.stream().filter(row -> row.parameter() == parameter).toList();
            if (own.isEmpty()) {
                throw new IllegalStateException("no bands for " + parameter.code());
            }
            bands[i] = own.toArray(Band[]::new);
            maxPoints[i] = own.stream().mapToInt(Band::points).max().orElse(0);
        }
    }

    public static News2Table published() {
        return PUBLISHED;
    }

    /** The most that a parameter can give: what its absence may hide. */
    public int maxPoints(Parameter parameter) {
        return maxPoints[parameter.index()];
    }

    /**
     * Points of one parameter.
     *
     * @param value canonical unit, any resolution
     * @param scale SpO2 scale, 1 or 2
     * @param gas {@link Gas#ANY} when it is not known
     * @return empty when the table cannot say: a high SpO2 on scale 2 without knowing the gas
     */
    OptionalInt points(Parameter parameter, double value, int scale, Gas gas) {
        double charted = parameter.quantise(value);
        for (Band band : bands[parameter.index()]) {
            if (band.matches(charted, scale, gas)) {
                return OptionalInt.of(band.points());
            }
        }
        return OptionalInt.empty();
    }

    /** All rows, for whoever wants to read the policy in force. */
    public List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (Band[] own : bands) {
            for (Band band : own) {
                rows.add(describe(band));
            }
        }
        return rows;
    }

    private static String describe(Band band) {
        StringBuilder text = new StringBuilder(band.parameter().code());
        if (band.scale() != 0) {
            text.append(" scale ").append(band.scale());
        }
        if (band.gas() != Gas.ANY) {
            text.append(band.gas() == Gas.AIR ? " on air" : " on oxygen");
        }
        text.append(": ");
        if (Double.isInfinite(band.low())) {
            text.append("<= ").append(band.parameter().format(band.high()));
        } else if (Double.isInfinite(band.high())) {
            text.append(">= ").append(band.parameter().format(band.low()));
        } else if (band.low() == band.high()) {
            text.append(band.parameter().format(band.low()));
        } else {
            text.append(band.parameter().format(band.low()))
                    .append(" to ")
                    .append(band.parameter().format(band.high()));
        }
        return text.append(" gives ").append(band.points()).toString();
    }

    private static News2Table read(String resource) {
        InputStream stream =
                Objects.requireNonNull(News2Table.class.getResourceAsStream(resource), resource);
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return new News2Table(
                    reader.lines()
                            .filter(line -> !line.startsWith("#") && !line.isBlank())
                            .skip(1)
                            .map(News2Table::band)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    private static Band band(String line) {
        String[] cells = line.split("\t", -1);
        return new Band(
                Parameter.ofCode(cells[0]).orElseThrow(),
                cells[1].equals("*") ? 0 : Integer.parseInt(cells[1]),
                switch (cells[2]) {
                    case "*" -> Gas.ANY;
                    case "air" -> Gas.AIR;
                    case "oxygen" -> Gas.OXYGEN;
                    default -> throw new IllegalStateException("gas " + cells[2]);
                },
                cells[3].isEmpty() ? Double.NEGATIVE_INFINITY : Double.parseDouble(cells[3]),
                cells[4].isEmpty() ? Double.POSITIVE_INFINITY : Double.parseDouble(cells[4]),
                Integer.parseInt(cells[5]));
    }
}
