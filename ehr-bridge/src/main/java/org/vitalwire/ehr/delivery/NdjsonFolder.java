package org.vitalwire.ehr.delivery;

import ca.uhn.fhir.context.FhirContext;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.vitalwire.ehr.census.Survivors;
import org.vitalwire.ehr.ledger.DeliveryLedger;
import org.vitalwire.ehr.ledger.DeliveryTargets.Kinds;
import org.vitalwire.ehr.mapping.ObservationMapping;

/** Files of a resource a line, for whoever loads them elsewhere. All kinds. */
final class NdjsonFolder implements Target {

    private final String id;
    private final TargetSettings settings;
    private final DeliveryLedger ledger;
    private final Survivors survivors;
    private final ObservationMapping mapping;
    private final FhirContext fhir;
    private final MeterRegistry meters;

    NdjsonFolder(
            String id,
            TargetSettings settings,
            DeliveryLedger ledger,
            Survivors survivors,
            ObservationMapping mapping,
            FhirContext fhir,
            MeterRegistry meters) {
        this.id = id;
        this.settings = settings;
        this.ledger = ledger;
        this.survivors = survivors;
        this.mapping = mapping;
        this.fhir = fhir;
        this.meters = meters;
    }

    @Override
    public Connection connect() {
        Path directory = Path.of(settings.ndjson().directory());
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            return new Connection.NotNow(e.getClass().getSimpleName(), Optional.empty());
        }
        NdjsonFiles files = new NdjsonFiles(directory, settings.ndjson().rotateAt());
        NdjsonLines lines = new NdjsonLines(mapping, fhir);
        return new Connection.Ready(
                IntStream.range(0, DeliveryLedger.LANES)
                        .mapToObj(lane ->
                                new NdjsonLane(
                                        id,
                                        lane,
                                        files,
                                        lines,
                                        ledger,
                                        survivors,
                                        settings.bundleSize(),
                                        meters))
                        .toList(),
                // One file is written at a time.
                1,
                new Kinds(settings.kinds(), Set.of()));
    }

    @Override
    public void close() {
        // Files are open only while they are written.
    }
}
