package org.vitalwire.simulator.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.testkit.SharedData;

class RecordingReaderTest {

    @TempDir Path folder;

    @Test
    void everyCellOfTheLongMimicRecordIsAValueOrCountedAsNone() throws IOException {
        Path file = SharedData.path("mimic2-numerics/s00001_3975656_numerics.csv");
        Recording recording = RecordingReader.read(file).getFirst();

        // The known shape of this record: 1,936 minutes of ten columns.
        assertThat(recording.rows().size() + recording.rowsWithoutValues()).isEqualTo(1_936);
        assertThat(recording.values() + recording.valuesDropped()).isEqualTo(19_360);
        assertThat(recording.rows()).hasSize(1_896);
        assertThat(recording.values()).isEqualTo(7_405);
        assertThat(recording.valuesDropped()).isEqualTo(11_955);
        // And what its SOURCE.md says of it: HR 2.4 %, SpO2 and PULSE 18.8 %, ABP 99.6 % without.
        assertThat(minutesWith(recording, VitalSign.HEART_RATE)).isEqualTo(1_890);
        assertThat(share(recording, VitalSign.SPO2)).isBetween(0.811, 0.813);
        assertThat(share(recording, VitalSign.PULSE_RATE)).isBetween(0.811, 0.813);
        assertThat(share(recording, VitalSign.INVASIVE_SYSTOLIC_PRESSURE)).isBetween(0.003, 0.005);
        long complete =
                recording.rows().stream()
                        .map(RecordingReaderTest::signs)
                        .filter(signs ->
                                signs.containsAll(
                                        Set.of(
                                                VitalSign.HEART_RATE,
                                                VitalSign.RESPIRATORY_RATE,
                                                VitalSign.SPO2)))
                        .count();
        assertThat(complete).isEqualTo(1_570);
        assertThat(recording.length()).isLessThanOrEqualTo(Duration.ofMinutes(1_935));
    }

    @Test
    void countsAgreeWithAPlainCountOfTheCells() throws IOException {
        for (Path file : files("mimic2-numerics", ".csv")) {
            List<String> lines = Files.readAllLines(file);
            long values = 0;
            long none = 0;
            long empty = 0;
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split(",", -1);
                long before = values;
                for (int i = 1; i < cells.length; i++) {
                    if (cells[i].isEmpty() || Double.parseDouble(cells[i]) == 0) {
                        none++;
                    } else {
                        values++;
                    }
                }
                empty += before == values ? 1 : 0;
            }

            Recording recording = RecordingReader.read(file).getFirst();

            assertThat(recording.values()).isEqualTo((int) values);
            assertThat(recording.valuesDropped()).isEqualTo((int) none);
            assertThat(recording.rowsWithoutValues()).isEqualTo((int) empty);
        }
    }

    @Test
    void theSepsisFixturesGiveTheirNineVitalColumns() throws IOException {
        List<Recording> recordings = RecordingReader.read(SharedData.path("sepsis2019/fixtures"));
        long values = 0;
        long none = 0;
        for (Path file : files("sepsis2019/fixtures", ".psv")) {
            List<String> lines = Files.readAllLines(file);
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split("\\|", -1);
                // HR O2Sat Temp SBP MAP DBP Resp EtCO2 are the first eight, FiO2 is the eleventh.
                for (int i : new int[] {0, 1, 2, 3, 4, 5, 6, 7, 10}) {
                    boolean missing = cells[i].isEmpty() || cells[i].equals("NaN");
                    none += missing ? 1 : 0;
                    values += missing ? 0 : 1;
                }
            }
        }

        assertThat(recordings).hasSize(12);
        assertThat(recordings.stream().mapToInt(Recording::values).sum()).isEqualTo((int) values);
        assertThat(recordings.stream().mapToInt(Recording::valuesDropped).sum())
                .isEqualTo((int) none);
    }

    @Test
    void arterialAndCuffPressuresAreDifferentSigns() throws IOException {
        Path file =
                write(
                        "a.csv",
                        """
                        minute,HR_bpm,ABPSys_mmHg,ABPDias_mmHg,ABPMean_mmHg,NBPSys_mmHg
                        0,61.5,110,60,80,
                        1,0,0,0,0,
                        2,,,,,121
                        """);

        Recording recording = RecordingReader.read(file).getFirst();

        assertThat(recording.name()).isEqualTo("a");
        assertThat(recording.rows())
                .containsExactly(
                        new RecordedRow(
                                Duration.ZERO,
                                List.of(
                                        new RecordedValue(VitalSign.HEART_RATE, 61.5, ""),
                                        new RecordedValue(
                                                VitalSign.INVASIVE_SYSTOLIC_PRESSURE, 110, ""),
                                        new RecordedValue(
                                                VitalSign.INVASIVE_DIASTOLIC_PRESSURE, 60, ""),
                                        new RecordedValue(
                                                VitalSign.INVASIVE_MEAN_PRESSURE, 80, ""))),
                        new RecordedRow(
                                Duration.ofMinutes(2),
                                List.of(new RecordedValue(VitalSign.SYSTOLIC_PRESSURE, 121, ""))));
        assertThat(recording.rowsWithoutValues()).isEqualTo(1);
        assertThat(recording.valuesDropped()).isEqualTo(10);
    }

    @Test
    void inspiredOxygenIsAFraction() throws IOException {
        Path file =
                write(
                        "p.psv",
                        """
                        HR|FiO2|Lactate|ICULOS
                        NaN|NaN|1.2|1
                        88|0.4|NaN|2
                        90|NaN||3
                        """);

        Recording recording = RecordingReader.read(file).getFirst();

        assertThat(recording.rows().getFirst())
                .isEqualTo(
                        new RecordedRow(
                                Duration.ofHours(2),
                                List.of(
                                        new RecordedValue(VitalSign.HEART_RATE, 88, ""),
                                        new RecordedValue(VitalSign.FIO2, 0.4, "1"))));
        assertThat(VitalSign.FIO2.entry().toCanonical(0.4, "1").orElseThrow()).isEqualTo(40);
        assertThat(recording.rows()).hasSize(2);
        assertThat(recording.valuesDropped()).isEqualTo(3);
        assertThat(recording.length()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aFileOfAnotherKindIsRefused() throws IOException {
        Path other = write("other.csv", "name,age\nx,1\n");
        Path empty = write("empty.csv", "");

        assertThatThrownBy(() -> RecordingReader.read(other))
                .isInstanceOf(RecordingFormatException.class)
                .hasMessageContaining("neither");
        assertThatThrownBy(() -> RecordingReader.read(empty))
                .isInstanceOf(RecordingFormatException.class);
    }

    @Test
    void aBrokenLineIsNamedAndNotSkipped() throws IOException {
        Path text = write("t.csv", "minute,HR_bpm\n0,70\n1,seventy\n");
        Path cut = write("c.csv", "minute,HR_bpm\n0\n");

        assertThatThrownBy(() -> RecordingReader.read(text)).hasMessageContaining("t.csv line 3");
        assertThatThrownBy(() -> RecordingReader.read(cut)).hasMessageContaining("c.csv line 2");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static List<Path> files(String where, String ending) throws IOException {
        try (var files = Files.list(SharedData.path(where))) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private static long minutesWith(Recording recording, VitalSign sign) {
        return recording.rows().stream().filter(row -> signs(row).contains(sign)).count();
    }

    private static double share(Recording recording, VitalSign sign) {
        return minutesWith(recording, sign) / 1_936.0;
    }

    private static Set<VitalSign> signs(RecordedRow row) {
        Set<VitalSign> signs = new TreeSet<>();
        row.values().forEach(value -> signs.add(value.sign()));
        return signs;
    }
}
