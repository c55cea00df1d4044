package org.vitalwire.simulator.device;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.simulator.physiology.SyntheticWaves;

/** Writes a second of waves as a packet for the topic of waveforms. */
public final class WaveformJson {

    private WaveformJson() {}

    public static ReadingMessage of(Instant start, SyntheticWaves.Second second) {
        StringBuilder json =
                new StringBuilder(2_500)
                        .append("{\"start\":\"")
                        .append(start)
                        .append("\",\"hz\":")
                        .append(SyntheticWaves.HERTZ)
                        .append(",\"channels\":[");
        channel(json, VitalSign.ECG_LEAD_II, SyntheticWaves.ECG_FACTOR, second.ecg());
        json.append(',');
        channel(json, VitalSign.PLETH, SyntheticWaves.PLETH_FACTOR, second.pleth());
        byte[] payload = json.append("]}").toString().getBytes(StandardCharsets.US_ASCII);
        return new ReadingMessage(
                start,
                payload,
                second.ecg().length + second.pleth().length,
                ReadingMessage.Kind.WAVEFORM);
    }

    private static void channel(StringBuilder json, VitalSign sign, double factor, int[] raw) {
        json.append("{\"sign\":\"")
                .append(sign.code())
                .append("\",\"factor\":")
                .append(factor)
                .append(",\"samples\":[");
        for (int i = 0; i < raw.length; i++) {
            json.append(i == 0 ? "" : ",").append(raw[i]);
        }
        json.append("]}");
    }
}
