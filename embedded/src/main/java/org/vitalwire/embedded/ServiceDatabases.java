package org.vitalwire.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.postgresql.util.PasswordUtil;

/** Creates roles, schemas and databases so that no service can read another's. */
final class ServiceDatabases {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private final EmbeddedPostgreSql server;

    ServiceDatabases(EmbeddedPostgreSql server) {
        this.server = server;
    }

    ServiceDatabase create(String database, String role, String password, String schema) {
        requireName(database);
        requireName(role);
        requireName(schema);
        try {
            try (Connection admin = connect("postgres")) {
                if (!exists(admin, "SELECT 1 FROM pg_roles WHERE rolname = ?", role)) {
                    execute(admin, "CREATE ROLE " + role + " NOINHERIT");
                }
                execute(
                        admin,
                        "ALTER ROLE %s LOGIN PASSWORD '%s'".formatted(role, scram(role, password)));
                if (!exists(admin, "SELECT 1 FROM pg_database WHERE datname = ?", database)) {
                    execute(admin, "CREATE DATABASE " + database);
                }
                execute(admin, "REVOKE ALL ON DATABASE " + database + " FROM PUBLIC");
                execute(admin, "REVOKE ALL ON DATABASE postgres FROM PUBLIC");
                execute(admin, "REVOKE ALL ON DATABASE template1 FROM PUBLIC");
                execute(
                        admin,
                        "GRANT CONNECT, TEMPORARY ON DATABASE %s TO %s".formatted(database, role));
            }
            try (Connection admin = connect(database)) {
                execute(admin, "REVOKE ALL ON SCHEMA public FROM PUBLIC");
                execute(
                        admin,
                        "CREATE SCHEMA IF NOT EXISTS %s AUTHORIZATION %s".formatted(schema, role));
                execute(
                        admin,
                        "ALTER ROLE %s IN DATABASE %s SET search_path = %s"
                                .formatted(role, database, schema));
                mayForget(admin, role);
            }
        } catch (SQLException e) {
            throw new InfrastructureException(
                    "database %s for role %s could not be created".formatted(database, role), e);
        }
        return new ServiceDatabase(server.jdbcUrl(database), role, password, schema);
    }

    /** What a service needs to remove an erased patient's bytes from the server's files. */
    private static void mayForget(Connection admin, String role) throws SQLException {
        execute(admin, "GRANT pg_checkpoint TO " + role);
        execute(admin, "GRANT EXECUTE ON FUNCTION pg_switch_wal() TO " + role);
        if (admin.getMetaData().getDatabaseMajorVersion() >= 17) {
            execute(admin, "GRANT MAINTAIN ON pg_catalog.pg_statistic TO " + role);
        }
    }

    void drop(String database) {
        requireName(database);
        try (Connection admin = connect("postgres")) {
            execute(admin, "DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
        } catch (SQLException e) {
            throw new InfrastructureException("database " + database + " was not dropped", e);
        }
    }

    private Connection connect(String database) throws SQLException {
        return server.superuser(database).dataSource().getConnection();
    }

    /** The verifier, not the password, goes to the server, and so into none of its logs. */
    private static String scram(String role, String password) throws SQLException {
        return PasswordUtil.encodePassword(role, password.toCharArray(), "scram-sha-256");
    }

    private static boolean exists(Connection connection, String query, String name)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet result = statement.executeQuery()) {
                return result.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "not a plain lower-case SQL name (letters, digits, _): " + name);
        }
    }
}
