package org.vitalwire.gateway.erasure;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vitalwire.contracts.event.ErasureNotice.ErasedPeriod;
import org.vitalwire.contracts.event.ErasureNotice.Erasure;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;

/**
 * An erasure that is not settled.
 *
 * @param patientId empty once all have forgotten
 * @param toldAt when the services were last told
 * @param done services that have forgotten
 */
record PendingErasure(
        String id,
        Optional<PatientId> patientId,
        String pseudonym,
        String requestedBy,
        Instant requestedAt,
        Optional<Instant> toldAt,
        List<ErasedPeriod> periods,
        Set<String> done) {

    Erasure event(PatientId patient) {
        return new Erasure(id, patient, requestedAt, requestedBy, periods);
    }

    Set<DeviceId> devices() {
        Set<DeviceId> devices = new TreeSet<>(Comparator.comparing(DeviceId::value));
        periods.forEach(period -> devices.add(period.deviceId()));
        return devices;
    }

    /** Names no patient, wherever it may be printed. */
    @Override
    public String toString() {
        return "PendingErasure[" + id + "]";
    }
}
