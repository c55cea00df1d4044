package org.vitalwire.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of the whole JVM, with Kafka, database child and all. */
class CrashIT {

    private static final int DEVICES = 3;
    private static final int READINGS = 1_500;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void everyAcknowledgedReadingIsARowOnceAfterKillMinusNine(@TempDir Path data) {
        try (RunningPlatform platform = new RunningPlatform(data, "--no-simulator").up()) {
            List<Publisher> devices = new ArrayList<>();
            Instant first =
                    Instant.now().truncatedTo(ChronoUnit.MILLIS).minusMillis(READINGS * 10L);
            for (int d = 0; d < DEVICES; d++) {
                Publisher device = Publisher.enrol(platform, "crash-" + d, "crash-patient-" + d);
                devices.add(device);
                for (int i = 0; i < READINGS; i++) {
                    device.sendValues(first.plusMillis(i * 10L), "\"heart-rate\":70,\"spo2\":97");
                }
            }
            await().atMost(PATIENCE).until(() -> acknowledged(devices) > DEVICES * READINGS / 4);

            platform.kill9();
            int acknowledgedAtDeath = acknowledged(devices);
            assertThat(acknowledgedAtDeath)
                    .as("killed in the middle")
                    .isLessThan(DEVICES * READINGS);
            platform.up();

            for (int d = 0; d < DEVICES; d++) {
                Publisher device = devices.get(d);
                device.awaitAcknowledged(PATIENCE);
                Set<Instant> taken = device.taken();
                assertThat(taken).hasSize(READINGS);
                int id = d;
                await().atMost(PATIENCE)
                        .untilAsserted(() ->
                                assertThat(
                                                platform.get(
                                                                "operator",
                                                                "/api/v1/storage/rows?device=crash-"
                                                                        + id
                                                                        + "&from=2000-01-01T00:00:00Z"
                                                                        + "&to=2100-01-01T00:00:00Z")
                                                        .get("rows")
                                                        .asInt())
                                        .isEqualTo(READINGS));
                device.close();
            }
        }
    }

    private static int acknowledged(List<Publisher> devices) {
        return devices.stream().mapToInt(Publisher::acknowledged).sum();
    }
}
