package org.vitalwire.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

    @TempDir Path directory;

    @Test
    void restartKeepsRecordsClusterIdAndPort() throws Exception {
        String clusterId;
        EmbeddedKafka.Settings settings =
                EmbeddedKafka.Settings.in(directory.resolve("kafka")).withFlushMessages(1);
        int port;
        try (EmbeddedKafka kafka = new EmbeddedKafka(settings)) {
            kafka.start();
            kafka.start();
            assertThat(kafka.isRunning()).isTrue();
            assertThat(Files.getPosixFilePermissions(kafka.dataDirectory()))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
            port = kafka.port();
            RecordsAndRows.createTopic(kafka.bootstrapServers());
            try (var producer = RecordsAndRows.producer(kafka.bootstrapServers())) {
                RecordsAndRows.produce(producer, 1);
                clusterId = clusterId(kafka);
                kafka.stop();
                kafka.stop();
                assertThat(kafka.isRunning()).isFalse();
                assertThat(Ports.isFree(port)).isTrue();
                kafka.start();
                RecordsAndRows.produce(producer, 2);
            }
            assertThat(clusterId(kafka)).isEqualTo(clusterId);
        }
        // Another instance, on other ports, as after a restart of the program.
        try (EmbeddedKafka kafka = new EmbeddedKafka(settings.withPort(Ports.free()))) {
            kafka.start();
            assertThat(clusterId(kafka)).isEqualTo(clusterId);
            assertThat(RecordsAndRows.records(kafka.bootstrapServers())).containsExactly(1, 2);
        }
    }

    @Test
    void busyPortIsAClearErrorAndTheNextStartSucceeds() throws Exception {
        try (EmbeddedKafka kafka =
                new EmbeddedKafka(EmbeddedKafka.Settings.in(directory.resolve("busy")))) {
            try (ServerSocket other =
                    new ServerSocket(kafka.port(), 1, InetAddress.getLoopbackAddress())) {
                assertThat(other.isBound()).isTrue();
                assertThatThrownBy(kafka::start)
                        .isInstanceOf(PortInUseException.class)
                        .hasMessageContaining("(Kafka) is in use")
                        .hasMessageEndingWith("; start again to get another");
                assertThat(kafka.isRunning()).isFalse();
            }
            kafka.start();
            assertThat(kafka.isRunning()).isTrue();
        }
    }

    @Test
    void settingsAreChecked() {
        EmbeddedKafka.Settings settings = EmbeddedKafka.Settings.in(directory);

        assertThat(settings.flushInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.flushMessages()).isEmpty();
        assertThat(settings.port()).isZero();
        assertThatThrownBy(() -> settings.withPort(70_000))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings.withFlushInterval(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings.withFlushMessages(0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String clusterId(EmbeddedKafka kafka) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            return admin.describeCluster().clusterId().get();
        }
    }
}
