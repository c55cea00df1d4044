package org.vitalwire.gateway.codec;

import java.util.Map;

/**
 * What a codec may look at: the bytes, and what came beside them.
 *
 * @param bytes uncompressed
 * @param form the rest of the topic behind {@code readings/}, such as {@code 2A37} for one GATT
 *     characteristic; empty for the plain topic
 * @param receivedMicros our time at receipt, microseconds since 1970
 * @param device the connected device's id, or empty where nobody knows it, as in an explanation
 * @param properties MQTT user properties, the last one of each name; empty with MQTT 3.1.1
 */
// Nobody compares payloads; a copy of each would cost more than the decoding.
@SuppressWarnings("ArrayRecordComponent")
public record Payload(
        byte[] bytes,
        String form,
        long receivedMicros,
        String device,
        Map<String, String> properties) {

    /** Of a device that nobody names. */
    public Payload(byte[] bytes, String form, long receivedMicros, Map<String, String> properties) {
        this(bytes, form, receivedMicros, "", properties);
    }

    public int length() {
        return bytes.length;
    }
}
