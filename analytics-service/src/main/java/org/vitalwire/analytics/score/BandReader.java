package org.vitalwire.analytics.score;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.score.ScoreDocument.BandEntry;

/** Reads the bands of one input, and adds what is wrong with them to the faults. */
final class BandReader {

    private static final int MOST_POINTS = 100;

    private final List<String> faults;

    BandReader(List<String> faults) {
        this.faults = faults;
    }

    Optional<Bands> read(String at, @Nullable List<BandEntry> entries) {
        if (entries == null || entries.isEmpty()) {
            faults.add(at + ": is missing");
            return Optional.empty();
        }
        int before = faults.size();
        int last = entries.size() - 1;
        double[] ends = new double[last];
        boolean[] inclusive = new boolean[last];
        int[] points = new int[entries.size()];
        for (int i = 0; i <= last; i++) {
            BandEntry entry = entries.get(i);
            String here = "%s[%d]".formatted(at, i);
            Integer given = entry.points();
            if (given == null || given < 0 || given > MOST_POINTS) {
                faults.add(here + ".points: must be 0 to " + MOST_POINTS);
            } else {
                points[i] = given;
            }
            Double end = entry.upTo() == null ? entry.below() : entry.upTo();
            if (entry.upTo() != null && entry.below() != null) {
                faults.add(here + ": ends with upTo or with below, not both");
            } else if (i == last) {
                if (end != null) {
                    faults.add(here + ": the last band has no end");
                }
            } else if (end == null || !Double.isFinite(end)) {
                faults.add(here + ": needs upTo or below");
            } else if (i > 0 && end <= ends[i - 1]) {
                faults.add(here + ": must end above the band before it");
            } else {
                ends[i] = end;
                inclusive[i] = entry.upTo() != null;
            }
        }
        return faults.size() == before
                ? Optional.of(new Bands(ends, inclusive, points))
                : Optional.empty();
    }
}
