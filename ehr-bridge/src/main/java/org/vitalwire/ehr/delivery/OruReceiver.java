package org.vitalwire.ehr.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.net.SocketFactory;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.census.Survivors;
import org.vitalwire.ehr.ledger.ChartKind;
import org.vitalwire.ehr.ledger.DeliveryLedger;
import org.vitalwire.ehr.ledger.DeliveryTargets.Kinds;
import org.vitalwire.ehr.mapping.ObservationMapping;
import org.vitalwire.kit.hl7.MllpPeer;

/**
 * A hospital without FHIR: it receives ORU^R01 over MLLP, on one connection, one message after the
 * other, as receivers have it. Observations alone.
 */
final class OruReceiver implements Target {

    private final String id;
    private final TargetSettings settings;
    private final MllpPeer peer;
    private final DeliveryLedger ledger;
    private final Function<PatientId, Optional<CensusEntry>> census;
    private final Survivors survivors;
    private final ObservationMapping mapping;
    private final InstantSource clock;
    private final MeterRegistry meters;

    OruReceiver(
            String id,
            TargetSettings settings,
            SocketFactory sockets,
            DeliveryLedger ledger,
            Function<PatientId, Optional<CensusEntry>> census,
            Survivors survivors,
            ObservationMapping mapping,
            InstantSource clock,
            MeterRegistry meters) {
        this.id = id;
        this.settings = settings;
        this.peer =
                new MllpPeer(
                        sockets,
                        settings.oru().host(),
                        settings.oru().port(),
                        settings.requestTimeout());
        this.ledger = ledger;
        this.census = census;
        this.survivors = survivors;
        this.mapping = mapping;
        this.clock = clock;
        this.meters = meters;
    }

    /** Who listens is seen with the first message. */
    @Override
    public Connection connect() {
        Set<ChartKind> notOffered = EnumSet.copyOf(settings.kinds());
        notOffered.remove(ChartKind.OBSERVATION);
        Optional<TokenBucket> rate =
                settings.requestsPerSecond() > 0
                        ? Optional.of(new TokenBucket(settings.requestsPerSecond()))
                        : Optional.empty();
        OruMessage messages = new OruMessage(settings.oru());
        return new Connection.Ready(
                IntStream.range(0, DeliveryLedger.LANES)
                        .mapToObj(lane ->
                                new OruLane(
                                        id, lane, peer, messages, ledger, census, survivors,
                                        mapping, rate, clock, meters))
                        .toList(),
                1,
                new Kinds(Set.of(ChartKind.OBSERVATION), notOffered));
    }

    @Override
    public void close() {
        try {
            peer.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the receiver's connection was not closed", e);
        }
    }
}
