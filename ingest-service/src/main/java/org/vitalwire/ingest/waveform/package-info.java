/**
 * Sampled waves: ten seconds of a channel in one compressed row, read through the association
 * ledger, and live by the second.
 */
@NullMarked
package org.vitalwire.ingest.waveform;

import org.jspecify.annotations.NullMarked;
