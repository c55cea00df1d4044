package org.vitalwire.ehr.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vitalwire.contracts.event.AlertEpisode;
import org.vitalwire.contracts.event.DeviceStatus;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.VitalSign;

/** A line that is no Observation, with the facts that its resource is derived from. */
public record FurtherLine(
        ChartKind kind,
        String id,
        Facts facts,
        int revision,
        Instant chartedAt,
        int attempts,
        Optional<String> remoteId)
        implements ChartLine {

    /** What the resource is made of. */
    public sealed interface Facts {}

    /**
     * Of a Flag, Communication or Task.
     *
     * @param transitions all that are known, in the order of their time; at least one
     */
    public record Alert(List<AlertEpisode> transitions) implements Facts {

        public Alert {
            transitions = List.copyOf(transitions);
        }

        public PatientId patientId() {
            return transitions.getFirst().patientId();
        }
    }

    /**
     * Of a Device.
     *
     * @param status without what changes from hour to hour; empty until the device told of itself
     * @param synthetic whether nothing but synthetic data was ever charted of it
     */
    public record OfDevice(DeviceId deviceId, Optional<DeviceStatus> status, boolean synthetic)
            implements Facts {}

    /** Of a DeviceMetric. */
    public record Metric(DeviceId deviceId, VitalSign sign, boolean synthetic) implements Facts {}

    /** Whom it is about; empty for devices. */
    public Optional<PatientId> patientId() {
        return switch (facts) {
            case Alert alert -> Optional.of(alert.patientId());
            case OfDevice device -> Optional.empty();
            case Metric metric -> Optional.empty();
        };
    }
}
