package org.vitalwire.gateway.mqtt;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.messages.MqttPublishMessage;
import io.vertx.mqtt.messages.MqttSubscribeMessage;
import io.vertx.mqtt.messages.codes.MqttDisconnectReasonCode;
import io.vertx.mqtt.messages.codes.MqttSubAckReasonCode;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.gateway.certificate.PresentedCertificate;
import org.vitalwire.gateway.device.DeviceTopics;
import org.vitalwire.gateway.mqtt.CertificateDesk.Answer;
import org.vitalwire.gateway.stream.Completions;
import org.vitalwire.gateway.stream.ConnectionRefusals;

/**
 * The connection of a claim's bearer. It may enrol, and nothing else; what it sends besides is
 * refused and not kept, as it is nobody's yet and may hold the claim. Lives on one event loop, and
 * not for long.
 */
final class ClaimConnection {

    /** Enough to make a key and to send it. */
    static final long LIFE_MS = 60_000;

    private final MqttEndpoint endpoint;
    private final DeviceId device;
    private final PresentedCertificate certificate;
    private final CertificateDesk desk;
    private final ConnectionRefusals refusals;
    private final Completions completions;
    private boolean asked;
    private boolean ended;

    ClaimConnection(
            MqttEndpoint endpoint,
            Admission.ClaimBearer bearer,
            CertificateDesk desk,
            ConnectionRefusals refusals,
            Completions completions) {
        this.endpoint = endpoint;
        this.device = bearer.device();
        this.certificate = bearer.certificate();
        this.desk = desk;
        this.refusals = refusals;
        this.completions = completions;
    }

    void handle() {
        endpoint.publishAutoAck(false);
        endpoint.publishHandler(this::published);
        endpoint.subscribeHandler(this::subscribe);
        endpoint.exceptionHandler(fault -> end(MqttDisconnectReasonCode.MALFORMED_PACKET));
        endpoint.closeHandler(nothing -> ended = true);
    }

    private void published(MqttPublishMessage message) {
        if (ended) {
            return;
        }
        if (!message.topicName().equals(DeviceTopics.ENROL_REQUEST)) {
            refuse(message.topicName(), message.payload().length());
            return;
        }
        if (message.qosLevel() == MqttQoS.EXACTLY_ONCE) {
            end(MqttDisconnectReasonCode.QOS_NOT_SUPPORTED);
            return;
        }
        if (asked) {
            end(MqttDisconnectReasonCode.RECEIVE_MAXIMUM_EXCEEDED);
            return;
        }
        asked = true;
        desk.enrol(
                certificate,
                message.payload().getBytes(),
                answer -> completions.run(() -> answer(message, answer)));
    }

    /** Own answers only. */
    private void subscribe(MqttSubscribeMessage message) {
        boolean version5 = endpoint.protocolVersion() == Protocol.MQTT_5;
        endpoint.subscribeAcknowledge(
                message.messageId(),
                message.topicSubscriptions().stream()
                        .map(wanted ->
                                wanted.topicName().equals(DeviceTopics.ENROL_RESPONSE)
                                        ? MqttSubAckReasonCode.GRANTED_QOS1
                                        : version5
                                                ? MqttSubAckReasonCode.NOT_AUTHORIZED
                                                : MqttSubAckReasonCode.UNSPECIFIED_ERROR)
                        .toList(),
                MqttProperties.NO_PROPERTIES);
    }

    private void answer(MqttPublishMessage request, Answer answer) {
        asked = false;
        if (ended || !endpoint.isConnected()) {
            return;
        }
        if (!answer.words().isEmpty()) {
            refusals.refused(
                    device.value(),
                    FailureCode.CLAIM_ONLY,
                    "enrolment failed: " + answer.words(),
                    DeviceTopics.ENROL_REQUEST,
                    request.payload().length());
        }
        endpoint.publish(
                DeviceTopics.ENROL_RESPONSE,
                Buffer.buffer(answer.message()),
                MqttQoS.AT_LEAST_ONCE,
                false,
                false);
        if (request.qosLevel() == MqttQoS.AT_LEAST_ONCE) {
            if (endpoint.protocolVersion() == Protocol.MQTT_5) {
                endpoint.publishAcknowledge(
                        request.messageId(),
                        answer.reason(),
                        answer.words().isEmpty()
                                ? MqttProperties.NO_PROPERTIES
                                : Protocol.reason(answer.words()));
            } else {
                endpoint.publishAcknowledge(request.messageId());
            }
        }
    }

    private void refuse(String topic, int size) {
        refusals.refused(
                device.value(),
                FailureCode.CLAIM_ONLY,
                "a claim may enrol a device, and nothing else",
                topic,
                size);
        end(MqttDisconnectReasonCode.NOT_AUTHORIZED);
    }

    void end(MqttDisconnectReasonCode reason) {
        if (!ended) {
            ended = true;
            if (endpoint.isConnected()) {
                endpoint.disconnect(reason, MqttProperties.NO_PROPERTIES);
            }
        }
    }
}
