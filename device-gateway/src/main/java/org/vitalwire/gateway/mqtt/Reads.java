package org.vitalwire.gateway.mqtt;

import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.impl.VertxConnection;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.impl.MqttEndpointImpl;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Stops and goes on reading one connection, so that TCP holds its client back. Vert.x can, but its
 * MQTT endpoint does not hand out the socket; hence the look behind it, which fails at the start,
 * not in the night, should the field be gone.
 */
final class Reads {

    private static final VarHandle SOCKET = socket();

    private final VertxConnection connection;

    private Reads(VertxConnection connection) {
        this.connection = connection;
    }

    static Reads of(MqttEndpoint endpoint) {
        return new Reads((VertxConnection) SOCKET.get((MqttEndpointImpl) endpoint));
    }

    /** On the connection's event loop. */
    void pause() {
        connection.doPause();
    }

    /** On the connection's event loop. */
    void resume() {
        connection.doResume();
    }

    private static VarHandle socket() {
        try {
            return MethodHandles.privateLookupIn(MqttEndpointImpl.class, MethodHandles.lookup())
                    .findVarHandle(MqttEndpointImpl.class, "conn", NetSocketInternal.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
