package org.vitalwire.ingest.store;

import java.sql.SQLException;

/** Tells rows that can never be written from a database that cannot write now. */
public final class SqlFailures {

    private static final String NO_PARTITION = "23514";

    private SqlFailures() {}

    /** The exception to throw in place of the database's. */
    public static RuntimeException translate(SQLException e) {
        String state = e.getSQLState();
        return state != null && isAboutTheRow(state)
                ? new RowsRefusedException(state)
                : new StoreUnavailableException(e);
    }

    /**
     * Classes 22 (data exception) and 23 (integrity). A missing partition also has a state of class
     * 23, but is the table's fault: no row of ours breaks a check, as there are none.
     */
    static boolean isAboutTheRow(String state) {
        return (state.startsWith("22") || state.startsWith("23")) && !state.equals(NO_PARTITION);
    }
}
