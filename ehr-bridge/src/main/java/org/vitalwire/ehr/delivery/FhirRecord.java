package org.vitalwire.ehr.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.census.Survivors;
import org.vitalwire.ehr.ledger.ChartKind;
import org.vitalwire.ehr.ledger.DeliveryLedger;
import org.vitalwire.ehr.ledger.DeliveryTargets.Kinds;
import org.vitalwire.ehr.mapping.ObservationMapping;

/** A record that is a FHIR R4 server: it is asked what it can do, and written to in that way. */
final class FhirRecord implements Target {

    private static final Logger log = LoggerFactory.getLogger(FhirRecord.class);

    /** Another release of the server, perhaps, some day. */
    private static final Duration ASK_WRONG_VERSION_AGAIN = Duration.ofMinutes(15);

    private final String id;
    private final TargetSettings settings;
    private final FhirTarget server;
    private final DeliveryLedger ledger;
    private final Function<PatientId, Optional<CensusEntry>> census;
    private final Survivors survivors;
    private final ObservationMapping mapping;
    private final MeterRegistry meters;

    FhirRecord(
            String id,
            TargetSettings settings,
            FhirTarget server,
            DeliveryLedger ledger,
            Function<PatientId, Optional<CensusEntry>> census,
            Survivors survivors,
            ObservationMapping mapping,
            MeterRegistry meters) {
        this.id = id;
        this.settings = settings;
        this.server = server;
        this.ledger = ledger;
        this.census = census;
        this.survivors = survivors;
        this.mapping = mapping;
        this.meters = meters;
    }

    @Override
    public Connection connect() throws InterruptedException {
        Answer answer = server.read("metadata");
        if (answer instanceof Answer.Done(int status, CapabilityStatement statement)) {
            if (!Capabilities.isR4(statement)) {
                log.atError().addKeyValue("target", id).log("the target is not a FHIR R4 server");
                return new Connection.NotNow("not-r4", Optional.of(ASK_WRONG_VERSION_AGAIN));
            }
            Capabilities capabilities = Capabilities.of(statement, settings.ids());
            Kinds kinds = capabilities.kinds(statement, settings.kinds());
            log.atInfo()
                    .addKeyValue("target", id)
                    .addKeyValue("bundles", capabilities.bundleType())
                    .addKeyValue("clientIds", capabilities.clientIds())
                    .addKeyValue("kinds", kinds.delivered())
                    .addKeyValue("notOffered", kinds.notOffered())
                    .log("delivering to the FHIR server");
            return new Connection.Ready(lanes(capabilities, kinds), settings.inFlight(), kinds);
        }
        return new Connection.NotNow(
                describe(answer),
                answer instanceof Answer.Unavailable unavailable
                        ? unavailable.retryAfter()
                        : Optional.empty());
    }

    private List<Delivery> lanes(Capabilities capabilities, Kinds kinds) {
        SubjectDirectory subjects =
                new SubjectDirectory(
                        server,
                        capabilities,
                        census,
                        settings.createPatients(),
                        kinds.delivered().contains(ChartKind.DEVICE));
        return IntStream.range(0, DeliveryLedger.LANES)
                .mapToObj(lane ->
                        new Delivery(
                                server,
                                id,
                                capabilities,
                                ledger,
                                subjects,
                                survivors,
                                mapping,
                                lane,
                                settings.bundleSize(),
                                meters))
                .toList();
    }

    private static String describe(Answer answer) {
        return switch (answer) {
            case Answer.Done(int status, var resource) -> "http-" + status;
            case Answer.Accepted accepted -> "http-202";
            case Answer.Absent absent -> "http-404";
            case Answer.Refused(var refusal) -> "http-" + refusal.status();
            case Answer.Contested(var refusal) -> "http-" + refusal.status();
            case Answer.Unavailable unavailable -> unavailable.code();
        };
    }

    @Override
    public void close() {
        server.close();
    }
}
