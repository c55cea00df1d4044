package org.vitalwire.ehr.chart;

/**
 * One line of the chart, ready for the ledger.
 *
 * @param synthetic whether a simulator or a recording had a part in it
 * @param retrospective whether part of it came too late to act upon
 */
public record ChartEntry(ChartKey key, ChartFacts facts, boolean synthetic, boolean retrospective) {

    /** What is to be charted, given what was charted under this key before. */
    public ChartEntry after(ChartEntry earlier) {
        return new ChartEntry(
                key,
                facts.after(earlier.facts),
                synthetic || earlier.synthetic,
                retrospective || earlier.retrospective);
    }
}
