package org.vitalwire.gateway.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.vitalwire.gateway.codec.DecodingTrace;

/** Writes the steps down, up to a bound: a large batch has more of them than anybody reads. */
final class RecordedTrace implements DecodingTrace {

    static final int MOST_STEPS = 2_000;
    static final int LONGEST_DETAIL = 300;

    private final List<Explanation.Step> steps = new ArrayList<>();
    private int further;

    @Override
    public void step(String step, Outcome outcome, Supplier<String> detail) {
        if (steps.size() >= MOST_STEPS) {
            further++;
            return;
        }
        steps.add(new Explanation.Step(cut(step), outcome, cut(detail.get())));
    }

    List<Explanation.Step> steps() {
        if (further > 0) {
            List<Explanation.Step> all = new ArrayList<>(steps);
            all.add(new Explanation.Step("...", Outcome.SKIPPED, further + " more steps"));
            return all;
        }
        return List.copyOf(steps);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL) + "...";
    }
}
