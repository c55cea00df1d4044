package org.vitalwire.ehr.mapping;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.CatalogueEntry;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ehr.Readings;
import org.vitalwire.ehr.chart.ChartEntry;
import org.vitalwire.ehr.chart.ChartFacts;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.chart.ChartKey;
import org.vitalwire.ehr.chart.MinuteSamples;
import org.vitalwire.ehr.ledger.LedgerEntry;

/** Lines of the chart for tests of the mapping. */
public final class Charts {

    static final Instant MINUTE = Instant.parse("2026-11-22T10:00:00Z");
    private static final PatientId PATIENT = new PatientId("p1");

    private Charts() {}

    /** Each item once as a single measurement, once as an aggregate. */
    public static Stream<LedgerEntry> all() {
        return Arrays.stream(ChartItem.values())
                .flatMap(item ->
                        item == ChartItem.NEWS2
                                ? Stream.of(score())
                                : Stream.of(measured(item, 1), measured(item, 3)));
    }

    /** Each item as a single measurement. */
    static Stream<LedgerEntry> each() {
        return Arrays.stream(ChartItem.values())
                .map(item -> item == ChartItem.NEWS2 ? score() : measured(item, 1));
    }

    /** Typical values of all of the item's signs, one a second. */
    static LedgerEntry measured(ChartItem item, int seconds) {
        MinuteSamples samples = new MinuteSamples(item, MINUTE);
        for (VitalSign sign : item.signs()) {
            for (int second = 0; second < seconds; second++) {
                samples.add(sign, MINUTE.plusSeconds(second), typical(sign));
            }
        }
        return measured(item, samples);
    }

    static LedgerEntry measured(ChartItem item, MinuteSamples samples) {
        return entry(
                new ChartKey(PATIENT, Optional.of(new DeviceId("monitor_1")), item, MINUTE),
                new ChartFacts.Measured(samples));
    }

    static LedgerEntry score() {
        return entry(
                new ChartKey(PATIENT, Optional.empty(), ChartItem.NEWS2, MINUTE),
                new ChartFacts.Scored(Readings.completeScore("p1", MINUTE.plusSeconds(7))));
    }

    private static LedgerEntry entry(ChartKey key, ChartFacts facts) {
        return new LedgerEntry(
                key.observationId(),
                new ChartEntry(key, facts, true, true),
                1,
                MINUTE.plusSeconds(75),
                Optional.of(List.of()),
                0,
                Optional.empty());
    }

    private static double typical(VitalSign sign) {
        CatalogueEntry entry = sign.entry();
        return entry.codes().isEmpty()
                ? entry.roundToResolution((entry.low() + entry.high()) / 2)
                : 2;
    }
}
