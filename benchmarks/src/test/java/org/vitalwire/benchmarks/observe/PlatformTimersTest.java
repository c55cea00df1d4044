package org.vitalwire.benchmarks.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PlatformTimersTest {

    private static final String PAGE =
            """
            # HELP vitalwire_publish_to_store_seconds From receipt to commit
            # TYPE vitalwire_publish_to_store_seconds summary
            vitalwire_publish_to_store_seconds{application="vitalwire",quantile="0.5"} 0.098
            vitalwire_publish_to_store_seconds{application="vitalwire",quantile="0.99"} 0.251
            vitalwire_publish_to_store_seconds{lane="b",quantile="0.99"} 0.3
            vitalwire_publish_to_store_seconds_count{application="vitalwire"} 17
            vitalwire_publish_to_alert_seconds{quantile="0.5"} 9
            """;

    @Test
    void readsTheQuantilesOfOneTimerAndTheSlowestOfItsSeries() {
        assertThat(PlatformTimers.quantiles(PAGE, "vitalwire.publish.to.store"))
                .isEqualTo(Map.of(0.5, 0.098, 0.99, 0.3));
        assertThat(PlatformTimers.quantiles(PAGE, "vitalwire.unknown")).isEmpty();
    }
}
