package org.vitalwire.gateway.mqtt;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.vertx.core.Future;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttWill;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** A client that is seen from the server's side: writes down what it is told. */
final class FakeEndpoint {

    private final int version;
    private final List<String> written = new ArrayList<>();
    private boolean connected = true;

    private FakeEndpoint(int version) {
        this.version = version;
    }

    static FakeEndpoint version(int version) {
        return new FakeEndpoint(version);
    }

    List<String> written() {
        return written;
    }

    /** The network is gone: from now on every write would throw. */
    void gone() {
        connected = false;
    }

    MqttEndpoint endpoint() {
        return (MqttEndpoint)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {MqttEndpoint.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "protocolVersion" -> version;
                                    case "isConnected" -> connected;
                                    case "connectProperties" -> MqttProperties.NO_PROPERTIES;
                                    case "will" -> new MqttWill(false, null, null, 0, false, null);
                                    case "publish" -> {
                                        written.add("PUBLISH " + arguments[0]);
                                        yield Future.succeededFuture(1);
                                    }
                                    case "publishAcknowledge" -> write(proxy, "PUBACK", arguments);
                                    case "publishReceived" -> write(proxy, "PUBREC", arguments);
                                    case "publishComplete" -> write(proxy, "PUBCOMP", arguments);
                                    case "disconnect" -> {
                                        connected = false;
                                        // Vert.x tells only clients of MQTT 5 why.
                                        written.add(
                                                version == 5
                                                        ? "DISCONNECT " + arguments[0]
                                                        : "CLOSE");
                                        yield proxy;
                                    }
                                    default ->
                                            throw new UnsupportedOperationException(
                                                    method.getName());
                                });
    }

    private Object write(Object proxy, String packet, Object[] arguments) {
        if (!connected) {
            throw new IllegalArgumentException("written to a connection that is gone");
        }
        StringBuilder text = new StringBuilder(packet);
        for (Object argument : arguments) {
            if (argument instanceof MqttProperties properties) {
                var reason = properties.getProperty(MqttProperties.REASON_STRING);
                if (reason != null) {
                    text.append(' ').append(reason.value());
                }
            } else {
                text.append(' ').append(argument);
            }
        }
        written.add(text.toString());
        return proxy;
    }
}
