package org.vitalwire.ehr.correction;

import java.time.Instant;

/** From, inclusive, to, exclusive. */
record Interval(Instant from, Instant to) {}
