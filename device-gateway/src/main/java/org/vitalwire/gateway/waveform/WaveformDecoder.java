package org.vitalwire.gateway.waveform;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.vitals.CatalogueEntry;
import org.vitalwire.contracts.vitals.CatalogueEntry.UnitConversion;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.waveform.WaveformPacket.Scale;
import org.vitalwire.gateway.codec.Fault;
import org.vitalwire.gateway.codec.IsoInstant;
import org.vitalwire.gateway.waveform.DecodedWaveforms.Channel;
import org.vitalwire.gateway.waveform.PacketParser.SentChannel;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * A packet of sampled waves: all channels begin at the same time and have the same rate.
 *
 * <pre>{@code
 * {"start":"2026-11-22T10:00:00.000Z","hz":250,"seq":1,"boot":"b7","channels":[
 *   {"sign":"ecg-lead-ii","factor":0.005,"origin":0,"unit":"mV","samples":[12,13,null,15]}]}
 * }</pre>
 *
 * {@code physical = raw * factor + origin}. Pure; never throws for any bytes.
 */
public final class WaveformDecoder {

    static final int MOST_CHANNELS = 32;

    /** 10 s at 500 Hz. */
    static final int MOST_SAMPLES = 5_000;

    private static final int LEAST_RATE = 1_000;
    private static final int MOST_RATE = 500_000;

    /** What a rate may be off a whole millihertz by, as decimal fractions are in binary. */
    private static final double RATE_TOLERANCE = 1e-6;

    private WaveformDecoder() {}

    public static DecodedWaveforms decode(byte[] payload, WaveformForm form) {
        try (JsonParser parser = form.tokens().createParser(ObjectReadContext.empty(), payload)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return undecodable("not an object", payload);
            }
            PacketParser packet = new PacketParser(parser);
            packet.parse();
            if (parser.nextToken() != null) {
                return undecodable("something follows the end of the packet", payload);
            }
            return new Judgement(packet, payload.length).judge();
        } catch (JacksonException e) {
            // Its message quotes the payload.
            return undecodable("not " + form, payload);
        }
    }

    private static DecodedWaveforms undecodable(String reason, byte[] payload) {
        return DecodedWaveforms.refused(
                List.of(new Fault(FailureCode.UNDECODABLE, reason, 0, payload.length)));
    }

    /** What is wrong with a packet that could be read. */
    private static final class Judgement {
        private final PacketParser packet;
        private final int length;
        private final List<Fault> faults = new ArrayList<>(0);
        private final List<Channel> channels = new ArrayList<>(2);
        private final Set<VitalSign> seen = EnumSet.noneOf(VitalSign.class);

        Judgement(PacketParser packet, int length) {
            this.packet = packet;
            this.length = length;
        }

        DecodedWaveforms judge() {
            int rate = rate();
            if (packet.startMicros() == IsoInstant.INVALID) {
                fault(
                        FailureCode.MISSING_TIME,
                        packet.timeGiven()
                                ? "start is not an ISO-8601 instant with a zone"
                                : "there is no start");
            }
            if (!packet.isReadable()) {
                fault(
                        FailureCode.UNDECODABLE,
                        "channels are a list of at most " + MOST_CHANNELS + " objects");
            } else if (packet.channels().isEmpty()) {
                fault(FailureCode.EMPTY_READING, "there are no channels");
            }
            if (!faults.isEmpty()) {
                return DecodedWaveforms.refused(faults);
            }
            for (int i = 0; i < packet.channels().size(); i++) {
                channel(packet.channels().get(i), "channel " + (i + 1) + ": ", rate);
            }
            return new DecodedWaveforms(
                    packet.startMicros(), rate, channels, packet.sequence(), packet.boot(), faults);
        }

        private int rate() {
            double millihertz = packet.hertz() * 1_000;
            long rounded = Math.round(millihertz);
            if (!(Math.abs(millihertz - rounded) <= RATE_TOLERANCE)
                    || rounded < LEAST_RATE
                    || rounded > MOST_RATE) {
                fault(
                        FailureCode.BAD_SAMPLE_RATE,
                        "hz is a number from 1 to 500 with at most three decimals");
                return LEAST_RATE;
            }
            return (int) rounded;
        }

        private void channel(SentChannel sent, String where, int rate) {
            Optional<VitalSign> sign =
                    VitalSign.ofCode(sent.sign)
                            .filter(s -> s.entry().kind() == CatalogueEntry.Kind.WAVEFORM);
            if (sign.isEmpty()) {
                fault(FailureCode.UNKNOWN_SIGN, where + "no such waveform is in the catalogue");
                return;
            }
            int samples = sent.samples.length();
            @Nullable Scale scale = scale(sent, sign.get(), where);
            if (scale == null) {
                return;
            }
            if (sent.samples.isOutOfRange()) {
                fault(
                        FailureCode.SAMPLE_OUT_OF_RANGE,
                        where + "a sample is a whole number of 24 bits, or null");
            } else if (sent.samples.isEmpty()) {
                fault(FailureCode.EMPTY_READING, where + "there are no samples");
            } else if (samples * 100L > rate || samples < rate / 10_000) {
                fault(
                        FailureCode.BAD_PACKET_LENGTH,
                        where + "%d samples; a packet is 0.1 to 10 s long".formatted(samples));
            } else if (!seen.add(sign.get())) {
                fault(
                        FailureCode.DUPLICATE_SIGN,
                        where + sign.get().code() + " is given twice, the first was kept");
            } else {
                channels.add(new Channel(sign.get(), scale, sent.samples.samples()));
            }
        }

        private @Nullable Scale scale(SentChannel sent, VitalSign sign, String where) {
            double factor = sent.factor;
            double origin = sent.origin;
            String unit = sent.unit;
            if (unit != null && !unit.equals(sign.entry().unit())) {
                UnitConversion conversion = sign.entry().conversions().get(unit);
                if (conversion == null) {
                    fault(
                            FailureCode.UNKNOWN_UNIT,
                            where
                                    + sign.code()
                                    + " does not come in that unit; ours is "
                                    + sign.entry().unit());
                    return null;
                }
                factor *= conversion.factor();
                origin = origin * conversion.factor() + conversion.offset();
            }
            if (!Double.isFinite(factor) || !Double.isFinite(origin) || factor == 0) {
                fault(
                        FailureCode.BAD_SCALING,
                        where + "factor and origin are finite, and factor is not 0");
                return null;
            }
            return new Scale(factor, origin);
        }

        private void fault(FailureCode code, String reason) {
            faults.add(new Fault(code, reason, 0, length));
        }
    }
}
