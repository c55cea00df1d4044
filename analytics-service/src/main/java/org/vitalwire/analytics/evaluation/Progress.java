package org.vitalwire.analytics.evaluation;

/** Is told how far an evaluation is. */
@FunctionalInterface
public interface Progress {

    Progress SILENT = (stays, expected) -> {};

    /**
     * @param expected 0 where that is not known
     */
    void at(long stays, long expected);
}
