package org.vitalwire.gateway.device;

/** Where devices reach the gateway, as they are told at enrolment. */
public interface MqttAddress {

    String host();

    int port();
}
