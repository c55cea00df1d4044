package org.vitalwire.gateway.status;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.vitalwire.contracts.event.DeviceEvent.Severity;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.gateway.event.Conditions;
import org.vitalwire.gateway.event.Conditions.Subject;
import org.vitalwire.kit.database.ServiceDatabase;

/**
 * Says that this gateway is alive, and tells when one was not: a peer as long as it is away, this
 * one itself when it is back, as one event for all its devices.
 */
final class GatewayHeartbeat implements AutoCloseable {

    private final ServiceDatabase database;
    private final Conditions conditions;
    private final SilenceSettings settings;
    private final String gateway;
    private final InstantSource clock;

    GatewayHeartbeat(
            ServiceDatabase database,
            Conditions conditions,
            SilenceSettings settings,
            String gateway,
            InstantSource clock) {
        this.database = database;
        this.conditions = conditions;
        this.settings = settings;
        this.gateway = gateway;
        this.clock = clock;
    }

    private record Beat(String gateway, Instant at, boolean stopped) {}

    /** At the start, before anybody connects. */
    void back(Instant now) {
        for (Beat beat : beats()) {
            if (beat.gateway().equals(gateway) && isOver(beat.at(), now)) {
                tellLost(beat);
                conditions.end(
                        subject(gateway),
                        now,
                        "the gateway is back; it was away from %s".formatted(beat.at()));
            }
        }
        write(now, false);
    }

    void look(Instant now) {
        write(now, false);
        for (Beat beat : beats()) {
            if (beat.gateway().equals(gateway) || beat.stopped()) {
                conditions.end(subject(beat.gateway()), now, "the gateway is accounted for");
            } else if (isOver(beat.at(), now)) {
                tellLost(beat);
            } else {
                conditions.end(subject(beat.gateway()), now, "the gateway is back");
            }
        }
    }

    /** The gateway stops, and means to. */
    @Override
    public void close() {
        write(clock.instant(), true);
    }

    private void tellLost(Beat beat) {
        List<DeviceId> devices = devicesOf(beat.gateway());
        conditions.start(
                subject(beat.gateway()),
                beat.stopped() ? Severity.INFORMATION : Severity.PROBLEM,
                beat.at(),
                "gateway %s %s; %d devices were connected to it"
                        .formatted(
                                beat.gateway(),
                                beat.stopped() ? "was stopped" : "is lost",
                                devices.size()),
                devices);
    }

    private List<Beat> beats() {
        return database.jdbc()
                .sql("SELECT gateway, at, stopped FROM gateway_heartbeat")
                .query((row, number) ->
                        new Beat(
                                row.getString("gateway"),
                                row.getObject("at", OffsetDateTime.class).toInstant(),
                                row.getBoolean("stopped")))
                .list();
    }

    private List<DeviceId> devicesOf(String name) {
        return database.jdbc()
                .sql(
                        "SELECT device_id FROM mqtt_session WHERE gateway = :gateway AND connected"
                                + " ORDER BY device_id")
                .param("gateway", name)
                .query((row, number) -> new DeviceId(row.getString("device_id")))
                .list();
    }

    private void write(Instant now, boolean stopped) {
        database.jdbc()
                .sql(
                        """
                        INSERT INTO gateway_heartbeat (gateway, at, stopped)
                        VALUES (:gateway, :at, :stopped)
                        ON CONFLICT (gateway)
                        DO UPDATE SET at = excluded.at, stopped = excluded.stopped
                        """)
                .param("gateway", gateway)
                .param("at", now.atOffset(ZoneOffset.UTC))
                .param("stopped", stopped)
                .update();
    }

    private boolean isOver(Instant at, Instant now) {
        return at.plus(settings.heartbeatLimit()).isBefore(now);
    }

    private static Subject subject(String name) {
        return new Subject(DeviceEventKind.GATEWAY_LOST, name);
    }
}
