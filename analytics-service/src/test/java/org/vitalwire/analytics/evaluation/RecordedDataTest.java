package org.vitalwire.analytics.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.testkit.SharedData;

class RecordedDataTest {

    private static final String HEADER =
            "HR|O2Sat|Temp|SBP|MAP|DBP|Resp|EtCO2|FiO2|WBC|ICULOS|SepsisLabel\n";

    @TempDir private Path directory;

    @Test
    void aRowIsAReadingOfItsHourAndARowWithoutVitalSignsIsNone() throws IOException {
        write(
                "p1.psv",
                HEADER
                        + "NaN|NaN|NaN|NaN|NaN|NaN|NaN|NaN|NaN|11.2|1|0\n"
                        + "88|97|NaN|120|80|60|18|NaN|0.4|NaN|2|0\n"
                        + "90|NaN|38.2|NaN|NaN|NaN|NaN|NaN|40|NaN|3|1\n");

        Stay stay = stays().getFirst();

        assertThat(stay.hours()).isEqualTo(3);
        assertThat(stay.course()).contains(Course.firstPositiveAt(2));
        assertThat(stay.whiteCells().getFirst()).isEqualTo(11.2);
        assertThat(stay.readings()).hasSize(2);
        Reading first = stay.readings().getFirst();
        assertThat(first.measuredAt()).isEqualTo(stay.start().plusSeconds(3600));
        assertThat(first.value(VitalSign.FIO2).orElseThrow().value()).isEqualTo(40);
        assertThat(stay.readings().getLast().value(VitalSign.FIO2).orElseThrow().value())
                .isEqualTo(40);
    }

    @Test
    void aValueThatNoPatientHasComesFlaggedAsTheGatewayFlagsIt() throws IOException {
        write("p1.psv", HEADER + "900|97|NaN|120|80|60|18|NaN|NaN|NaN|1|0\n");
        Reading reading = stays().getFirst().readings().getFirst();
        assertThat(reading.value(VitalSign.HEART_RATE).orElseThrow().isScorable()).isFalse();
        assertThat(reading.value(VitalSign.SPO2).orElseThrow().isScorable()).isTrue();
    }

    @Test
    void anExportIsPutTogetherAgainAndPlayedInTheOrderOfItsReceipt() throws IOException {
        String row =
                "{\"time\":\"2026-11-22T10:00:%s.000Z\",\"receivedAt\":\"2026-11-22T10:00:%s.500Z\","
                        + "\"sign\":\"%s\",\"value\":%s,\"unit\":\"\",\"loinc\":\"\",\"flags\":[%s],"
                        + "\"device\":\"m1\",\"lane\":\"LIVE\",\"synthetic\":true,"
                        + "\"clockOffsetMillis\":null}\n";
        write(
                "one.ndjson",
                row.formatted("01", "09", "heart-rate", "80", "")
                        + row.formatted("01", "09", "spo2", "96", "\"artefact\"")
                        + row.formatted("02", "02", "consciousness", "\"V\"", ""));

        Stay stay = stays().getFirst();

        assertThat(stay.readings()).hasSize(2);
        assertThat(stay.readings().getFirst().value(VitalSign.CONSCIOUSNESS).orElseThrow().value())
                .isEqualTo(2);
        Reading late = stay.readings().getLast();
        assertThat(late.lane()).isEqualTo(Lane.LIVE);
        assertThat(late.value(VitalSign.SPO2).orElseThrow().isScorable()).isFalse();
        assertThat(late.value(VitalSign.HEART_RATE).orElseThrow().isScorable()).isTrue();
    }

    @Test
    void whatIsNotARecordingIsNamedWithoutItsContent() throws IOException {
        assertThatThrownBy(this::stays)
                .isInstanceOf(UnreadableDataException.class)
                .hasMessageContaining("holds no");
        write("bad.psv", HEADER + "eighty|97|NaN|120|80|60|18|NaN|NaN|NaN|1|0\n");
        assertThatThrownBy(this::stays)
                .isInstanceOf(UnreadableDataException.class)
                .hasMessage("bad.psv:2: column 1 is no number");
        write("bad.psv", "HR|O2Sat\n88|97\n");
        assertThatThrownBy(this::stays).hasMessageContaining("has no column");
        write("bad.psv", HEADER + "88|97\n");
        assertThatThrownBy(this::stays).hasMessage("bad.psv:2: has too few columns");
    }

    @Test
    void theFixturesOfTheChallengeAreSixOfEachKind() throws IOException {
        List<Stay> stays = new ArrayList<>();
        RecordedData.at(SharedData.path("sepsis2019/fixtures")).forEach(stays::add);
        assertThat(stays).hasSize(12);
        assertThat(stays).filteredOn(s -> s.course().orElseThrow().isSeptic()).hasSize(6);
    }

    @Test
    void aZeroOfTheMonitorIsAValueThatNobodyBelieves() throws IOException {
        List<Stay> stays = new ArrayList<>();
        RecordedData.at(SharedData.path("mimic2-numerics")).forEach(stays::add);
        Stay first = stays.getFirst();
        assertThat(first.hours()).isEqualTo(33);
        assertThat(first.readings()).hasSize(1936);
        assertThat(first.readings().getFirst().value(VitalSign.SPO2).orElseThrow().isScorable())
                .isFalse();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private List<Stay> stays() throws IOException {
        List<Stay> stays = new ArrayList<>();
        RecordedData.at(directory).forEach(stays::add);
        return stays;
    }
}
