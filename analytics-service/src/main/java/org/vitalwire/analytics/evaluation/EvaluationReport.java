package org.vitalwire.analytics.evaluation;

import java.util.List;

/**
 * Everything that one evaluation has to say.
 *
 * @param command what was typed to make it
 */
public record EvaluationReport(String command, List<DataReport> data) {

    public EvaluationReport {
        data = List.copyOf(data);
    }
}
