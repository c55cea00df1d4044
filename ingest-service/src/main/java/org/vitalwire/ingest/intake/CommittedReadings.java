package org.vitalwire.ingest.intake;

import java.util.List;
import org.vitalwire.contracts.reading.Reading;

/** Hears of readings once they are durably stored; may hear of one again after a restart. */
@FunctionalInterface
public interface CommittedReadings {

    void committed(List<Reading> readings);
}
