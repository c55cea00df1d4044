package org.vitalwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Every default, as the README tells it. */
class SettingsTest {

    private static String bound(String prefix, String type) throws ClassNotFoundException {
        Map<String, Object> least = new TreeMap<>();
        least.put("vitalwire.ingest.database.username", "ingest");
        return new Binder(new MapConfigurationPropertySource(least))
                .bindOrCreate(prefix, Bindable.of(Class.forName("org.vitalwire.ingest." + type)))
                .toString();
    }

    @Test
    void defaultsAreAsDocumented() throws ClassNotFoundException {
        assertThat(bound("vitalwire.ingest", "store.StoreSettings"))
                .contains("jdbc:postgresql://localhost:5432/vitalwire, ingest")
                .contains("partitionHorizon=PT960H")
                .contains("partitionsAhead=PT48H");
        assertThat(bound("vitalwire.ingest.intake", "intake.IntakeSettings"))
                .isEqualTo(
                        "IntakeSettings[concurrency=1, maxBatch=5000, fetchSize=524288B,"
                                + " fetchWait=PT0.075S]");
        assertThat(bound("vitalwire.ingest.query", "vitals.QuerySettings"))
                .isEqualTo(
                        "QuerySettings[longestRange=PT744H, longestRolledUpRange=PT9600H,"
                                + " defaultRange=PT24H]");
        assertThat(bound("vitalwire.ingest.rollup", "rollup.RollUpSettings"))
                .isEqualTo(
                        "RollUpSettings[every=PT20S, settle=PT15S, hoursEvery=PT5M, batch=2000]");
        assertThat(bound("vitalwire.ingest.board", "board.BoardSettings"))
                .isEqualTo("BoardSettings[interval=PT1S, heartbeat=PT5S]");
        assertThat(bound("vitalwire.ingest.waveforms", "waveform.WaveformSettings"))
                .isEqualTo(
                        "WaveformSettings[concurrency=1, maxBatch=2000, fetchWait=PT2S,"
                                + " longestRange=PT10M, defaultRange=PT1M, heartbeat=PT5S]");
        assertThat(bound("vitalwire.ingest.storage", "storage.StorageSettings"))
                .isEqualTo(
                        "StorageSettings[keepSamples=PT87600H, keepMinutes=PT87600H,"
                                + " keepHours=PT87600H, keepScores=PT87600H, keepWaves=PT168H,"
                                + " keepHeldBack=PT2160H, compressAfter=PT168H, maintainEvery=PT1H, dataDirectory=null]");
    }

    @Test
    void defaultsOfStatisticsAndExportsAreAsDocumented() throws ClassNotFoundException {
        assertThat(bound("vitalwire.ingest.statistics", "statistics.StatisticsSettings"))
                .isEqualTo(
                        "StatisticsSettings[longestRange=PT744H, defaultRange=PT24H,"
                                + " longestHold=PT4H]");
        assertThat(bound("vitalwire.ingest.export", "export.ExportSettings"))
                .isEqualTo("ExportSettings[atOnce=2, longest=PT15M]");
    }
}
