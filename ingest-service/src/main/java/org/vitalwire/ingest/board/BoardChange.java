package org.vitalwire.ingest.board;

import java.time.Instant;
import java.util.List;
import org.vitalwire.contracts.id.PatientId;

/**
 * What changed on the board since the last time.
 *
 * @param left who is on no device any more
 */
record BoardChange(Instant asOf, List<RowState> changed, List<PatientId> left) {}
