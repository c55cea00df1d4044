package org.vitalwire.standalone.run;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.contracts.id.Canary;
import org.vitalwire.simulator.device.DeviceKeyStore;
import org.vitalwire.simulator.platform.TokenSource;
import org.vitalwire.simulator.platform.VitalwireClient;

/**
 * Gives the watchdog's canary a device: enrolled like any other once the platform is ready. The
 * watchdog waits for its files.
 */
final class CanaryEnrolment implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CanaryEnrolment.class);

    /** Synthetic: nothing of it may pass for a patient's. */
    private static final String MODEL = "simulated-bedside-monitor";

    private final Thread enrolling;

    private CanaryEnrolment(Thread enrolling) {
        this.enrolling = enrolling;
    }

    /** What the watchdog has to know of it, whether it is enrolled yet or not. */
    static Map<String, String> settings(Options options) {
        if (!options.watchdog()) {
            return Map.of();
        }
        String device = Canary.DEVICE.value();
        DeviceKeyStore keys = keys(options);
        String broker = "vitalwire.alert.watchdog.broker.";
        return Map.of(
                broker + "url", "ssl://localhost:" + options.mqttPort(),
                broker + "ca-file", keys.caFile(device).toString(),
                broker + "certificate-file", keys.certFile(device).toString(),
                broker + "key-file", keys.keyFile(device).toString());
    }

    /** Returns at once. */
    static CanaryEnrolment start(Options options, TokenSource tokens) {
        return new CanaryEnrolment(
                Thread.ofVirtual()
                        .name("canary-enrolment")
                        .start(() -> {
                            if (options.watchdog()) {
                                enrol(options, tokens);
                            }
                        }));
    }

    private static void enrol(Options options, TokenSource tokens) {
        try (VitalwireClient client =
                new VitalwireClient(URI.create(options.publicUrl()), tokens)) {
            String device = Canary.DEVICE.value();
            Path keys = options.data().devices();
            client.enrol(device, MODEL, keys);
            client.associate(
                    device,
                    Canary.PATIENT.value(),
                    null,
                    Instant.now().truncatedTo(ChronoUnit.MILLIS));
        } catch (RuntimeException e) {
            // The watchdog says so, too, as long as it cannot beat.
            log.atError().setCause(e).log("the watchdog's canary was not enrolled");
        }
    }

    private static DeviceKeyStore keys(Options options) {
        return new DeviceKeyStore(options.data().devices());
    }

    @Override
    public void close() {
        enrolling.interrupt();
    }
}
