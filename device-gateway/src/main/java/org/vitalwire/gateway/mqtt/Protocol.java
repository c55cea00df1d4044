package org.vitalwire.gateway.mqtt;

import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttProperty;
import io.netty.handler.codec.mqtt.MqttProperties.StringPair;
import io.netty.handler.codec.mqtt.MqttProperties.StringProperty;
import io.netty.handler.codec.mqtt.MqttProperties.UserProperties;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The parts of MQTT 5 that Vert.x leaves to the server, as values. */
final class Protocol {

    static final int MQTT_3_1_1 = 4;
    static final int MQTT_5 = 5;

    /** A session of MQTT 3.1.1 that is not clean has no end of its own. */
    static final long NO_EXPIRY = 0xFFFF_FFFFL;

    private Protocol() {}

    static boolean isSupported(int version) {
        return version == MQTT_3_1_1 || version == MQTT_5;
    }

    /** What the client may do, as its CONNACK says it. */
    static MqttProperties limits(MqttSettings settings) {
        MqttProperties properties = new MqttProperties();
        add(properties, MqttProperties.RECEIVE_MAXIMUM, settings.receiveMaximum());
        add(properties, MqttProperties.MAXIMUM_QOS, 1);
        add(properties, MqttProperties.RETAIN_AVAILABLE, 0);
        add(
                properties,
                MqttProperties.MAXIMUM_PACKET_SIZE,
                Math.toIntExact(settings.maximumPacket().toBytes()));
        add(properties, MqttProperties.TOPIC_ALIAS_MAXIMUM, settings.topicAliasMaximum());
        add(properties, MqttProperties.WILDCARD_SUBSCRIPTION_AVAILABLE, 0);
        add(properties, MqttProperties.SUBSCRIPTION_IDENTIFIER_AVAILABLE, 0);
        add(properties, MqttProperties.SHARED_SUBSCRIPTION_AVAILABLE, 0);
        return properties;
    }

    /** For the bearer of a claim: one message at a time, by its full topic. */
    static MqttProperties claimLimits() {
        MqttProperties properties = new MqttProperties();
        add(properties, MqttProperties.RECEIVE_MAXIMUM, 1);
        add(properties, MqttProperties.MAXIMUM_QOS, 1);
        add(properties, MqttProperties.RETAIN_AVAILABLE, 0);
        return properties;
    }

    static void add(MqttProperties properties, int type, int value) {
        properties.add(new IntegerProperty(type, value));
    }

    static void add(MqttProperties properties, int type, String value) {
        properties.add(new StringProperty(type, value));
    }

    static MqttProperties reason(String text) {
        MqttProperties properties = new MqttProperties();
        add(properties, MqttProperties.REASON_STRING, text);
        return properties;
    }

    /** An integer property as unsigned, or the default where it is absent. */
    static long number(MqttProperties properties, int type, long absent) {
        MqttProperty<?> property = properties.getProperty(type);
        return property != null && property.value() instanceof Integer value
                ? Integer.toUnsignedLong(value)
                : absent;
    }

    /** What the device sent along, the last one of each name. */
    static Map<String, String> userProperties(MqttProperties properties) {
        if (properties.isEmpty()
                || !(properties.getProperty(MqttProperties.USER_PROPERTY)
                        instanceof UserProperties user)) {
            return Map.of();
        }
        List<StringPair> pairs = user.value();
        if (pairs.size() == 1) {
            return Map.of(pairs.getFirst().key, pairs.getFirst().value);
        }
        Map<String, String> byName = HashMap.newHashMap(pairs.size());
        for (StringPair pair : pairs) {
            byName.put(pair.key, pair.value);
        }
        return byName;
    }

    static MqttConnectReturnCode notAuthorised(int version) {
        return version == MQTT_5
                ? MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5
                : MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED;
    }

    static MqttConnectReturnCode busy(int version) {
        return version == MQTT_5
                ? MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_BUSY
                : MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE;
    }

    static MqttConnectReturnCode unsupportedVersion(int version) {
        return version > MQTT_5
                ? MqttConnectReturnCode.CONNECTION_REFUSED_UNSUPPORTED_PROTOCOL_VERSION
                : MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION;
    }
}
