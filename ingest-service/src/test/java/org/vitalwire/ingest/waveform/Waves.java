package org.vitalwire.ingest.waveform;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;
import java.util.Random;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.waveform.Samples;
import org.vitalwire.contracts.waveform.WaveformPacket;
import org.vitalwire.contracts.waveform.WaveformPacket.Scale;
import org.vitalwire.testkit.SharedData;

/** Packets and recorded waves for tests. */
final class Waves {

    static final Scale SCALE = new Scale(0.005, 0);

    private Waves() {}

    static WaveformPacket packet(
            String device, VitalSign sign, Instant start, int rate, Samples samples) {
        return packet(device, sign, start, rate, SCALE, samples);
    }

    static WaveformPacket packet(
            String device, VitalSign sign, Instant start, int rate, Scale scale, Samples samples) {
        return new WaveformPacket(
                device + ":" + sign.code() + ":" + start,
                new DeviceId(device),
                sign,
                start,
                rate,
                scale,
                samples,
                start.plusSeconds(1),
                Lane.LIVE,
                true,
                Optional.empty());
    }

    /** Up to the length, with up to three gaps; never empty. */
    static Samples random(Random random, int length, int largest) {
        int[] raw = random.ints(length, -largest, largest + 1).toArray();
        BitSet taken = new BitSet(length);
        taken.set(0, length);
        for (int gap = random.nextInt(4); gap > 0; gap--) {
            int from = random.nextInt(length);
            taken.clear(from, Math.min(length, from + 1 + random.nextInt(length)));
        }
        taken.set(random.nextInt(length));
        return Samples.of(raw, taken);
    }

    /** One signal of a WFDB record in format 16: little-endian 16-bit integers, interleaved. */
    static int[] format16(String record, int signals, int signal) throws IOException {
        byte[] bytes = Files.readAllBytes(SharedData.path("waveforms/" + record));
        int[] raw = new int[bytes.length / 2 / signals];
        for (int i = 0; i < raw.length; i++) {
            int at = 2 * (i * signals + signal);
            raw[i] = (short) ((bytes[at] & 0xFF) | (bytes[at + 1] << 8));
        }
        return raw;
    }

    /** One signal of a WFDB record in format 212: two of 12 bits in three bytes, interleaved. */
    static int[] format212(String record, int signals, int signal) throws IOException {
        byte[] bytes = Files.readAllBytes(SharedData.path("waveforms/" + record));
        int[] raw = new int[bytes.length / 3 * 2 / signals];
        for (int i = 0; i < raw.length; i++) {
            int number = i * signals + signal;
            int at = number / 2 * 3;
            int value =
                    number % 2 == 0
                            ? (bytes[at] & 0xFF) | ((bytes[at + 1] & 0x0F) << 8)
                            : (bytes[at + 2] & 0xFF) | ((bytes[at + 1] & 0xF0) << 4);
            raw[i] = value > 2_047 ? value - 4_096 : value;
        }
        return raw;
    }
}
