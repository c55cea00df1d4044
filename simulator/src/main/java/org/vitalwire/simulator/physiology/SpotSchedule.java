package org.vitalwire.simulator.physiology;

import java.time.Duration;

/**
 * How often the signs are taken that no sensor measures all the time; the first time at once.
 *
 * @param pressure of the cuff
 * @param temperature of the thermometer
 * @param nurse of consciousness and oxygen flow
 */
public record SpotSchedule(Duration pressure, Duration temperature, Duration nurse) {

    /** Closer than on a ward, so that a visitor of a simulated one sees something change. */
    public static final SpotSchedule DEMONSTRATION =
            new SpotSchedule(Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofMinutes(10));

    public SpotSchedule {
        if (!pressure.isPositive() || !temperature.isPositive() || !nurse.isPositive()) {
            throw new IllegalArgumentException("intervals must be positive");
        }
    }
}
