package org.vitalwire.ehr.delivery;

import java.time.Duration;
import java.util.Set;
import org.vitalwire.ehr.ledger.ChartKind;

/** Settings of targets for tests. */
final class Targets {

    private Targets() {}

    static TargetSettings of(String url, Set<ChartKind> kinds) {
        return new TargetSettings(
                url,
                TargetSettings.Ids.AUTO,
                true,
                16,
                8,
                0,
                Duration.ofMillis(50),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                kinds);
    }
}
