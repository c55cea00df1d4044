package org.vitalwire.standalone.run;

import java.net.URI;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.simulator.platform.TokenSource;
import org.vitalwire.simulator.platform.VitalwireClient;
import org.vitalwire.simulator.ward.SimulatedWard;
import org.vitalwire.simulator.ward.WardSettings;

/** The simulated ward beside the platform: started after READY, over real MQTT like any device. */
final class SimulatedWardRun implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SimulatedWardRun.class);

    private final Thread starter;
    private @Nullable SimulatedWard ward;
    private boolean closed;

    private SimulatedWardRun(Options options, TokenSource tokens, Consumer<String> say) {
        starter =
                Thread.ofVirtual()
                        .name("simulated-ward")
                        .start(() -> enrolAndMeasure(options, tokens, say));
    }

    /** Returns at once; the beds come up behind. */
    static SimulatedWardRun start(Options options, TokenSource tokens, Consumer<String> say) {
        return new SimulatedWardRun(options, tokens, say);
    }

    private void enrolAndMeasure(Options options, TokenSource tokens, Consumer<String> say) {
        if (!options.simulator()) {
            return;
        }
        try (VitalwireClient client =
                new VitalwireClient(URI.create(options.publicUrl()), tokens)) {
            SimulatedWard started =
                    SimulatedWard.start(WardSettings.in(options.data().devices()), client);
            if (keep(started)) {
                say.accept("The simulated ward is on: synthetic patients in wards A and B.");
            } else {
                started.close();
            }
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("the simulated ward did not start");
            say.accept("The simulated ward did not start; see the log.");
        }
    }

    private synchronized boolean keep(SimulatedWard started) {
        if (!closed) {
            ward = started;
        }
        return !closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        starter.interrupt();
        if (ward != null) {
            ward.close();
        }
    }
}
