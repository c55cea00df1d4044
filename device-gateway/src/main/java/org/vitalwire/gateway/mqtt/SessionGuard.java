package org.vitalwire.gateway.mqtt;

import io.vertx.mqtt.messages.codes.MqttDisconnectReasonCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.gateway.device.DeviceRegistry;
import org.vitalwire.gateway.stream.ConnectionRefusals;

/**
 * Judges those that are connected again: at once when this process changes the registry, and all of
 * them every so often, after everything that others may have changed has been read again. So a
 * revoked, suspended, retired or expired device is gone within that time.
 */
final class SessionGuard implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SessionGuard.class);

    private final ConnectedDevices connected;
    private final Admission admission;
    private final ConnectionRefusals refusals;
    private final List<Runnable> before;
    private final Duration every;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("session-guard").factory());
    private volatile boolean running;

    /**
     * @param before what is read again first; one that fails leaves the memory as it is
     */
    SessionGuard(
            ConnectedDevices connected,
            Admission admission,
            ConnectionRefusals refusals,
            DeviceRegistry registry,
            List<Runnable> before,
            Duration every) {
        this.connected = connected;
        this.admission = admission;
        this.refusals = refusals;
        this.before = List.copyOf(before);
        this.every = every;
        registry.onChange(this::judge);
    }

    // The timer goes on for as long as the gateway.
    @SuppressWarnings("FutureReturnValueIgnored")
    @Override
    public void start() {
        running = true;
        timer.scheduleWithFixedDelay(
                this::sweep, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        for (Runnable reading : before) {
            try {
                reading.run();
            } catch (RuntimeException e) {
                log.atWarn()
                        .addKeyValue("cause", e.getClass().getSimpleName())
                        .log("registry could not be read again");
            }
        }
        connected.all().forEach(this::judge);
    }

    private void judge(String deviceId) {
        connected.find(deviceId).ifPresent(this::judge);
    }

    private void judge(DeviceConnection connection) {
        String name = connection.device().id().value();
        admission
                .standing(name, connection.certificate())
                .ifPresent(refused -> {
                    if (connection.expel(reason(refused))) {
                        refusals.refused(name, refused.code(), refused.reason());
                        log.atInfo()
                                .addKeyValue("deviceId", name)
                                .addKeyValue("code", refused.code())
                                .log("device expelled");
                    }
                });
    }

    /** Suspended: come again another day. Everything else: not with this certificate. */
    private MqttDisconnectReasonCode reason(Admission.Refused refused) {
        return refused.code() == FailureCode.DEVICE_NOT_ACTIVE
                        && admission.isSuspended(refused.name())
                ? MqttDisconnectReasonCode.ADMINISTRATIVE_ACTION
                : MqttDisconnectReasonCode.NOT_AUTHORIZED;
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
