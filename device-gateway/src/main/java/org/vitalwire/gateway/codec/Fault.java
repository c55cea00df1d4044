package org.vitalwire.gateway.codec;

import org.vitalwire.contracts.failure.FailureCode;

/**
 * What a codec could not take.
 *
 * @param reason in words for the vendor; names positions and known signs, never what was sent
 * @param offset where the refused reading begins in the payload, bytes
 * @param length of the refused reading, bytes
 */
public record Fault(FailureCode code, String reason, int offset, int length) {}
