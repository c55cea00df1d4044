package org.vitalwire.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgreSqlIT {

    @TempDir static Path directory;
    private static EmbeddedPostgreSql server;

    @BeforeAll
    static void start() {
        server = new EmbeddedPostgreSql(EmbeddedPostgreSql.Settings.in(directory.resolve("pg")));
        server.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void serverIsDurableAndListensOnLoopbackOnly() throws SQLException {
        assertThat(show("fsync")).isEqualTo("on");
        assertThat(show("synchronous_commit")).isEqualTo("on");
        assertThat(show("full_page_writes")).isEqualTo("on");
        assertThat(show("listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(show("unix_socket_directories")).isEmpty();
        assertThat(show("shared_buffers")).isEqualTo("64MB");
        assertThat(show("data_directory")).isEqualTo(server.dataDirectory().toString());
        assertThat(show("data_checksums")).isEqualTo("on");
    }

    @Test
    void nobodyLogsInWithoutThePassword() throws Exception {
        assertThatThrownBy(() ->
                        DriverManager.getConnection(server.jdbcUrl("postgres"), "postgres", ""))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() ->
                        DriverManager.getConnection(
                                server.jdbcUrl("postgres"), "postgres", "postgres"))
                .hasMessageContaining("password authentication failed");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(
                                        directory.resolve("pg/superuser.password"))))
                .isEqualTo("rw-------");
        assertThat(server.superuser("postgres").toString())
                .doesNotContain(server.superuser("postgres").password());
    }

    @Test
    void rowsAndPasswordsOutliveARestart() throws SQLException {
        ServiceDatabase database = server.createServiceDatabase("alert", "first", "alert");
        try (Connection connection = database.dataSource().getConnection()) {
            RecordsAndRows.createTable(connection);
            RecordsAndRows.insert(connection, 7);
        }

        server.stop();
        assertThat(server.isRunning()).isFalse();
        server.start();

        assertThat(RecordsAndRows.rows(database)).containsExactly(7);
        ServiceDatabase again = server.createServiceDatabase("alert", "second", "alert");
        assertThat(RecordsAndRows.rows(again)).containsExactly(7);
        assertThatThrownBy(() -> RecordsAndRows.rows(database)).isInstanceOf(SQLException.class);
    }

    @Test
    void roleHasRightsOnItsOwnSchemaOnly() throws SQLException {
        ServiceDatabase gateway = server.createServiceDatabase("gateway", "g", "gateway");
        ServiceDatabase ehr = server.createServiceDatabase("ehr", "e", "ehr");
        execute(gateway, "CREATE TABLE device (id text)");

        assertThatThrownBy(() -> execute(ehr, "SELECT * FROM gateway.device"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> execute(ehr, "CREATE TABLE public.t (id int)"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> execute(ehr, "CREATE SCHEMA another"))
                .hasMessageContaining("permission denied");
        ServiceDatabase elsewhere =
                new ServiceDatabase(server.jdbcUrl("postgres"), "ehr", "e", "public");
        assertThatThrownBy(() -> execute(elsewhere, "SELECT 1"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void namesThatWouldNeedQuotingAreRefused() {
        assertThatThrownBy(() -> server.createServiceDatabase("x; DROP ROLE postgres", "p", "s"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void foreignServerOnThePortIsNotTakenForOurs() {
        try (EmbeddedPostgreSql second =
                new EmbeddedPostgreSql(
                        EmbeddedPostgreSql.Settings.in(directory.resolve("second"))
                                .withPort(server.port()))) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(PortInUseException.class)
                    .hasMessageContaining("port " + server.port() + " (PostgreSQL) is in use")
                    .hasMessageContaining("postgres")
                    .hasMessageEndingWith("; choose another for it");
            assertThat(second.isRunning()).isFalse();
        }
    }

    @Test
    void staleProcessFileThatNamesALivingStrangerDoesNotPreventTheStart() throws Exception {
        Path home = directory.resolve("stale");
        EmbeddedPostgreSql.Settings settings = EmbeddedPostgreSql.Settings.in(home);
        try (EmbeddedPostgreSql stale = new EmbeddedPostgreSql(settings)) {
            stale.start();
            stale.stop();
            // As after a power cut: the number now belongs to this very JVM.
            Files.writeString(
                    home.resolve("data/postmaster.pid"),
                    "%d%n%s%n1700000000%n1%n%n127.0.0.1%n"
                            .formatted(ProcessHandle.current().pid(), home.resolve("data")));
            stale.start();
            assertThat(stale.isRunning()).isTrue();
        }
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void serverKilledWithItsPostmasterStartsAgainWithEveryCommittedRow() throws Exception {
        Path home = directory.resolve("killed");
        try (EmbeddedPostgreSql killed =
                new EmbeddedPostgreSql(EmbeddedPostgreSql.Settings.in(home))) {
            killed.start();
            ServiceDatabase database = killed.createServiceDatabase("alert", "a", "alert");
            try (Connection connection = database.dataSource().getConnection()) {
                RecordsAndRows.createTable(connection);
                RecordsAndRows.insert(connection, 1);
            }
            long postmaster =
                    Long.parseLong(
                            Files.readAllLines(home.resolve("data/postmaster.pid")).getFirst());
            ProcessHandle.of(postmaster).orElseThrow().destroyForcibly();

            killed.stop();
            killed.start();

            assertThat(RecordsAndRows.rows(database)).containsExactly(1);
        }
    }

    @Test
    void secondInstanceOnTheSameDirectoryIsRefusedAndTheFirstServesOn() throws SQLException {
        try (EmbeddedPostgreSql second =
                new EmbeddedPostgreSql(EmbeddedPostgreSql.Settings.in(directory.resolve("pg")))) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(InfrastructureException.class)
                    .hasMessageContaining("is in use by process " + ProcessHandle.current().pid());
        }
        assertThat(show("fsync")).isEqualTo("on");
    }

    @Test
    void halfMadeClusterIsMadeAnew() throws Exception {
        Path home = directory.resolve("half");
        Files.createDirectories(home.resolve("data.new/base"));
        Files.writeString(home.resolve("data.new/PG_VERSION"), "18\n");
        try (EmbeddedPostgreSql fresh =
                new EmbeddedPostgreSql(EmbeddedPostgreSql.Settings.in(home).notDurable())) {
            fresh.start();
            assertThat(fresh.isRunning()).isTrue();
        }
    }

    @Test
    void settingsAreChecked() {
        EmbeddedPostgreSql.Settings settings = EmbeddedPostgreSql.Settings.in(directory);

        assertThat(settings.durable()).isTrue();
        assertThat(settings.sharedBuffersMegabytes()).isEqualTo(64);
        assertThat(settings.maxConnections()).isEqualTo(100);
        assertThatThrownBy(() -> settings.withPort(-1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings.withSharedBuffersMegabytes(1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String show(String setting) throws SQLException {
        try (Connection connection = server.superuser("postgres").dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SHOW " + setting)) {
            result.next();
            return result.getString(1);
        }
    }

    private static void execute(ServiceDatabase database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
