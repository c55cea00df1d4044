package org.vitalwire.ehr.ledger;

import java.util.Collection;
import java.util.List;
import org.vitalwire.ehr.chart.ChartEntry;

/**
 * Whom minutes belong to since associations were corrected. Readings keep the patient that was
 * known when they came in; what comes late or is read again is put right before it is charted.
 */
public interface Attributions {

    /** Nothing was ever corrected. */
    Attributions AS_MEASURED = List::copyOf;

    /**
     * The entries as they belong, in the caller's transaction; no correction comes between it and
     * the end of that.
     */
    List<ChartEntry> attributed(Collection<ChartEntry> entries);
}
