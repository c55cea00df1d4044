package org.vitalwire.ingest.waveform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.waveform.Samples;
import org.vitalwire.contracts.waveform.WaveformPacket;
import org.vitalwire.contracts.waveform.WaveformPacket.Scale;
import org.vitalwire.ingest.store.SqlTime;

class WaveformAssemblyTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void oneMinuteInSecondsIsSixFullRows() {
        List<WaveformPacket> packets = new ArrayList<>();
        for (int second = 0; second < 60; second++) {
            int[] raw = new int[500];
            Arrays.fill(raw, second);
            packets.add(
                    Waves.packet(
                            "m",
                            VitalSign.PLETH,
                            NOON.plusSeconds(second),
                            500_000,
                            Samples.of(raw)));
        }
        Map<RowKey, Samples> rows = new Rows().add(packets).samples();
        assertThat(rows).hasSize(6);
        assertThat(rows.values()).allMatch(row -> row.count() == 5_000 && row.length() == 5_000);
        assertThat(rows.keySet())
                .extracting(RowKey::micros)
                .contains(SqlTime.micros(NOON), SqlTime.micros(NOON.plusSeconds(50)));
    }

    /** Any order, any repetition, any cut into batches: the same rows, with every sample. */
    @Test
    void rowsDoNotDependOnHowTheirPacketsCome() {
        Random random = new Random(21);
        for (int round = 0; round < 60; round++) {
            int rate = random.nextBoolean() ? 62_475 : 1_000 * (1 + random.nextInt(500));
            List<WaveformPacket> packets = stream(random, rate);
            Map<RowKey, Samples> inOrder = new Rows().add(packets).samples();

            List<WaveformPacket> mixed = new ArrayList<>(packets);
            packets.stream().filter(any -> random.nextInt(3) == 0).forEach(mixed::add);
            Collections.shuffle(mixed, random);
            Rows rows = new Rows();
            for (int from = 0; from < mixed.size(); ) {
                int to = Math.min(mixed.size(), from + 1 + random.nextInt(8));
                rows.add(mixed.subList(from, to));
                from = to;
            }

            assertThat(rows.samples()).isEqualTo(inOrder);
            assertThat(rows.contradicted).isZero();
            assertThat(inOrder.values().stream().mapToInt(Samples::count).sum())
                    .isEqualTo(packets.stream().mapToInt(p -> p.samples().count()).sum());
        }
    }

    /** Packets that follow each other as a device counts them: each begins where the last ended. */
    private static List<WaveformPacket> stream(Random random, int rate) {
        SampleGrid grid = new SampleGrid(rate, 10);
        long index = grid.indexAt(SqlTime.micros(NOON) + random.nextInt(10_000_000));
        List<WaveformPacket> packets = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            int length = 1 + random.nextInt(Math.max(1, rate / 100));
            packets.add(
                    Waves.packet(
                            "m",
                            VitalSign.ECG_LEAD_II,
                            SqlTime.instant(grid.micros(index)),
                            rate,
                            Waves.random(random, length, 2_000)));
            index += length;
            if (random.nextInt(5) == 0) {
                index += random.nextInt(2 * rate / 1_000 + 1);
            }
        }
        return packets;
    }

    @Test
    void aSampleThatIsSentAgainWithAnotherValueKeepsTheFirstAndIsCounted() {
        Rows rows =
                new Rows()
                        .add(List.of(pleth(Waves.SCALE, 1, 2)))
                        .add(List.of(pleth(Waves.SCALE, 1, 9)));
        assertThat(rows.contradicted).isEqualTo(1);
        Samples row = rows.samples().values().iterator().next();
        assertThat(row.raw(0)).isEqualTo(1);
        assertThat(row.raw(1)).isEqualTo(2);
        assertThat(row.count()).isEqualTo(2);
    }

    @Test
    void anotherScaleOrRateIsAnotherRow() {
        WaveformPacket faster =
                Waves.packet("m", VitalSign.PLETH, NOON, 20_000, Waves.SCALE, Samples.of(1, 2));
        assertThat(
                        new Rows()
                                .add(
                                        List.of(
                                                pleth(Waves.SCALE, 1, 2),
                                                pleth(new Scale(0.005, 1), 1, 2),
                                                pleth(new Scale(0.01, 0), 1, 2),
                                                faster))
                                .samples())
                .hasSize(4);
    }

    private static WaveformPacket pleth(Scale scale, int... raw) {
        return Waves.packet("m", VitalSign.PLETH, NOON, 10_000, scale, Samples.of(raw));
    }

    @Test
    void whatIsReadIsCutAtTheBordersToTheSample() {
        SampleGrid grid = new SampleGrid(10_000, 10);
        StoredWave wave =
                new StoredWave(
                        new DeviceId("m"),
                        grid,
                        Waves.SCALE,
                        false,
                        grid.indexAt(SqlTime.micros(NOON)),
                        Samples.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));

        StoredWave part = wave.within(NOON.plusMillis(250), NOON.plusMillis(500)).orElseThrow();

        assertThat(part.startedAt()).isEqualTo(NOON.plusMillis(300));
        assertThat(part.samples()).isEqualTo(Samples.of(3, 4));
        assertThat(wave.within(NOON.plusSeconds(1), NOON.plusSeconds(2))).isEmpty();
    }

    /** The table, in memory. */
    private static final class Rows {
        private final Map<RowKey, Window> rows = new HashMap<>();
        private int contradicted;

        Rows add(List<WaveformPacket> packets) {
            WaveformAssembly.parts(packets)
                    .forEach((key, part) -> {
                        Window row = rows.computeIfAbsent(key, RowKey::emptyWindow);
                        part.pieces()
                                .forEach(piece -> contradicted += piece.into(row).contradicted());
                    });
            return this;
        }

        Map<RowKey, Samples> samples() {
            Map<RowKey, Samples> samples = new TreeMap<>();
            rows.forEach((key, row) -> samples.put(key, row.samples()));
            return samples;
        }
    }
}
