package org.vitalwire.embedded;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where a service keeps its rows, and as whom it logs in.
 *
 * @param jdbcUrl without credentials
 * @param username database role
 * @param password of the role; not in {@link #toString()}
 * @param schema owned by the role, and first on its search path
 */
public record ServiceDatabase(String jdbcUrl, String username, String password, String schema) {

    /** Unpooled: each connection is a new one. */
    public DataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl);
        source.setUser(username);
        source.setPassword(password);
        return source;
    }

    @Override
    public String toString() {
        return "ServiceDatabase[%s as %s, schema %s]".formatted(jdbcUrl, username, schema);
    }
}
