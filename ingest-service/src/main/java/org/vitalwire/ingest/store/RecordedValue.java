package org.vitalwire.ingest.store;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * A value with all that is stored of its coming.
 *
 * @param receivedAt at the gateway, by our clock, to the millisecond
 * @param clockOffsetMillis gateway minus device, where the device's clock is known to be off
 */
public record RecordedValue(StoredValue value, Instant receivedAt, OptionalInt clockOffsetMillis) {}
