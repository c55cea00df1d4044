package org.vitalwire.gateway.status;

/** What tells this gateway from its replicas. */
public record GatewayName(String value) {}
