package org.vitalwire.ingest.waveform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.waveform.Samples;

class WaveformCompressionTest {

    @Test
    void whatIsPackedComesBackToTheSample() {
        Random random = new Random(5);
        for (int round = 0; round < 500; round++) {
            int largest = 1 << random.nextInt(24);
            Samples samples =
                    Waves.random(
                            random, 1 + random.nextInt(5_000), Math.min(largest, Samples.MOST));
            assertThat(WaveformCompression.unpack(WaveformCompression.pack(samples)))
                    .isEqualTo(samples);
        }
    }

    @Test
    void theLargestStepsComeBack() {
        Samples samples = Samples.of(Samples.LEAST, Samples.MOST, Samples.LEAST, 0, Samples.MOST);
        assertThat(WaveformCompression.unpack(WaveformCompression.pack(samples)))
                .isEqualTo(samples);
    }

    @Test
    void damagedBytesAreRefusedOrReadButNeverMore() {
        Random random = new Random(9);
        byte[] packed = WaveformCompression.pack(Waves.random(random, 500, 2_000));
        for (int round = 0; round < 2_000; round++) {
            byte[] damaged = Arrays.copyOf(packed, 1 + random.nextInt(packed.length));
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            try {
                WaveformCompression.unpack(damaged);
            } catch (IllegalArgumentException e) {
                // as it should be
            }
        }
        assertThatThrownBy(() -> WaveformCompression.unpack(new byte[] {1, 2, 3}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** MIT-BIH record 100: 12-bit ECG at 360 Hz. Prints what docs/operators.md tells. */
    @Test
    void aRecordedElectrocardiogramIsLessThanHalfItsSize() throws IOException {
        Measured measured = measure(Waves.format212("mitdb/100.dat", 2, 0), 360);
        System.out.println("mitdb/100 MLII 360 Hz: " + measured);
        assertThat(measured.ratio()).isGreaterThan(2.5);
    }

    /**
     * BIDMC: resampled to 16 bits, the lower ones of which are noise, which no lossless packing
     * makes smaller; it must not make it larger either.
     */
    @Test
    void noiseDoesNotGrow() throws IOException {
        Measured measured = measure(Waves.format16("bidmc/bidmc01.dat", 5, 4), 125);
        System.out.println("bidmc01 II 125 Hz: " + measured);
        assertThat(measured.ratio()).isGreaterThan(1);
    }

    /**
     * @param ratio to two bytes a sample
     * @param packMicros CPU time for a second of the wave
     * @param unpackMicros likewise
     */
    private record Measured(
            double ratio, double bytesPerHour, double packMicros, double unpackMicros) {}

    private static Measured measure(int[] raw, int hertz) {
        int length = hertz * 10;
        int windows = raw.length / length;
        byte[][] packed = new byte[windows][];
        long bytes = 0;
        for (int warm = 0; warm < 2; warm++) {
            for (int w = 0; w < windows; w++) {
                WaveformCompression.unpack(WaveformCompression.pack(window(raw, w, length)));
            }
        }
        Samples[] all = new Samples[windows];
        for (int w = 0; w < windows; w++) {
            all[w] = window(raw, w, length);
        }
        long begin = cpuNanos();
        for (int w = 0; w < windows; w++) {
            packed[w] = WaveformCompression.pack(all[w]);
        }
        long between = cpuNanos();
        for (int w = 0; w < windows; w++) {
            assertThat(WaveformCompression.unpack(packed[w]).length()).isEqualTo(length);
        }
        long end = cpuNanos();
        for (byte[] one : packed) {
            bytes += one.length;
        }
        double seconds = windows * 10.0;
        return new Measured(
                2.0 * windows * length / bytes,
                bytes / seconds * 3_600,
                (between - begin) / 1e3 / seconds,
                (end - between) / 1e3 / seconds);
    }

    private static Samples window(int[] raw, int window, int length) {
        return Samples.of(Arrays.copyOfRange(raw, window * length, (window + 1) * length));
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
