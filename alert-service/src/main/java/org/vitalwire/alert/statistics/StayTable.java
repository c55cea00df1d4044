package org.vitalwire.alert.statistics;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vitalwire.alert.ledger.Columns;
import org.vitalwire.kit.database.ServiceDatabase;

/** Stays in the database. A patient is in one care unit at a time, or in none. */
final class StayTable {

    private final ServiceDatabase database;
    private final JdbcClient jdbc;

    StayTable(ServiceDatabase database) {
        this.database = database;
        this.jdbc = database.jdbc();
    }

    /** Care units by patients. */
    Map<String, String> open() {
        Map<String, String> open = new HashMap<>();
        jdbc.sql("select patient_id, care_unit from stay where until is null")
                .query(row -> {
                    open.put(row.getString("patient_id"), row.getString("care_unit"));
                });
        return open;
    }

    /**
     * Ends stays that are over and begins those that are new. Of several processes that do so at
     * once the later ones find nothing to do.
     *
     * @param now care units by patients, as they are
     * @param at processed time
     */
    void follow(Map<String, String> now, Instant at) {
        database.transaction()
                .executeWithoutResult(_ -> {
                    jdbc.sql("lock table stay in share row exclusive mode").update();
                    Map<String, String> open = open();
                    open.forEach((patient, unit) -> {
                        if (!unit.equals(now.get(patient))) {
                            jdbc.sql(
                                            """
                                            update stay set until = greatest(since, ?)
                                            where patient_id = ? and until is null
                                            """)
                                    .params(Columns.time(at), patient)
                                    .update();
                        }
                    });
                    now.forEach((patient, unit) -> {
                        if (!unit.equals(open.get(patient))) {
                            jdbc.sql(
                                            """
                                            insert into stay (patient_id, care_unit, since)
                                            values (?, ?, greatest(?, (select max(until) from stay where patient_id = ?)))
                                            """)
                                    .params(patient, unit, Columns.time(at), patient)
                                    .update();
                        }
                    });
                });
    }
}
