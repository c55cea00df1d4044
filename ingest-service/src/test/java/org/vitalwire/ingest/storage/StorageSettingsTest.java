package org.vitalwire.ingest.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StorageSettingsTest {

    private static StorageSettings kept(Duration samples, Duration minutes, Duration waves) {
        return new StorageSettings(
                samples,
                minutes,
                Duration.ofDays(90),
                Duration.ofDays(90),
                waves,
                Duration.ofDays(90),
                Duration.ZERO,
                Duration.ofHours(1),
                null);
    }

    private static final Duration WEEK = Duration.ofDays(7);

    @Test
    void samplesAndSpotChecksAreKeptEquallyLong() {
        assertThat(kept(WEEK, WEEK, WEEK).keeps())
                .containsEntry("vital_sample", WEEK)
                .containsEntry("observation", WEEK)
                .containsEntry("vital_1h", Duration.ofDays(90))
                .containsOnlyKeys(
                        "vital_sample", "observation", "vital_1m", "vital_1h", "score", "waveform");
    }

    @Test
    void aMistypedUnitDoesNotEmptyTheStore() {
        assertThatThrownBy(() -> kept(WEEK, WEEK, Duration.ofHours(7)))
                .hasMessageContaining("a day or longer");
    }

    @Test
    void rollUpsOutliveWhatTheyAreMadeOf() {
        assertThatThrownBy(() -> kept(WEEK, Duration.ofDays(6), WEEK))
                .hasMessageContaining("no shorter");
        assertThatThrownBy(() -> kept(WEEK, Duration.ofDays(91), WEEK))
                .hasMessageContaining("no shorter");
    }
}
