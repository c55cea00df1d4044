package org.vitalwire.ehr.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vitalwire.ehr.chart.ChartEntry;

/**
 * A charted line as the ledger keeps it.
 *
 * @param id resource id and identifier of the Observation
 * @param revision counts up when late values change what is charted
 * @param chartedAt when this revision was charted
 * @param derivedFrom ids of the Observations that a score rests on; empty until it is first sent
 * @param attempts deliveries begun to the target that it is read for; 0 where there is none
 * @param remoteId the id at a target that chooses ids itself
 * @param enteredInError it was measured on somebody else; the facts are those that it had
 */
public record LedgerEntry(
        String id,
        ChartEntry chart,
        int revision,
        Instant chartedAt,
        Optional<List<String>> derivedFrom,
        int attempts,
        Optional<String> remoteId,
        boolean enteredInError)
        implements ChartLine {

    /** Of a line that stands. */
    public LedgerEntry(
            String id,
            ChartEntry chart,
            int revision,
            Instant chartedAt,
            Optional<List<String>> derivedFrom,
            int attempts,
            Optional<String> remoteId) {
        this(id, chart, revision, chartedAt, derivedFrom, attempts, remoteId, false);
    }

    @Override
    public ChartKind kind() {
        return ChartKind.OBSERVATION;
    }

    public LedgerEntry withDerivedFrom(List<String> ids) {
        return new LedgerEntry(
                id,
                chart,
                revision,
                chartedAt,
                Optional.of(ids),
                attempts,
                remoteId,
                enteredInError);
    }
}
