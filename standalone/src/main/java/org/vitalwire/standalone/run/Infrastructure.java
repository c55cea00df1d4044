package org.vitalwire.standalone.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.vitalwire.embedded.EmbeddedKafka;
import org.vitalwire.embedded.EmbeddedPostgreSql;
import org.vitalwire.embedded.InfrastructureException;
import org.vitalwire.embedded.ServiceDatabase;

/** The embedded Kafka and PostgreSQL, and what the services must know to reach them. */
final class Infrastructure implements AutoCloseable {

    /** Each service that keeps something has a role and a schema of its own. */
    private static final String[] SCHEMAS = {"gateway", "ingest", "alert", "ehr"};

    private final EmbeddedKafka kafka;
    private final EmbeddedPostgreSql postgresql;
    private final Secrets secrets;

    Infrastructure(DataDirectory data, Secrets secrets) {
        this.kafka = new EmbeddedKafka(EmbeddedKafka.Settings.in(data.kafka()));
        this.postgresql = new EmbeddedPostgreSql(EmbeddedPostgreSql.Settings.in(data.postgresql()));
        this.secrets = secrets;
    }

    /** Starts both side by side; answers the services' settings. */
    Map<String, String> start() {
        CompletableFuture<Void> broker = CompletableFuture.runAsync(kafka::start);
        CompletableFuture<Map<String, String>> databases =
                CompletableFuture.supplyAsync(this::startDatabases);
        try {
            CompletableFuture.allOf(broker, databases).join();
        } catch (CompletionException e) {
            close();
            if (e.getCause() instanceof InfrastructureException cause) {
                throw cause;
            }
            throw e;
        }
        Map<String, String> settings = new LinkedHashMap<>(databases.join());
        settings.put("vitalwire.kafka.bootstrap-servers", kafka.bootstrapServers());
        return settings;
    }

    private Map<String, String> startDatabases() {
        postgresql.start();
        Map<String, String> settings = new LinkedHashMap<>();
        for (String schema : SCHEMAS) {
            ServiceDatabase database =
                    postgresql.createServiceDatabase(
                            "vitalwire_" + schema, secrets.obtain("database-" + schema), schema);
            String prefix = "vitalwire." + schema + ".database.";
            settings.put(prefix + "url", database.jdbcUrl());
            settings.put(prefix + "username", database.username());
            settings.put(prefix + "password", database.password());
        }
        settings.put(
                "vitalwire.ingest.storage.data-directory", postgresql.dataDirectory().toString());
        return settings;
    }

    @Override
    public void close() {
        try {
            kafka.close();
        } finally {
            postgresql.close();
        }
    }
}
