package org.vitalwire.gateway.status;

import java.time.Instant;

/**
 * That nothing usable comes of a device.
 *
 * @param since when it began, gateway time
 */
public record Verdict(SilenceCause cause, Instant since) {}
