package org.vitalwire.ehr.ledger;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.kit.database.ServiceDatabase;

/** What is charted of a patient, by the minute. */
public final class ChartedMinutes {

    private final JdbcTemplate jdbc;

    public ChartedMinutes(ServiceDatabase database) {
        this.jdbc = new JdbcTemplate(database.dataSource());
    }

    /**
     * @param from a full minute
     * @param to a full minute, not included
     */
    public List<LedgerEntry> of(PatientId patient, Instant from, Instant to) {
        return jdbc.query(
                "select "
                        + LedgerRows.COLUMNS
                        + " from observation o where o.patient_id = ?"
                        + " and o.effective_at >= ? and o.effective_at < ?"
                        + " and not o.entered_in_error",
                LedgerRows::entry,
                patient.value(),
                LedgerRows.at(from),
                LedgerRows.at(to));
    }
}
