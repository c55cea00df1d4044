package org.vitalwire.ingest.waveform;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.waveform.Samples;
import org.vitalwire.contracts.waveform.WaveformPacket;
import org.vitalwire.ingest.store.DayPartitions;
import org.vitalwire.ingest.store.DeviceDirectory;
import org.vitalwire.ingest.store.DevicePeriod;
import org.vitalwire.kit.database.DatabaseSettings;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.testkit.MutableClock;
import org.vitalwire.testkit.SharedInfrastructure;

/** What docs/operators.md says of bytes a bed, measured on a recorded ECG as it would come. */
class StoredSizeIT {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final int HERTZ = 360;
    private static final int SECONDS = 600;

    @Test
    void anHourOfTwoRecordedLeadsIsAFewMegabytes() throws IOException {
        int[][] leads = {
            Waves.format212("mitdb/100.dat", 2, 0), Waves.format212("mitdb/100.dat", 2, 1)
        };
        VitalSign[] signs = {VitalSign.ECG_LEAD_II, VitalSign.ECG_LEAD_V5};
        var fresh = SharedInfrastructure.newDatabase("ingest");
        try (ServiceDatabase database =
                ServiceDatabase.open(
                        new DatabaseSettings(
                                fresh.jdbcUrl(), fresh.username(), fresh.password(), 4),
                        "ingest",
                        "classpath:db/ingest",
                        new SimpleMeterRegistry())) {
            WaveformStore store =
                    new PostgresWaveformStore(
                            database.dataSource(),
                            new DeviceDirectory(database.dataSource()),
                            new DayPartitions(
                                    database.dataSource(),
                                    new MutableClock(NOON),
                                    Duration.ofDays(40),
                                    Duration.ofDays(2)));
            // In batches of two seconds, as the consumer takes them.
            for (int second = 0; second < SECONDS; second += 2) {
                List<WaveformPacket> batch = new ArrayList<>();
                for (int s = second; s < second + 2; s++) {
                    for (int lead = 0; lead < leads.length; lead++) {
                        batch.add(
                                Waves.packet(
                                        "recorded",
                                        signs[lead],
                                        NOON.plusSeconds(s),
                                        HERTZ * 1_000,
                                        Samples.of(
                                                Arrays.copyOfRange(
                                                        leads[lead], s * HERTZ, (s + 1) * HERTZ))));
                    }
                }
                store.write(batch);
            }

            List<StoredWave> read =
                    store.read(
                            List.of(
                                    new DevicePeriod(
                                            new DeviceId("recorded"),
                                            NOON,
                                            NOON.plusSeconds(SECONDS))),
                            VitalSign.ECG_LEAD_V5);
            int at = 0;
            for (StoredWave wave : read) {
                for (int i = 0; i < wave.samples().length(); i++) {
                    assertThat(wave.samples().raw(i)).isEqualTo(leads[1][at++]);
                }
            }
            assertThat(at).isEqualTo(SECONDS * HERTZ);

            long packed = one(database, "SELECT sum(octet_length(samples)) FROM waveform");
            long asWritten = one(database, SIZE);
            database.jdbc().sql("VACUUM FULL waveform").update();
            long tidy = one(database, SIZE);
            System.out.printf(
                    "two leads at 360 Hz, bytes an hour: packed %d, table and index %d, with the"
                            + " room of rewritten rows %d%n",
                    packed * 3_600 / SECONDS, tidy * 3_600 / SECONDS, asWritten * 3_600 / SECONDS);
            assertThat(packed * 3_600 / SECONDS).isLessThan(2_000_000);
        }
    }

    private static final String SIZE =
            """
            SELECT sum(pg_total_relation_size(i.inhrelid)) FROM pg_inherits i
             WHERE i.inhparent = 'waveform'::regclass\
            """;

    private static long one(ServiceDatabase database, String sql) {
        return database.jdbc().sql(sql).query(Long.class).single();
    }
}
