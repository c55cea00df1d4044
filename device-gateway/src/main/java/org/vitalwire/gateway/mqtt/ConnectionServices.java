package org.vitalwire.gateway.mqtt;

/** What all connections share. */
record ConnectionServices(
        MqttSettings settings,
        Publications publications,
        RecordStream stream,
        GatewayMeters meters,
        Presence presence) {}
