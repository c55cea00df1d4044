package org.vitalwire.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitalwire.testkit.SharedData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Recorded patients, counted in the file by hand and in the platform by its own account. */
class ReplayIT {

    /** So fast that 32 hours take a quarter of a minute. */
    private static final String SPEED = "8000";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path data;

    @SuppressWarnings("NullAway.Init")
    private static RunningPlatform platform;

    @BeforeAll
    static void up() {
        SharedData.path("mimic2-numerics");
        platform = new RunningPlatform(data, "--no-simulator").up();
    }

    @AfterAll
    static void down() {
        if (platform != null) {
            platform.close();
        }
    }

    @Test
    void whatTheMonitorRecordedIsWhatIsStoredAndCharted() throws IOException {
        Path file = SharedData.path("mimic2-numerics/s00001_3975656_numerics.csv");
        Expected expected = Expected.of(file);

        RunningPlatform.Said said =
                platform.run("replay", file.toString(), "--speed", SPEED, "--json");

        assertThat(said.exit()).as(said.out() + said.err()).isZero();
        JsonNode summary = JsonMapper.shared().readTree(said.out());
        assertThat(summary.get("messagesSent").asLong()).isEqualTo(expected.messages());
        assertThat(summary.get("messagesAcknowledged").asLong()).isEqualTo(expected.messages());
        assertThat(summary.get("rowsStored").asLong()).isEqualTo(expected.messages());
        assertThat(summary.get("valuesSent").asLong()).isEqualTo(expected.values());
        assertThat(summary.get("valuesStored").asLong()).isEqualTo(expected.values());
        assertThat(summary.get("valuesDropped").asLong()).isEqualTo(expected.noValues());
        assertThat(summary.get("observations").asLong()).isEqualTo(expected.observations());
        assertThat(summary.get("findings").asLong()).isPositive();
        assertThat(summary.get("alerts").asLong())
                .isPositive()
                .isLessThanOrEqualTo(summary.get("findings").asLong());

        JsonNode alerts =
                platform.get(
                        "clinician",
                        "/api/v1/alerts?state=all&limit=1000&patient="
                                + summary.at("/recordings/0/patientId").asString());
        assertThat(alerts)
                .as("32 hours ago is history: it pages nobody")
                .anyMatch(alert -> alert.get("retrospective").asBoolean())
                .allMatch(alert -> alert.get("synthetic").asBoolean());
    }

    /** What the file holds, read without any code of the product. */
    private record Expected(long messages, long values, long noValues, long observations) {

        private static final List<String> PRESSURES = List.of("NBP", "ABP");

        static Expected of(Path file) throws IOException {
            List<String> lines = Files.readAllLines(file);
            String[] header = lines.getFirst().split(",", -1);
            long messages = 0;
            long values = 0;
            long noValues = 0;
            long observations = 0;
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split(",", -1);
                long inRow = 0;
                for (int i = 1; i < header.length; i++) {
                    if (hasValue(cells[i])) {
                        inRow++;
                    } else {
                        noValues++;
                    }
                }
                values += inRow;
                messages += inRow > 0 ? 1 : 0;
                observations += charted(header, cells);
            }
            return new Expected(messages, values, noValues, observations);
        }

        /** One for each plausible single sign, and one for each pressure with a plausible part. */
        private static long charted(String[] header, String[] cells) {
            long single =
                    count(header, cells, "HR_bpm", 0, 350)
                            + count(header, cells, "PULSE_bpm", 10, 350)
                            + count(header, cells, "RESP_pm", 0, 120)
                            + count(header, cells, "SpO2_%", 30, 100);
            long panels =
                    PRESSURES.stream()
                            .filter(pressure ->
                                    pressure.equals("NBP")
                                            ? count(header, cells, "NBPSys_mmHg", 30, 320)
                                                            + count(
                                                                    header,
                                                                    cells,
                                                                    "NBPDias_mmHg",
                                                                    10,
                                                                    220)
                                                            + count(
                                                                    header,
                                                                    cells,
                                                                    "NBPMean_mmHg",
                                                                    15,
                                                                    260)
                                                    > 0
                                            : count(header, cells, "ABPSys_mmHg", 20, 350)
                                                            + count(
                                                                    header,
                                                                    cells,
                                                                    "ABPDias_mmHg",
                                                                    5,
                                                                    250)
                                                            + count(
                                                                    header,
                                                                    cells,
                                                                    "ABPMean_mmHg",
                                                                    10,
                                                                    280)
                                                    > 0)
                            .count();
            return single + panels;
        }

        private static long count(
                String[] header, String[] cells, String column, double low, double high) {
            int index = Arrays.asList(header).indexOf(column);
            if (index < 0 || !hasValue(cells[index])) {
                return 0;
            }
            double value = Double.parseDouble(cells[index]);
            return value >= low && value <= high ? 1 : 0;
        }

        private static boolean hasValue(String cell) {
            return !cell.isBlank() && Double.parseDouble(cell) != 0;
        }
    }
}
