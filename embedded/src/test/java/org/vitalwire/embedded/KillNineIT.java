package org.vitalwire.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillNineIT {

    private static final int ENOUGH = 200;

    @TempDir Path directory;

    @Test
    void nothingAcknowledgedIsLostWhenTheJvmIsKilledAndItsOrphanIsDealtWith() throws Exception {
        int kafkaPort = Ports.free();
        int postgresPort = Ports.free();
        Process writer =
                Child.start(
                        Writer.class,
                        directory.toString(),
                        Integer.toString(kafkaPort),
                        Integer.toString(postgresPort));
        List<Integer> acknowledgedRecords = new ArrayList<>();
        List<Integer> acknowledgedRows = new ArrayList<>();
        try {
            BufferedReader output = writer.inputReader();
            List<String> other = new ArrayList<>();
            while (acknowledgedRecords.size() < ENOUGH || acknowledgedRows.size() < ENOUGH) {
                String line = output.readLine();
                assertThat(line).as("output of the writer so far: %s", other).isNotNull();
                note(line, acknowledgedRecords, acknowledgedRows, other);
            }
            // By its handle: Process.destroyForcibly would close the output that is still unread.
            writer.toHandle().destroyForcibly();
            output.lines()
                    .forEach(line -> note(line, acknowledgedRecords, acknowledgedRows, other));
        } finally {
            writer.destroyForcibly().waitFor();
        }
        long orphan = postmaster();
        assertThat(works(orphan)).as("PostgreSQL outlives the JVM that started it").isTrue();

        try (EmbeddedKafka kafka =
                        new EmbeddedKafka(
                                EmbeddedKafka.Settings.in(directory.resolve("kafka"))
                                        .withPort(kafkaPort));
                EmbeddedPostgreSql postgres =
                        new EmbeddedPostgreSql(
                                EmbeddedPostgreSql.Settings.in(directory.resolve("postgres"))
                                        .withPort(postgresPort))) {
            kafka.start();
            postgres.start();

            assertThat(works(orphan)).isFalse();
            assertThat(postmaster()).isNotEqualTo(orphan);
            Set<Integer> records = RecordsAndRows.records(kafka.bootstrapServers());
            assertThat(records).containsAll(acknowledgedRecords);
            Set<Integer> rows =
                    RecordsAndRows.rows(
                            postgres.createServiceDatabase("ingest", "swordfish", "ingest"));
            assertThat(rows).containsAll(acknowledgedRows);
        }
    }

    private static void note(
            String line, List<Integer> records, List<Integer> rows, List<String> other) {
        if (line.matches("record \\d+")) {
            records.add(Integer.parseInt(line.substring("record ".length())));
        } else if (line.matches("row \\d+")) {
            rows.add(Integer.parseInt(line.substring("row ".length())));
        } else {
            other.add(line);
        }
    }

    private long postmaster() throws IOException {
        Path pidFile = directory.resolve("postgres/data/postmaster.pid");
        return Long.parseLong(Files.readAllLines(pidFile).getFirst());
    }

    /** A container's process 1 may leave the dead orphan as a zombie, which works on nothing. */
    private static boolean works(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream().noneMatch(l -> l.matches("State:\\s+Z.*"));
    }
}
