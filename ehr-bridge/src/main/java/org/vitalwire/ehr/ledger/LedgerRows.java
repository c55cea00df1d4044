package org.vitalwire.ehr.ledger;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.chart.ChartEntry;
import org.vitalwire.ehr.chart.ChartFacts;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.chart.ChartKey;

/** Rows of the ledger to entries. */
final class LedgerRows {

    /** Of {@code observation o}: what is charted. */
    static final String CHART =
            "o.id, o.patient_id, o.device_id, o.item, o.minute, o.facts, o.synthetic,"
                    + " o.retrospective, o.revision, o.charted_at, o.entered_in_error";

    /** The same, for nobody who delivers it. */
    static final String COLUMNS =
            CHART + ", null::text[] as derived_from, 0 as attempts, null::text as remote_id";

    private LedgerRows() {}

    static LedgerEntry entry(ResultSet row, int number) throws SQLException {
        ChartItem item = ChartItem.ofCode(row.getString("item")).orElseThrow();
        Instant minute = instant(row, "minute");
        ChartKey key =
                new ChartKey(
                        new PatientId(row.getString("patient_id")),
                        Optional.ofNullable(row.getString("device_id")).map(DeviceId::new),
                        item,
                        minute);
        return new LedgerEntry(
                row.getString("id"),
                new ChartEntry(
                        key,
                        ChartFacts.decode(item, minute, row.getBytes("facts")),
                        row.getBoolean("synthetic"),
                        row.getBoolean("retrospective")),
                row.getInt("revision"),
                instant(row, "charted_at"),
                Optional.ofNullable(row.getArray("derived_from")).map(LedgerRows::strings),
                row.getInt("attempts"),
                Optional.ofNullable(row.getString("remote_id")),
                row.getBoolean("entered_in_error"));
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static List<String> strings(Array array) {
        try {
            return List.of((String[]) array.getArray());
        } catch (SQLException e) {
            throw new IllegalStateException("unreadable array", e);
        }
    }
}
