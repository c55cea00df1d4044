package org.vitalwire.gateway.mqtt;

import io.vertx.mqtt.messages.codes.MqttPubAckReasonCode;
import org.vitalwire.contracts.failure.FailureKind;
import org.vitalwire.gateway.intake.Prepared;

/** How an MQTT 5 client is told that not all of its message was taken. */
final class Rejections {

    private Rejections() {}

    /** Success where anything was kept; else for good: the client must not send it again. */
    static MqttPubAckReasonCode reasonCode(Prepared prepared) {
        if (prepared.accepted() || prepared.rejected().isEmpty()) {
            return MqttPubAckReasonCode.SUCCESS;
        }
        FailureKind kind = prepared.rejected().getFirst().kind();
        return switch (kind) {
            case UNAUTHORISED -> MqttPubAckReasonCode.NOT_AUTHORIZED;
            case MALFORMED, IMPLAUSIBLE -> MqttPubAckReasonCode.PAYLOAD_FORMAT_INVALID;
            case DEFECT, UNAVAILABLE -> MqttPubAckReasonCode.IMPLEMENTATION_SPECIFIC_ERROR;
        };
    }
}
