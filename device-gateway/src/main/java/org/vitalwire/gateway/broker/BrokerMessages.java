package org.vitalwire.gateway.broker;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.gateway.device.DeviceRegistry;
import org.vitalwire.gateway.device.RegisteredDevice;
import org.vitalwire.gateway.intake.Intake;
import org.vitalwire.gateway.intake.Prepared;
import org.vitalwire.gateway.intake.Publication;
import org.vitalwire.gateway.intake.Strangers;
import org.vitalwire.gateway.mqtt.Publications;

/** Messages of the broker to what Kafka must have of them, by way of the pipeline of MQTT. */
final class BrokerMessages {

    private static final Logger audit = LoggerFactory.getLogger("audit");

    private final Publications publications;
    private final Intake intake;
    private final DeviceRegistry registry;
    private final InstantSource clock;

    BrokerMessages(
            Publications publications,
            Intake intake,
            DeviceRegistry registry,
            InstantSource clock) {
        this.publications = publications;
        this.intake = intake;
        this.registry = registry;
        this.clock = clock;
    }

    Prepared prepare(String topic, MqttMessage message) {
        Instant received = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Map<String, String> properties = properties(message.getProperties());
        String id = BrokerTopics.device(topic);
        RegisteredDevice device = id == null ? null : registry.find(id);
        if (device == null) {
            refuse(id, FailureCode.UNKNOWN_DEVICE);
            return Strangers.refused(
                    id == null ? Strangers.UNNAMED : id,
                    topic,
                    message.getPayload(),
                    properties,
                    received,
                    FailureCode.UNKNOWN_DEVICE,
                    "no device of that name is registered");
        }
        String form = device.readingForm(topic);
        Publication publication =
                new Publication(
                        device,
                        topic,
                        form == null ? "" : form,
                        message.getPayload(),
                        message.getId(),
                        // The broker may have kept it for us while we were away: nobody tells.
                        true,
                        properties,
                        received);
        if (!device.mayConnect()) {
            refuse(id, FailureCode.DEVICE_NOT_ACTIVE);
            return intake.refused(
                    publication,
                    FailureCode.DEVICE_NOT_ACTIVE,
                    "the device is " + device.state().inWords());
        }
        return publications.prepare(publication);
    }

    private static void refuse(@Nullable String device, FailureCode code) {
        audit.atWarn()
                .addKeyValue("action", "refuse-device")
                .addKeyValue("deviceId", device == null ? Strangers.UNNAMED : device)
                .addKeyValue("code", code)
                .log("publication refused");
    }

    /** The last one of each name. */
    private static Map<String, String> properties(@Nullable MqttProperties properties) {
        List<UserProperty> pairs =
                properties == null || properties.getUserProperties() == null
                        ? List.of()
                        : properties.getUserProperties();
        Map<String, String> byName = HashMap.newHashMap(pairs.size());
        pairs.forEach(pair -> byName.put(pair.getKey(), pair.getValue()));
        return byName;
    }
}
