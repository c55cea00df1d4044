package org.vitalwire.ingest.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.vitalwire.contracts.vitals.VitalSign;

/** What of one device was entered in error: for reads that take many signs from one row. */
record ErrorMarks(List<Mark> marks) {

    private static final int ALL_SIGNS = 0;

    private static final String SELECT =
            """
            SELECT coalesce(sign, 0), from_time, to_time FROM entered_in_error
             WHERE device_id = ? AND retracted_at IS NULL AND from_time < ? AND to_time > ?\
            """;

    /**
     * @param sign number of it, or 0 for all
     * @param to exclusive
     */
    record Mark(int sign, Instant from, Instant to) {}

    static ErrorMarks read(Connection connection, int deviceId, DevicePeriod period)
            throws SQLException {
        List<Mark> marks = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setInt(1, deviceId);
            select.setObject(2, SqlTime.of(period.to()));
            select.setObject(3, SqlTime.of(period.from()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    marks.add(new Mark(row.getInt(1), SqlTime.read(row, 2), SqlTime.read(row, 3)));
                }
            }
        }
        return new ErrorMarks(List.copyOf(marks));
    }

    boolean cover(VitalSign sign, Instant time) {
        for (Mark mark : marks) {
            if ((mark.sign() == ALL_SIGNS || mark.sign() == sign.number())
                    && !time.isBefore(mark.from())
                    && time.isBefore(mark.to())) {
                return true;
            }
        }
        return false;
    }
}
