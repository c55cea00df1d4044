package org.vitalwire.simulator.ward;

import java.time.Duration;
import org.vitalwire.simulator.device.DeliveryCounts;
import org.vitalwire.simulator.platform.VitalwireClient;

/**
 * The small ward that a demonstration starts with: eight beds in ward A, four in ward B, with every
 * scenario among them. Devices, patients and keys are the same on every start.
 */
public final class SimulatedWard implements AutoCloseable {

    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final BedsideFleet fleet;

    private SimulatedWard(BedsideFleet fleet) {
        this.fleet = fleet;
    }

    /**
     * Enrols what is not enrolled yet and starts to measure.
     *
     * @throws org.vitalwire.simulator.platform.VitalwireApiException when the platform refuses
     */
    public static SimulatedWard start(WardSettings settings, VitalwireClient client) {
        return new SimulatedWard(
                BedsideFleet.start(
                        WardPlan.demonstration(settings.beds(), settings.seed()),
                        settings.interval(),
                        0,
                        settings.keys(),
                        settings.connections(),
                        settings.clock(),
                        client));
    }

    public DeliveryCounts counts() {
        return fleet.counts();
    }

    /** Stops measuring, gives what is under way two seconds, and disconnects. */
    @Override
    public void close() {
        try {
            fleet.stopMeasuring();
            fleet.awaitDelivered(LAST_WORDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            fleet.close();
        }
    }
}
