package org.vitalwire.ehr.delivery;

import java.time.Duration;
import java.util.Set;
import org.vitalwire.ehr.ledger.ChartKind;

/** Settings of targets for tests. */
final class Targets {

    private Targets() {}

    static TargetSettings of(String url, Set<ChartKind> kinds) {
        return of(
                url,
                Duration.ofSeconds(5),
                kinds,
                TargetSettings.Type.FHIR,
                OruSettings.NONE,
                NdjsonSettings.NONE,
                16);
    }

    static TargetSettings oru(OruSettings oru) {
        return observations(TargetSettings.Type.ORU, oru, NdjsonSettings.NONE, 16);
    }

    static TargetSettings ndjson(NdjsonSettings ndjson, int linesAtOnce) {
        return observations(TargetSettings.Type.NDJSON, OruSettings.NONE, ndjson, linesAtOnce);
    }

    private static TargetSettings observations(
            TargetSettings.Type type, OruSettings oru, NdjsonSettings ndjson, int atOnce) {
        return of(
                "",
                Duration.ofMillis(800),
                Set.of(ChartKind.OBSERVATION),
                type,
                oru,
                ndjson,
                atOnce);
    }

    private static TargetSettings of(
            String url,
            Duration requestTimeout,
            Set<ChartKind> kinds,
            TargetSettings.Type type,
            OruSettings oru,
            NdjsonSettings ndjson,
            int atOnce) {
        return new TargetSettings(
                url,
                TargetSettings.Ids.AUTO,
                true,
                atOnce,
                8,
                0,
                Duration.ofMillis(50),
                requestTimeout,
                Duration.ofSeconds(1),
                kinds,
                type,
                oru,
                ndjson,
                // A test's clock stands still.
                Double.MAX_VALUE);
    }
}
