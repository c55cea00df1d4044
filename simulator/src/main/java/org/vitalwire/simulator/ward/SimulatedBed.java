package org.vitalwire.simulator.ward;

import java.time.Duration;
import org.vitalwire.simulator.physiology.Scenario;
import org.vitalwire.simulator.platform.CensusFacts;

/**
 * A bed with a simulated patient and a device.
 *
 * @param headStart how far the patient's course has come when the simulation begins
 */
public record SimulatedBed(
        String deviceId, CensusFacts patient, Scenario scenario, long seed, Duration headStart) {}
