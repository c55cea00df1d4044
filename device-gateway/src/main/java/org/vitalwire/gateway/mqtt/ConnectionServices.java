package org.vitalwire.gateway.mqtt;

import org.vitalwire.gateway.stream.GatewayMeters;
import org.vitalwire.gateway.stream.RecordStream;

/** What all connections share. */
record ConnectionServices(
        MqttSettings settings,
        Publications publications,
        RecordStream stream,
        GatewayMeters meters,
        Presence presence,
        CertificateDesk certificates) {}
