package org.vitalwire.gateway.continuity;

import java.util.List;
import java.util.stream.Collectors;
import org.vitalwire.gateway.continuity.SequenceIntervals.Gap;

/** A run's gaps in words: {@code expected 10000, received 9998, missing 2 at 17-18}. */
final class GapWords {

    private static final int NAMED = 5;

    private GapWords() {}

    static String of(CountedRun run) {
        StringBuilder words = new StringBuilder();
        if (!run.boot().isEmpty()) {
            words.append("boot ").append(run.boot()).append(": ");
        } else if (run.run() > 0) {
            words.append("run ").append(run.run() + 1).append(": ");
        }
        words.append("expected ").append(run.expected());
        words.append(", received ").append(run.received());
        if (run.refusedCount() > 0) {
            words.append(", refused ").append(run.refusedCount());
        }
        words.append(", missing ").append(run.missing());
        List<Gap> gaps = run.seen().gaps();
        if (!gaps.isEmpty()) {
            words.append(" at ")
                    .append(
                            gaps.stream()
                                    .limit(NAMED)
                                    .map(GapWords::of)
                                    .collect(Collectors.joining(", ")));
        }
        if (gaps.size() > NAMED || run.seen().settled() > 0) {
            words.append(" and elsewhere");
        }
        return words.toString();
    }

    private static String of(Gap gap) {
        return gap.from() == gap.to() ? Long.toString(gap.from()) : gap.from() + "-" + gap.to();
    }
}
