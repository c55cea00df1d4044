package org.vitalwire.gateway.mapping;

import java.time.Instant;
import java.util.Optional;

/**
 * One version of a mapping as it was uploaded.
 *
 * @param deviceContent JSON
 * @param fhirMapping JSON
 */
// Nobody compares uploads.
@SuppressWarnings("ArrayRecordComponent")
record StoredMapping(
        String id,
        int version,
        byte[] deviceContent,
        Optional<byte[]> fhirMapping,
        String uploadedBy,
        Instant uploadedAt) {}
