package org.vitalwire.ehr.delivery;

import ca.uhn.fhir.context.FhirContext;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.SocketFactory;
import org.springframework.boot.ssl.SslBundles;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.access.ServerAccess;
import org.vitalwire.ehr.census.Survivors;
import org.vitalwire.ehr.ledger.DeliveryLedger;
import org.vitalwire.ehr.mapping.ObservationMapping;

/** Makes targets of their settings. */
final class TargetFactory {

    private final BiFunction<String, String, Supplier<ServerAccess>> access;
    private final SslBundles bundles;
    private final Function<PatientId, Optional<CensusEntry>> census;
    private final Survivors survivors;
    private final ObservationMapping mapping;
    private final InstantSource clock;
    private final MeterRegistry meters;

    /**
     * @param access to the FHIR server of a target's id and address
     */
    TargetFactory(
            BiFunction<String, String, Supplier<ServerAccess>> access,
            SslBundles bundles,
            Function<PatientId, Optional<CensusEntry>> census,
            Survivors survivors,
            ObservationMapping mapping,
            InstantSource clock,
            MeterRegistry meters) {
        this.access = access;
        this.bundles = bundles;
        this.census = census;
        this.survivors = survivors;
        this.mapping = mapping;
        this.clock = clock;
        this.meters = meters;
    }

    /** What is wrong with the settings is said now; the target itself is made when it is needed. */
    Supplier<Target> of(String id, TargetSettings settings, DeliveryLedger ledger) {
        return switch (settings.type()) {
            case FHIR -> {
                Supplier<ServerAccess> server = access.apply(id, settings.baseUrl().orElseThrow());
                yield () -> fhir(id, settings, server.get(), ledger);
            }
            case ORU -> {
                SocketFactory sockets =
                        settings.oru()
                                .tls()
                                .<SocketFactory>map(name ->
                                        bundles.getBundle(name)
                                                .createSslContext()
                                                .getSocketFactory())
                                .orElseGet(SocketFactory::getDefault);
                yield () ->
                        new OruReceiver(
                                id, settings, sockets, ledger, census, survivors, mapping, clock,
                                meters);
            }
            case NDJSON ->
                    () ->
                            new NdjsonFolder(
                                    id,
                                    settings,
                                    ledger,
                                    survivors,
                                    mapping,
                                    FhirContext.forR4Cached(),
                                    meters);
        };
    }

    private Target fhir(
            String id, TargetSettings settings, ServerAccess server, DeliveryLedger ledger) {
        FhirContext fhir = FhirContext.forR4Cached();
        return new FhirRecord(
                id,
                settings,
                new FhirTarget(settings, server, fhir, clock),
                ledger,
                census,
                survivors,
                mapping,
                meters);
    }
}
