package org.vitalwire.simulator.ward;

import java.time.Instant;
import java.util.Optional;
import org.vitalwire.simulator.device.DeviceConnection;
import org.vitalwire.simulator.device.ReadingJson;
import org.vitalwire.simulator.physiology.PhysiologicalPatient;
import org.vitalwire.simulator.physiology.Sample;

/** A patient whose samples go out over a device's connection. */
final class OccupiedBed {

    private final PhysiologicalPatient patient;
    private final DeviceConnection connection;
    private final Optional<BedsideWaves> waves;
    private Instant last = Instant.MIN;

    OccupiedBed(
            PhysiologicalPatient patient,
            DeviceConnection connection,
            Optional<BedsideWaves> waves) {
        this.patient = patient;
        this.connection = connection;
        this.waves = waves;
    }

    void measure(Instant now) {
        if (!now.isAfter(last)) {
            // The clock was set back; there is no sample of a time that was measured already.
            return;
        }
        last = now;
        connection.setOnline(patient.isConnected(now));
        Sample sample = patient.next(now);
        if (!sample.values().isEmpty()) {
            connection.offer(ReadingJson.of(sample));
        }
        waves.ifPresent(w -> w.until(now, sample).forEach(connection::offer));
    }

    DeviceConnection connection() {
        return connection;
    }
}
