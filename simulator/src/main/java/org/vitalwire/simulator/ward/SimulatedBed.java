package org.vitalwire.simulator.ward;

import org.vitalwire.simulator.physiology.Scenario;
import org.vitalwire.simulator.platform.CensusFacts;

/** A bed with a simulated patient and a device. */
public record SimulatedBed(String deviceId, CensusFacts patient, Scenario scenario, long seed) {}
