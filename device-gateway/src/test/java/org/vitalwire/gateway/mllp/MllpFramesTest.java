package org.vitalwire.gateway.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vitalwire.testkit.SharedData;

class MllpFramesTest {

    private final List<String> messages = new ArrayList<>();
    private int garbage;

    private final MllpFrames.Sink sink =
            new MllpFrames.Sink() {
                @Override
                public void message(byte[] message) {
                    messages.add(new String(message, StandardCharsets.ISO_8859_1));
                }

                @Override
                public void garbage(int bytes) {
                    garbage += bytes;
                }
            };

    @Test
    void aFrameIsCutOut() {
        assertThat(feed(new MllpFrames(100), "\u000bMSH|a\r\u001c\r")).isTrue();

        assertThat(messages).containsExactly("MSH|a\r");
        assertThat(garbage).isZero();
    }

    @Test
    void garbageInFrontIsSkippedAndCountedAndBothFramesAreRead() throws IOException {
        byte[] stream = Files.readAllBytes(SharedData.path("hl7v2/two_frames_garbage_before.mllp"));

        assertThat(new MllpFrames(10_000).feed(stream, sink)).isTrue();

        assertThat(messages).hasSize(2).allSatisfy(m -> assertThat(m).startsWith("MSH|"));
        assertThat(messages.get(0)).contains("|000001|").endsWith("|||||R\r");
        assertThat(messages.get(1)).contains("|000002|");
        assertThat(garbage)
                .isEqualTo(new String(stream, StandardCharsets.ISO_8859_1).indexOf(0x0B));
    }

    @Test
    void howeverTheBytesAreSplitTheSameComesOut() {
        String stream =
                "xx\r\n\u000bA|1\r\u001c\r\u000bB|2\r\u001c\rzz\u000bC\u001c\u000bD\u001c\r";
        Random random = new Random(11);

        for (int round = 0; round < 2_000; round++) {
            messages.clear();
            garbage = 0;
            MllpFrames frames = new MllpFrames(16);
            byte[] bytes = stream.getBytes(StandardCharsets.ISO_8859_1);
            for (int at = 0; at < bytes.length; ) {
                int end = Math.min(bytes.length, at + random.nextInt(6));
                assertThat(frames.feed(Arrays.copyOfRange(bytes, at, end), sink)).isTrue();
                at = end;
            }
            assertThat(messages).containsExactly("A|1\r", "B|2\r", "C", "D");
            assertThat(garbage).isEqualTo(6);
        }
    }

    @Test
    void aMessageThatIsBrokenOffByTheNextIsGarbage() {
        feed(new MllpFrames(100), "\u000bhalf\u000bwhole\u001c\r");

        assertThat(messages).containsExactly("whole");
        assertThat(garbage).isEqualTo(5);
    }

    @Test
    void aMessageMayBeAsLongAsIsAllowedAndNoLonger() {
        assertThat(feed(new MllpFrames(4), "\u000b1234\u001c\r")).isTrue();
        assertThat(feed(new MllpFrames(4), "\u000b12345\u001c\r")).isFalse();

        assertThat(messages).containsExactly("1234");
    }

    @Test
    void noiseNeverBecomesMoreThanItIs() {
        Random random = new Random(5);
        MllpFrames frames = new MllpFrames(1_000_000);
        long fed = 0;
        for (int round = 0; round < 2_000; round++) {
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            assertThat(frames.feed(noise, sink)).isTrue();
            fed += noise.length;
        }
        assertThat(messages.stream().mapToLong(String::length).sum() + garbage)
                .isLessThanOrEqualTo(fed);
        assertThat(messages).noneMatch(m -> m.indexOf(0x0B) >= 0 || m.indexOf(0x1C) >= 0);
    }

    private boolean feed(MllpFrames frames, String text) {
        return frames.feed(text.getBytes(StandardCharsets.ISO_8859_1), sink);
    }
}
