package org.vitalwire.alert.webhook;

import java.time.Instant;
import java.util.UUID;

/**
 * A delivery that is to be attempted.
 *
 * @param id the same for all attempts
 * @param attempts this one included
 */
record Delivery(UUID id, String body, int attempts, Instant createdAt) {}
