package org.vitalwire.ingest.store;

/** The database refuses at least one of the rows themselves; trying again is no use. */
public final class RowsRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String sqlState;

    /**
     * @param sqlState class 22 or 23; the database's own message stays out, as it quotes values
     */
    public RowsRefusedException(String sqlState) {
        super("the database refuses a row, SQL state " + sqlState);
        this.sqlState = sqlState;
    }

    public String sqlState() {
        return sqlState;
    }
}
