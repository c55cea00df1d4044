package org.vitalwire.gateway.mqtt;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttWill;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.contracts.event.DeviceStatus.Connection;
import org.vitalwire.gateway.device.DeviceRegistry;
import org.vitalwire.gateway.device.RegisteredDevice;
import org.vitalwire.gateway.status.DeviceStatuses;
import org.vitalwire.gateway.stream.RecordStream;

/**
 * Who is connected, and who hears of it.
 *
 * <p>A will is the device's last status report: it is published, as every LOST, on the platform's
 * own status topic, after the delay that the client asked for, unless the device is back by then.
 */
final class Presence {

    private static final Logger log = LoggerFactory.getLogger(Presence.class);
    private static final long LONGEST_WILL_DELAY_SECONDS = 300;

    /** After a crash: longer than clients take to come back. */
    private static final long RETURN_MS = 60_000;

    private final Vertx vertx;
    private final ConnectedDevices connected;
    private final Sessions sessions;
    private final DeviceStatuses statuses;
    private final DeviceRegistry registry;
    private final RecordStream stream;
    private final InstantSource clock;
    private volatile boolean stopping;

    Presence(
            Vertx vertx,
            ConnectedDevices connected,
            Sessions sessions,
            DeviceStatuses statuses,
            DeviceRegistry registry,
            RecordStream stream,
            InstantSource clock) {
        this.vertx = vertx;
        this.connected = connected;
        this.sessions = sessions;
        this.statuses = statuses;
        this.registry = registry;
        this.stream = stream;
        this.clock = clock;
    }

    /** Returns whether the client goes on with a session that we remember. */
    boolean arrived(DeviceConnection connection, boolean cleanStart) {
        String id = connection.device().id().value();
        @Nullable DeviceConnection before = connected.take(id, connection);
        if (before != null) {
            before.takeOver();
        }
        boolean sessionPresent = sessions.open(id, cleanStart, connection.sessionExpirySeconds());
        stream.tell(statuses.connection(connection.device(), Connection.ONLINE, now()));
        return sessionPresent;
    }

    /**
     * @param saidGoodBye whether the client disconnected properly, so that its will is void
     */
    void departed(DeviceConnection connection, boolean saidGoodBye) {
        RegisteredDevice device = connection.device();
        String id = device.id().value();
        // When the gateway stops, its devices come back to it or to another: they are not lost.
        if (!connected.leave(id, connection) || stopping) {
            return;
        }
        sessions.close(id, connection.sessionExpirySeconds());
        log.atInfo()
                .addKeyValue("deviceId", device.id())
                .addKeyValue("goodBye", saidGoodBye)
                .log("device disconnected");
        if (saidGoodBye) {
            stream.tell(statuses.connection(device, Connection.OFFLINE, now()));
            return;
        }
        MqttWill will = connection.endpoint().will();
        byte[] lastWords = will.isWillFlag() ? will.getWillMessageBytes() : new byte[0];
        long delaySeconds =
                will.isWillFlag()
                        ? Math.min(
                                Protocol.number(
                                        will.getWillProperties(),
                                        MqttProperties.WILL_DELAY_INTERVAL,
                                        0),
                                Math.min(
                                        connection.sessionExpirySeconds(),
                                        LONGEST_WILL_DELAY_SECONDS))
                        : 0;
        if (delaySeconds == 0) {
            lost(device, lastWords);
        } else {
            vertx.setTimer(delaySeconds * 1_000, timer -> lost(device, lastWords));
        }
    }

    /** After a crash, tells of devices that were connected before it and have not come back. */
    void watchForReturn() {
        List<String> before = sessions.leftConnected();
        vertx.setTimer(RETURN_MS, timer -> before.forEach(this::lostInCrash));
    }

    Collection<DeviceConnection> stop() {
        stopping = true;
        return connected.all();
    }

    private void lost(RegisteredDevice device, byte[] lastWords) {
        if (connected.isConnected(device.id().value()) || stopping) {
            return;
        }
        Instant now = now();
        statuses.report(device, lastWords, Connection.LOST, now)
                .ifPresentOrElse(
                        prepared -> prepared.records().forEach(stream::tell),
                        () -> stream.tell(statuses.connection(device, Connection.LOST, now)));
    }

    private void lostInCrash(String deviceId) {
        RegisteredDevice device = registry.find(deviceId);
        if (device != null && !connected.isConnected(deviceId)) {
            sessions.closeUnlessOpen(deviceId);
            lost(device, new byte[0]);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
