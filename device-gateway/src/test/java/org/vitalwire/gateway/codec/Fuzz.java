package org.vitalwire.gateway.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Throws bytes at a codec: it may refuse them, but not throw, nor invent a value that is none. */
public final class Fuzz {

    private static final int ROUNDS = 3_000;

    private Fuzz() {}

    /** Truncations of each seed, and random changes of them. */
    public static void codec(PayloadCodec codec, String form, List<byte[]> seeds) {
        for (byte[] seed : seeds) {
            for (int length = 0; length <= Math.min(seed.length, 600); length++) {
                decode(codec, form, Arrays.copyOf(seed, length));
            }
        }
        Random random = new Random(7);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes;
            if (round % 3 == 0) {
                bytes = new byte[random.nextInt(64)];
                random.nextBytes(bytes);
            } else {
                bytes = seeds.get(random.nextInt(seeds.size())).clone();
                for (int change = 0; change <= random.nextInt(4) && bytes.length > 0; change++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
            }
            decode(codec, form, bytes);
        }
    }

    private static void decode(PayloadCodec codec, String form, byte[] bytes) {
        DecodedPayload decoded =
                codec.decode(
                        new Payload(bytes, form, 1_700_000_000_000_000L, Map.of()),
                        (step, outcome, detail) -> assertThat(detail.get()).isNotNull());

        assertThat(decoded.readings().size() + decoded.faults().size())
                .as("something was taken or something was refused")
                .isPositive();
        for (DecodedReading reading : decoded.readings()) {
            assertThat(reading.values()).isNotEmpty();
            assertThat(reading.offset()).isBetween(0, bytes.length);
            assertThat(reading.offset() + reading.length()).isBetween(0, bytes.length);
        }
        for (Fault fault : decoded.faults()) {
            assertThat(fault.offset()).isBetween(0, bytes.length);
            assertThat(fault.offset() + fault.length()).isBetween(0, bytes.length);
        }
    }
}
