package org.vitalwire.ehr.facade;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.unit.DataSize;

class BulkSettingsTest {

    @Test
    void exportsAreKeptForADayAndNeverManyOrLarge() {
        assertThat(
                        Binder.get(new MockEnvironment())
                                .bindOrCreate("vitalwire.ehr.bulk", BulkSettings.class))
                .isEqualTo(new BulkSettings(Duration.ofHours(24), 10, DataSize.ofMegabytes(500)));
    }
}
