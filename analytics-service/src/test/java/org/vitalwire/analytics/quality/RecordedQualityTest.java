package org.vitalwire.analytics.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.HeldBack;
import org.vitalwire.contracts.event.HeldBack.Reason;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.testkit.SharedData;
import org.vitalwire.testkit.TestReading;

/** The gate over recorded patients; skipped where ../shared/data is absent. */
class RecordedQualityTest {

    private static final Instant T0 = Instant.parse("2026-11-22T00:00:00Z");
    private static final Map<String, VitalSign> NUMERICS =
            Map.of(
                    "HR_bpm", VitalSign.HEART_RATE,
                    "PULSE_bpm", VitalSign.PULSE_RATE,
                    "RESP_pm", VitalSign.RESPIRATORY_RATE,
                    "SpO2_%", VitalSign.SPO2,
                    "ABPSys_mmHg", VitalSign.INVASIVE_SYSTOLIC_PRESSURE,
                    "ABPDias_mmHg", VitalSign.INVASIVE_DIASTOLIC_PRESSURE,
                    "ABPMean_mmHg", VitalSign.INVASIVE_MEAN_PRESSURE,
                    "NBPSys_mmHg", VitalSign.SYSTOLIC_PRESSURE,
                    "NBPDias_mmHg", VitalSign.DIASTOLIC_PRESSURE,
                    "NBPMean_mmHg", VitalSign.MEAN_PRESSURE);
    private static final Map<String, VitalSign> SEPSIS =
            Map.of(
                    "HR", VitalSign.HEART_RATE,
                    "Resp", VitalSign.RESPIRATORY_RATE,
                    "O2Sat", VitalSign.SPO2,
                    "Temp", VitalSign.TEMPERATURE,
                    "SBP", VitalSign.SYSTOLIC_PRESSURE,
                    "DBP", VitalSign.DIASTOLIC_PRESSURE,
                    "MAP", VitalSign.MEAN_PRESSURE);

    private final QualityGate gate = new QualityGate(QualityRulesReader.shipped());

    /** What was judged, and what of it was held back. */
    private record Tally(long values, List<String> examples, Map<Reason, Integer> reasons) {
        Tally() {
            this(0, new ArrayList<>(), new EnumMap<>(Reason.class));
        }

        Tally with(long more) {
            return new Tally(values + more, examples, reasons);
        }

        int heldBack() {
            return reasons.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    @Test
    void quietPatientLosesNextToNothing() throws IOException {
        Tally found = numerics("s00001_3975656_numerics.csv", false);
        tell("s00001, 0 as no value", found);
        assertThat(found.values()).isGreaterThan(6_000);
        assertThat(found.heldBack()).isLessThanOrEqualTo(12);
    }

    @Test
    void noisyPatientLosesTheOximeterUnderMovement() throws IOException {
        Tally found = numerics("s25047_3234460_numerics.csv", false);
        tell("s25047, 0 as no value", found);
        assertThat(found.examples())
                // A pulse of 277, and a saturation of 43 with a pulse that the ECG contradicts.
                .anyMatch(line -> line.contains("minute 63 pulse-rate 277"))
                .anyMatch(line -> line.contains("minute 41 spo2 42.9"));
        assertThat(found.heldBack()).isBetween(5, 40);
    }

    @Test
    void zeroesThatAMonitorSendsForNoValueAreNamedSo() throws IOException {
        Tally found = numerics("s00001_3975656_numerics.csv", true);
        tell("s00001, 0 as it was sent", found);
        // Saturation, pulse and pressures: 363 + 363 + 1,929 + 1,929 + 1,928 zeroes.
        assertThat(found.reasons()).containsEntry(Reason.NO_VALUE, 6_512);
    }

    @Test
    void hourlyValuesOfTenThousandPatientsAreHardlyEverDoubted() throws IOException {
        Tally found = sepsis();
        tell("sepsis2019 hospital B", found);
        assertThat(found.values()).isGreaterThan(1_500_000);
        assertThat(found.heldBack() / (double) found.values()).isLessThan(0.005);
        // The pressures that cannot be: 110 hours with systolic <= diastolic, and their like.
        assertThat(found.reasons().get(Reason.PRESSURES_DISAGREE)).isGreaterThan(3 * 110);
    }

    private static void tell(String what, Tally found) {
        System.out.printf(
                "%s: %d values, %d held back: %s%n",
                what, found.values(), found.heldBack(), found.reasons());
        if (found.examples().size() < 60) {
            found.examples().forEach(System.out::println);
        }
    }

    private Tally numerics(String file, boolean withZeroes) throws IOException {
        List<String> lines = Files.readAllLines(SharedData.path("mimic2-numerics/" + file));
        String[] header = lines.getFirst().split(",", -1);
        QualityMemory memory = new QualityMemory();
        Tally tally = new Tally();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            Duration minute = Duration.ofMinutes(Long.parseLong(cells[0]));
            Reading reading =
                    reading(minute, header, cells, NUMERICS, UnaryOperator.identity(), withZeroes);
            if (reading != null) {
                tally = judge(memory, reading, "minute " + minute.toMinutes(), tally);
            }
        }
        return tally;
    }

    private Tally sepsis() throws IOException {
        Tally tally = new Tally();
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(
                                        Files.newInputStream(
                                                SharedData.path("sepsis2019/dev/setB_dev.csv.gz"))),
                                StandardCharsets.US_ASCII))) {
            String[] header = in.readLine().split(",", -1);
            QualityMemory memory = new QualityMemory();
            String patient = "";
            int hour = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] cells = line.split(",", -1);
                if (!cells[0].equals(patient)) {
                    patient = cells[0];
                    memory = new QualityMemory();
                    hour = 0;
                }
                Reading reading =
                        reading(
                                Duration.ofHours(hour++),
                                header,
                                cells,
                                SEPSIS,
                                String::strip,
                                true);
                if (reading != null) {
                    tally = judge(memory, reading, patient, tally);
                }
            }
        }
        return tally;
    }

    private Tally judge(QualityMemory memory, Reading reading, String where, Tally tally) {
        for (HeldBack.Value held : gate.judge(memory, reading).heldBack()) {
            tally.reasons().merge(held.reason(), 1, Integer::sum);
            tally.examples()
                    .add(
                            "  %s %s %s: %s, %s"
                                    .formatted(
                                            where,
                                            held.sign().code(),
                                            held.value(),
                                            held.reason().code(),
                                            held.text()));
        }
        return tally.with(reading.values().size());
    }

    private static @Nullable Reading reading(
            Duration since,
            String[] header,
            String[] cells,
            Map<String, VitalSign> columns,
            UnaryOperator<String> clean,
            boolean withZeroes) {
        Map<VitalSign, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < header.length; i++) {
            VitalSign sign = columns.get(header[i]);
            String cell = clean.apply(cells[i]);
            if (sign != null && !cell.isEmpty()) {
                double value = Double.parseDouble(cell);
                if (withZeroes || value != 0) {
                    values.put(sign, value);
                }
            }
        }
        if (values.isEmpty()) {
            return null;
        }
        TestReading reading = TestReading.of("recording", T0.plus(since));
        values.forEach(reading::value);
        return reading.build();
    }
}
