package org.vitalwire.gateway.fleet;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.event.DeviceStatus;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.gateway.association.AssociationLedger;
import org.vitalwire.gateway.continuity.CountTotals;
import org.vitalwire.gateway.continuity.Counts;
import org.vitalwire.gateway.device.DeviceRegistry;
import org.vitalwire.gateway.device.RegisteredDevice;
import org.vitalwire.gateway.intake.Traffic;
import org.vitalwire.gateway.intake.clock.DeviceClocks;
import org.vitalwire.gateway.status.DeviceStatuses;
import org.vitalwire.gateway.status.KnownStatus;
import org.vitalwire.gateway.status.SilenceWatch;

/** Gathers what is known of all devices. */
final class Fleet {

    private final DeviceRegistry registry;
    private final AssociationLedger ledger;
    private final DeviceStatuses statuses;
    private final Traffic traffic;
    private final Counts counts;
    private final SilenceWatch silence;
    private final DeviceClocks clocks;
    private final InstantSource clock;

    Fleet(
            DeviceRegistry registry,
            AssociationLedger ledger,
            DeviceStatuses statuses,
            Traffic traffic,
            Counts counts,
            SilenceWatch silence,
            DeviceClocks clocks,
            InstantSource clock) {
        this.registry = registry;
        this.ledger = ledger;
        this.statuses = statuses;
        this.traffic = traffic;
        this.counts = counts;
        this.silence = silence;
        this.clocks = clocks;
        this.clock = clock;
    }

    /**
     * @param id of the only one that is wanted, or null
     * @param visible which patients may be named
     */
    List<FleetDevice> devices(@Nullable String id, Predicate<PatientId> visible) {
        Instant now = clock.instant();
        Map<String, CountTotals> totals = counts.totals();
        return registry.all().stream()
                .filter(device -> id == null || device.id().value().equals(id))
                .map(device ->
                        view(
                                device,
                                Optional.ofNullable(totals.get(device.id().value())),
                                ledger.at(device.id(), now),
                                visible))
                .toList();
    }

    private FleetDevice view(
            RegisteredDevice device,
            Optional<CountTotals> counted,
            Optional<AssociationPeriod> period,
            Predicate<PatientId> visible) {
        String id = device.id().value();
        Optional<KnownStatus> known = statuses.find(id);
        Optional<DeviceStatus> status = known.map(KnownStatus::status);
        Optional<Instant> lastSeen =
                Stream.of(
                                traffic.message(id),
                                status.map(DeviceStatus::at),
                                counted.map(CountTotals::lastAt))
                        .flatMap(Optional::stream)
                        .max(Instant::compareTo);
        return new FleetDevice(
                id,
                device.model().id(),
                device.model().display(),
                device.model().type(),
                device.state(),
                device.model().synthetic(),
                status.map(DeviceStatus::connection)
                        .map(Fleet::connection)
                        .orElse(FleetDevice.Connection.NEVER),
                known.map(KnownStatus::since).orElse(null),
                lastSeen.orElse(null),
                status.flatMap(Fleet::battery).orElse(null),
                status.flatMap(DeviceStatus::firmware).or(device::firmware).orElse(null),
                status.flatMap(DeviceStatus::fault).orElse(null),
                status.map(DeviceStatus::items).orElse(List.of()).stream()
                        .map(item ->
                                new FleetDevice.Item(
                                        item.name(), item.value(), item.unit().orElse(null)))
                        .toList(),
                device.certificateExpiresAt().orElse(null),
                period.map(AssociationPeriod::patientId)
                        .filter(visible)
                        .map(PatientId::value)
                        .orElse(null),
                period.flatMap(AssociationPeriod::bed).orElse(null),
                counted.map(CountTotals::missing).orElse(0L),
                counted.map(CountTotals::received).orElse(0L),
                silence.verdict(id)
                        .map(verdict ->
                                new FleetDevice.Silence(verdict.cause().code(), verdict.since()))
                        .orElse(null),
                clock(id));
    }

    private FleetDevice.@Nullable Clock clock(String id) {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        return clocks.view(id, now)
                .map(view ->
                        new FleetDevice.Clock(
                                view.quality(),
                                view.offsetMicros().map(offset -> offset / 1_000).orElse(null),
                                view.driftPpm().orElse(null)))
                .orElse(null);
    }

    private static FleetDevice.Connection connection(DeviceStatus.Connection connection) {
        return switch (connection) {
            case ONLINE -> FleetDevice.Connection.ONLINE;
            case OFFLINE -> FleetDevice.Connection.OFFLINE;
            case LOST -> FleetDevice.Connection.LOST;
        };
    }

    private static Optional<Double> battery(DeviceStatus status) {
        return status.batteryPercent().isPresent()
                ? Optional.of(status.batteryPercent().getAsDouble())
                : Optional.empty();
    }
}
