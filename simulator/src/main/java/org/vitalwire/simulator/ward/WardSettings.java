package org.vitalwire.simulator.ward;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.vitalwire.simulator.device.ConnectionSettings;

/**
 * A simulated ward.
 *
 * @param keys folder of the devices' PEM files; kept, it keeps the devices
 * @param beds 1 to 12
 * @param interval between the samples of a bed
 */
public record WardSettings(
        Path keys,
        int beds,
        Duration interval,
        long seed,
        ConnectionSettings connections,
        InstantSource clock) {

    public WardSettings {
        if (beds < 1 || beds > 12) {
            throw new IllegalArgumentException("a simulated ward has 1 to 12 beds");
        }
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("the interval must be positive");
        }
    }

    /** Twelve beds at 1 Hz. */
    public static WardSettings in(Path keys) {
        return new WardSettings(
                keys,
                12,
                Duration.ofSeconds(1),
                20_261_122,
                ConnectionSettings.DEFAULT,
                InstantSource.system());
    }

    public WardSettings withBeds(int number) {
        return new WardSettings(keys, number, interval, seed, connections, clock);
    }

    public WardSettings withInterval(Duration other) {
        return new WardSettings(keys, beds, other, seed, connections, clock);
    }
}
