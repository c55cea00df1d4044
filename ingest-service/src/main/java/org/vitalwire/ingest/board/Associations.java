package org.vitalwire.ingest.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.event.AssociationHistory;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ingest.ledger.DeviceOccupants;
import org.vitalwire.ingest.store.DevicePeriod;

/** The association ledger in memory: every process sees the whole of it. */
final class Associations implements DeviceOccupants {

    private final ConcurrentHashMap<String, AssociationHistory> histories =
            new ConcurrentHashMap<>();

    /**
     * A patient's present associations.
     *
     * @param bed of the one that began last
     */
    record Present(Optional<String> bed, Instant since, List<DeviceId> devices) {}

    /** Takes a device's newest history, and returns whom the change concerns. */
    Set<PatientId> change(String device, @Nullable AssociationHistory history) {
        AssociationHistory former =
                history == null ? histories.remove(device) : histories.put(device, history);
        Set<AssociationPeriod> before = periods(former);
        Set<AssociationPeriod> after = periods(history);
        Set<PatientId> concerned = new HashSet<>();
        for (AssociationPeriod period : before) {
            if (!after.contains(period)) {
                concerned.add(period.patientId());
            }
        }
        for (AssociationPeriod period : after) {
            if (!before.contains(period)) {
                concerned.add(period.patientId());
            }
        }
        return concerned;
    }

    private static Set<AssociationPeriod> periods(@Nullable AssociationHistory history) {
        return history == null ? Set.of() : new HashSet<>(history.periods());
    }

    @Override
    public Optional<AssociationPeriod> at(DeviceId device, Instant time) {
        return Optional.ofNullable(histories.get(device.value()))
                .flatMap(history -> history.at(time));
    }

    /** Who is on a device at that time. */
    Map<PatientId, Present> presentAt(Instant now) {
        Map<PatientId, Present> present = new HashMap<>();
        for (AssociationHistory history : histories.values()) {
            history.at(now)
                    .ifPresent(period ->
                            present.merge(
                                    period.patientId(),
                                    new Present(
                                            period.bed(),
                                            period.from(),
                                            List.of(history.deviceId())),
                                    Associations::both));
        }
        return present;
    }

    private static Present both(Present a, Present b) {
        Present newer = b.since().isAfter(a.since()) ? b : a;
        List<DeviceId> devices = new ArrayList<>(a.devices());
        devices.addAll(b.devices());
        return new Present(newer.bed(), newer.since(), List.copyOf(devices));
    }

    /** Whether the patient is on a device now or will be. */
    boolean isOrWillBePresent(PatientId patientId, Instant now) {
        return periodsOf(patientId).stream().anyMatch(period -> period.to().isAfter(now));
    }

    List<DevicePeriod> periodsOf(PatientId patientId) {
        List<DevicePeriod> found = new ArrayList<>();
        for (AssociationHistory history : histories.values()) {
            for (AssociationPeriod period : history.periods()) {
                if (period.patientId().equals(patientId)) {
                    found.add(
                            new DevicePeriod(
                                    history.deviceId(),
                                    period.from(),
                                    period.to().orElse(DevicePeriod.OPEN_END)));
                }
            }
        }
        return DevicePeriod.ofOnePatient(found);
    }
}
