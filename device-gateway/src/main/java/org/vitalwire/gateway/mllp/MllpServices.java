package org.vitalwire.gateway.mllp;

import java.time.InstantSource;
import org.vitalwire.gateway.stream.ConnectionRefusals;
import org.vitalwire.gateway.stream.GatewayMeters;
import org.vitalwire.gateway.stream.RecordStream;

/** What all connections share. */
record MllpServices(
        MllpSettings settings,
        MllpMessages messages,
        RecordStream stream,
        GatewayMeters gatewayMeters,
        MllpMeters meters,
        ConnectionRefusals refusals,
        InstantSource clock) {}
