package org.vitalwire.kit.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A service's own schema, migrated. */
public final class ServiceDatabase implements AutoCloseable {

    private static final long CONNECTION_TIMEOUT_MS = 5_000;
    private static final int CONNECT_RETRIES = 60;

    private final HikariDataSource dataSource;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    private ServiceDatabase(HikariDataSource dataSource) {
        this.dataSource = dataSource;
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /**
     * Connects, waiting for the server for up to a minute, and migrates.
     *
     * @param schema created if need be; on the search path of every connection
     * @param migrations a Flyway location, such as {@code classpath:db/ingest}
     */
    public static ServiceDatabase open(
            DatabaseSettings settings, String schema, String migrations, MeterRegistry meters) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(schema);
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.username());
        config.setPassword(settings.password());
        config.setSchema(schema);
        config.setMaximumPoolSize(settings.maximumPoolSize());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MS);
        config.setInitializationFailTimeout(-1);
        config.setMetricRegistry(meters);
        config.addDataSourceProperty("ApplicationName", "vitalwire-" + schema);
        config.addDataSourceProperty("tcpKeepAlive", "true");
        // Else an exception, which pools log, quotes the values of the statement that failed.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        // A server that went silent must not hold a writer for ever.
        config.addDataSourceProperty("socketTimeout", "60");
        HikariDataSource dataSource = new HikariDataSource(config);
        try {
            Flyway.configure()
                    .dataSource(dataSource)
                    .schemas(schema)
                    .defaultSchema(schema)
                    .locations(migrations)
                    .connectRetries(CONNECT_RETRIES)
                    .load()
                    .migrate();
        } catch (RuntimeException e) {
            dataSource.close();
            throw e;
        }
        return new ServiceDatabase(dataSource);
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    public TransactionTemplate transaction() {
        return transaction;
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
