package org.vitalwire.simulator.platform;

import java.time.LocalDate;

/**
 * What the census is told of a simulated patient, who is always marked as synthetic.
 *
 * @param displayName obviously no real name
 */
public record CensusFacts(
        String patientId, String displayName, LocalDate birthDate, String careUnit, String bed) {}
