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

    static TargetSettings oru(OruSettings oru) {
        return of(TargetSettings.Type.ORU, oru, NdjsonSettings.NONE, 16);
    }

    static TargetSettings ndjson(NdjsonSettings ndjson, int linesAtOnce) {
        return of(TargetSettings.Type.NDJSON, OruSettings.NONE, ndjson, linesAtOnce);
    }

    private static TargetSettings of(
            TargetSettings.Type type, OruSettings oru, NdjsonSettings ndjson, int atOnce) {
        return new TargetSettings(
                "",
                TargetSettings.Ids.AUTO,
                true,
                atOnce,
                8,
                0,
                Duration.ofMillis(50),
                Duration.ofMillis(800),
                Duration.ofSeconds(1),
                Set.of(ChartKind.OBSERVATION),
                type,
                oru,
                ndjson);
    }
}
