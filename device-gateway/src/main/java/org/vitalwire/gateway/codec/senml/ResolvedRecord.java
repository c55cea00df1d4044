package org.vitalwire.gateway.codec.senml;

/**
 * A record that needs no other to be understood (RFC 8428 section 4.6).
 *
 * @param number of the record in its pack, from 1
 * @param name base name and name; may be empty or ill-formed
 * @param unit as sent, or empty
 * @param timeMicros microseconds since 1970
 * @param relative whether the time was sent relative to now
 * @param offset where the record begins in the payload, bytes
 * @param length of the record, bytes
 */
record ResolvedRecord(
        int number,
        String name,
        String unit,
        long timeMicros,
        boolean relative,
        SenMlValue value,
        int offset,
        int length) {}
