package org.vitalwire.gateway.limit;

/** What the endpoint asks. */
public record Limits(
        LimitSettings settings, ConnectRate connects, Slowdowns slowdowns, HeapGuard heap) {}
