package org.vitalwire.gateway.codec;

/** Reads one vendor format. A pure function: the same payload gives the same readings. */
public interface PayloadCodec {

    /** As device models name it, and as it stands beside quarantined payloads. */
    String name();

    /**
     * Whether no payload of this format begins with the bytes {@code 1f 8b}, so that one that does
     * is gzip, said or unsaid.
     */
    default boolean gzipShowsByItself() {
        return false;
    }

    /** Never throws for any bytes: what cannot be read is a fault. */
    DecodedPayload decode(Payload payload, DecodingTrace trace);

    /**
     * Whether the bytes of one reading of a payload are a payload themselves and give the same
     * reading, so that a refused one can be kept and replayed without its neighbours.
     */
    default boolean readingsStandAlone() {
        return false;
    }
}
