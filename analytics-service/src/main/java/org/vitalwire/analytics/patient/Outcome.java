package org.vitalwire.analytics.patient;

import java.util.ArrayList;
import java.util.List;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.HeldBack;
import org.vitalwire.contracts.event.Score;

/** What an evaluation has to tell. */
public final class Outcome {

    private final List<Score> scores = new ArrayList<>(1);
    private final List<Finding> findings = new ArrayList<>(1);
    private final List<HeldBack> heldBack = new ArrayList<>(0);
    private boolean late;
    private long restMicros;

    void add(Score score) {
        scores.add(score);
    }

    void add(Finding finding) {
        findings.add(finding);
    }

    void add(HeldBack values) {
        heldBack.add(values);
    }

    void markLate() {
        late = true;
    }

    void mayRest(long micros) {
        restMicros = micros;
    }

    public List<Score> scores() {
        return scores;
    }

    public List<Finding> findings() {
        return findings;
    }

    /** Values of the reading that nothing rests on. */
    public List<HeldBack> heldBack() {
        return heldBack;
    }

    /** Whether the reading came later than the lateness allows, so that it moved no live lane. */
    public boolean isLate() {
        return late;
    }

    /**
     * For how long nobody needs to look at the patient though no reading comes, microseconds of our
     * time; 0 while something is on, or was told and may have to be taken back.
     */
    public long restMicros() {
        return restMicros;
    }
}
