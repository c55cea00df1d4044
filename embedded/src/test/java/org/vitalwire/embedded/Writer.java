package org.vitalwire.embedded;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * A program that runs both servers and writes to both until it is killed. Prints {@code record N}
 * and {@code row N} only once N is acknowledged.
 */
final class Writer {

    private Writer() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        EmbeddedKafka kafka =
                new EmbeddedKafka(
                        EmbeddedKafka.Settings.in(directory.resolve("kafka"))
                                .withPort(Integer.parseInt(arguments[1])));
        EmbeddedPostgreSql postgres =
                new EmbeddedPostgreSql(
                        EmbeddedPostgreSql.Settings.in(directory.resolve("postgres"))
                                .withPort(Integer.parseInt(arguments[2])));
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(kafka::start),
                        CompletableFuture.runAsync(postgres::start))
                .join();
        ServiceDatabase database = postgres.createServiceDatabase("ingest", "swordfish", "ingest");
        RecordsAndRows.createTopic(kafka.bootstrapServers());

        Thread.ofPlatform().start(() -> writeRecords(kafka.bootstrapServers()));
        try (var connection = database.dataSource().getConnection()) {
            RecordsAndRows.createTable(connection);
            for (int n = 0; ; n++) {
                RecordsAndRows.insert(connection, n);
                System.out.println("row " + n);
            }
        }
    }

    private static void writeRecords(String servers) {
        try (var producer = RecordsAndRows.producer(servers)) {
            for (int n = 0; ; n++) {
                RecordsAndRows.produce(producer, n);
                System.out.println("record " + n);
            }
        } catch (Exception e) {
            System.out.println("record writer ended: " + e);
        }
    }
}
