package org.vitalwire.gateway.continuity;

import java.time.Instant;

/**
 * A message with a number, as the ledger needs it.
 *
 * @param boot empty when the device does not name its boots
 * @param measuredMicros the device's own time, microseconds since 1970; not relied on where refused
 * @param receivedAt our time
 * @param refused whether it is in quarantine instead of among the readings
 */
record Counted(
        String boot, long sequence, long measuredMicros, Instant receivedAt, boolean refused) {}
