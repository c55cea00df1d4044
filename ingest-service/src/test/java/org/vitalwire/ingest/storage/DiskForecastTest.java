package org.vitalwire.ingest.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vitalwire.ingest.storage.DiskForecast.Size;
import org.vitalwire.ingest.storage.DiskForecast.Space;
import org.vitalwire.ingest.storage.StorageAnswer.Disk;

class DiskForecastTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Space SPACE = new Space(1_000, 500);

    private static Size size(Duration ago, long bytes) {
        return new Size(NOON.minus(ago), bytes);
    }

    @Test
    void theDiskLastsForWhatIsFreeByWhatIsAddedADay() {
        List<Size> sizes =
                List.of(
                        size(Duration.ofHours(12), 100),
                        size(Duration.ofHours(1), 90),
                        size(Duration.ZERO, 150));
        assertThat(DiskForecast.of(sizes, SPACE)).isEqualTo(new Disk(1_000L, 500L, 100L, 5.0));
    }

    @Test
    void underSixHoursNothingIsForetold() {
        List<Size> sizes = List.of(size(Duration.ofHours(5), 100), size(Duration.ZERO, 150));
        assertThat(DiskForecast.of(sizes, SPACE)).isEqualTo(new Disk(1_000L, 500L, null, null));
        assertThat(DiskForecast.of(List.of(), SPACE).bytesPerDay()).isNull();
    }

    @Test
    void aDatabaseThatShrinksFillsNoDisk() {
        List<Size> sizes = List.of(size(Duration.ofDays(2), 150), size(Duration.ZERO, 50));
        assertThat(DiskForecast.of(sizes, SPACE)).isEqualTo(new Disk(1_000L, 500L, -50L, null));
    }

    @Test
    void growthIsToldWhereTheDiskIsUnknown() {
        List<Size> sizes = List.of(size(Duration.ofDays(1), 50), size(Duration.ZERO, 150));
        assertThat(DiskForecast.of(sizes, null)).isEqualTo(new Disk(null, null, 100L, null));
    }
}
