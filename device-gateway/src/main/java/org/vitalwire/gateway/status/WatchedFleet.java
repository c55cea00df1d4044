package org.vitalwire.gateway.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.event.DeviceStatus.Connection;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.gateway.association.AssociationLedger;
import org.vitalwire.gateway.continuity.Arrivals;
import org.vitalwire.gateway.device.DeviceRegistry;
import org.vitalwire.gateway.device.RegisteredDevice;
import org.vitalwire.gateway.intake.Traffic;

/** What this gateway knows of its devices. */
final class WatchedFleet implements SilenceWatch.Watched {

    /**
     * What was connected when the gateway went away has so long to come back, and a little more.
     */
    private static final Duration RETURN = Duration.ofSeconds(65);

    private final DeviceRegistry registry;
    private final AssociationLedger ledger;
    private final DeviceStatuses statuses;
    private final Traffic traffic;
    private final Arrivals arrivals;
    private final ConnectedNow connected;
    private final LatePipeline pipeline;
    private volatile Instant upSince;

    /**
     * @param upSince when this gateway began, until it says that it listens
     */
    WatchedFleet(
            DeviceRegistry registry,
            AssociationLedger ledger,
            DeviceStatuses statuses,
            Traffic traffic,
            Arrivals arrivals,
            ConnectedNow connected,
            SilenceSettings settings,
            Instant upSince) {
        this.registry = registry;
        this.ledger = ledger;
        this.statuses = statuses;
        this.traffic = traffic;
        this.arrivals = arrivals;
        this.connected = connected;
        this.pipeline = new LatePipeline(settings.pipelineLimit());
        this.upSince = upSince;
    }

    /** The gateway begins to listen. */
    void listeningSince(Instant now) {
        upSince = now;
    }

    @Override
    public Collection<DeviceId> devices() {
        return registry.all().stream()
                .filter(RegisteredDevice::mayConnect)
                .map(RegisteredDevice::id)
                .toList();
    }

    @Override
    public Optional<AssociationPeriod> on(DeviceId device, Instant at) {
        return ledger.at(device, at);
    }

    @Override
    public Signs signs(DeviceId device, Optional<AssociationPeriod> period, Instant now) {
        String id = device.value();
        RegisteredDevice registered = registry.find(id);
        Duration limit =
                registered == null ? Duration.ofDays(1) : registered.model().silenceLimit();
        Optional<KnownStatus> status = statuses.find(id);
        Signs.Link link = link(id, status, now);
        Instant linkSince =
                switch (link) {
                    case AWAITED -> upSince;
                    // The gateway had gone and the device with it: so long it was waited for.
                    case LOST ->
                            status.filter(known -> known.status().connection() == Connection.LOST)
                                    .map(KnownStatus::since)
                                    .orElse(upSince.plus(RETURN));
                    case ONLINE, OFFLINE, NEVER -> status.map(KnownStatus::since).orElse(upSince);
                };
        Instant from = period.map(AssociationPeriod::from).orElse(upSince);
        return new Signs(
                limit,
                link,
                linkSince,
                from.isAfter(upSince) ? from : upSince,
                traffic.usable(id),
                Stream.of(
                                traffic.message(id),
                                status.map(known -> known.status().at())
                                        .filter(at -> at.isAfter(upSince)))
                        .flatMap(Optional::stream)
                        .max(Instant::compareTo),
                pipeline.isLate(id, traffic.reading(id), arrivals.newest(id), now));
    }

    private Signs.Link link(String id, Optional<KnownStatus> status, Instant now) {
        if (connected.isConnected(id)) {
            return Signs.Link.ONLINE;
        }
        if (status.isEmpty()) {
            return Signs.Link.NEVER;
        }
        return switch (status.get().status().connection()) {
            case OFFLINE -> Signs.Link.OFFLINE;
            case LOST -> Signs.Link.LOST;
            case ONLINE -> {
                if (!status.get().status().at().isBefore(upSince)) {
                    // It is with another gateway, or gone so lately that it is not told yet.
                    yield Signs.Link.ONLINE;
                }
                yield now.isBefore(upSince.plus(RETURN)) ? Signs.Link.AWAITED : Signs.Link.LOST;
            }
        };
    }
}
