package org.vitalwire.gateway.device;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.gateway.certificate.PresentedCertificate;

/**
 * Writes down what connections bring to light: a device's first connection, a certificate that
 * another authority gave it, its firmware. Behind the event loops' backs; what cannot be written
 * now is noticed again at the next connection or report.
 */
public final class FirstSteps implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(FirstSteps.class);

    private final DeviceRegistry registry;
    private final DeviceDesk desk;
    private final InstantSource clock;

    /** What waits to be written, so that a device that repeats itself waits once. */
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();

    private final ExecutorService writer =
            Executors.newSingleThreadExecutor(
                    Thread.ofVirtual().name("device-registry-writer").factory());

    FirstSteps(DeviceRegistry registry, DeviceDesk desk, InstantSource clock) {
        this.registry = registry;
        this.desk = desk;
        this.clock = clock;
    }

    /** The device was let in with the certificate. */
    public void connected(RegisteredDevice device, PresentedCertificate certificate) {
        boolean isNews = registry.certificate(certificate.sha256()) == null;
        if (device.state() != DeviceState.REGISTERED && !isNews) {
            return;
        }
        Optional<KnownCertificate> external =
                isNews && !certificate.own()
                        ? Optional.of(
                                new KnownCertificate(
                                        device.id(),
                                        certificate.serial(),
                                        certificate.sha256(),
                                        certificate.notBefore(),
                                        certificate.notAfter(),
                                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                                        "another authority",
                                        true,
                                        Optional.empty()))
                        : Optional.empty();
        write(device.id().value() + ":connected", () -> desk.connected(device.id(), external));
    }

    /** The device says which firmware it runs. */
    public void firmware(RegisteredDevice device, String firmware) {
        RegisteredDevice known = registry.find(device.id().value());
        if (known != null && !known.firmware().equals(Optional.of(firmware))) {
            write(device.id().value() + ":firmware", () -> desk.firmware(device.id(), firmware));
        }
    }

    private void write(String what, Runnable change) {
        if (!waiting.add(what)) {
            return;
        }
        try {
            writer.execute(() -> {
                waiting.remove(what);
                try {
                    change.run();
                } catch (RuntimeException e) {
                    log.atWarn()
                            .addKeyValue("what", what)
                            .addKeyValue("cause", e.getClass().getSimpleName())
                            .log("registry could not be written");
                }
            });
        } catch (RejectedExecutionException e) {
            waiting.remove(what);
        }
    }

    @Override
    public void close() {
        writer.shutdown();
    }
}
