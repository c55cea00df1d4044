package org.vitalwire.gateway.waveform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.waveform.Samples;
import org.vitalwire.contracts.waveform.WaveformPacket.Scale;
import org.vitalwire.gateway.codec.Fault;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.dataformat.cbor.CBORFactory;

class WaveformDecoderTest {

    private static final String START = "2026-11-22T10:00:00.250Z";
    private static final long START_MICROS = Instant.parse(START).toEpochMilli() * 1_000;

    @Test
    void aPacketOfTwoChannelsIsRead() {
        DecodedWaveforms decoded =
                json(
                        """
                        {"start":"%s","hz":62.5,"seq":4,"boot":"b7","more":{"x":[1]},"channels":[
                          {"sign":"ecg-lead-ii","factor":5,"origin":-100,"unit":"uV",
                           "samples":[1,-2,null,8388607,5,6,7]},
                          {"sign":"pleth","samples":[1,2,3,4,5,6,7]}]}\
                        """
                                .formatted(START));

        assertThat(decoded.faults()).isEmpty();
        assertThat(decoded.startMicros()).isEqualTo(START_MICROS);
        assertThat(decoded.rateMillihertz()).isEqualTo(62_500);
        assertThat(decoded.sequence()).isEqualTo(4);
        assertThat(decoded.boot()).isEqualTo("b7");
        BitSet taken = new BitSet();
        taken.set(0, 7);
        taken.clear(2);
        assertThat(decoded.channels())
                .containsExactly(
                        new DecodedWaveforms.Channel(
                                VitalSign.ECG_LEAD_II,
                                new Scale(5 * 0.001, -100 * 0.001),
                                Samples.of(new int[] {1, -2, 0, 8_388_607, 5, 6, 7}, taken)),
                        new DecodedWaveforms.Channel(
                                VitalSign.PLETH, new Scale(1, 0), Samples.of(1, 2, 3, 4, 5, 6, 7)));
    }

    @Test
    void jsonAndCborSayTheSame() throws Exception {
        Random random = new Random(7);
        for (int round = 0; round < 50; round++) {
            int[] raw = random.ints(25 + random.nextInt(2_475), -32_767, 32_768).toArray();
            BitSet taken = new BitSet(raw.length);
            taken.set(0, raw.length);
            for (int gap = random.nextInt(4); gap > 0; gap--) {
                taken.clear(random.nextInt(raw.length));
            }
            DecodedWaveforms expected = json(packet("ecg-lead-ii", "250", samples(raw, taken)));

            assertThat(expected.channels().getFirst().samples()).isEqualTo(Samples.of(raw, taken));
            assertThat(WaveformDecoder.decode(cbor(raw, taken, true), WaveformForm.CBOR))
                    .isEqualTo(expected);
            assertThat(WaveformDecoder.decode(cbor(raw, taken, false), WaveformForm.CBOR))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ecg-lead-ii | 0      | [1,2]         | BAD_SAMPLE_RATE",
                "ecg-lead-ii | 500.1  | [1,2]         | BAD_SAMPLE_RATE",
                "ecg-lead-ii | 0.999  | [1,2]         | BAD_SAMPLE_RATE",
                "ecg-lead-ii | 1.0001 | [1,2]         | BAD_SAMPLE_RATE",
                "ecg-lead-ii | \"250\"| [1,2]         | BAD_SAMPLE_RATE",
                "ecg-lead-ii | NaN    | [1,2]         | BAD_SAMPLE_RATE",
                "ecg-lead-ii | 1e300  | [1,2]         | BAD_SAMPLE_RATE",
                "heart-rate  | 10     | [1,2]         | UNKNOWN_SIGN",
                "nonsense    | 10     | [1,2]         | UNKNOWN_SIGN",
                "ecg-lead-ii | 10     | []            | EMPTY_READING",
                "ecg-lead-ii | 10     | [null,null]   | EMPTY_READING",
                "ecg-lead-ii | 10     | [1,2.5]       | SAMPLE_OUT_OF_RANGE",
                "ecg-lead-ii | 10     | [1,NaN]       | SAMPLE_OUT_OF_RANGE",
                "ecg-lead-ii | 10     | [1,[2]]       | SAMPLE_OUT_OF_RANGE",
                "ecg-lead-ii | 10     | [1,8388608]   | SAMPLE_OUT_OF_RANGE",
                "ecg-lead-ii | 10     | [-8388609]    | SAMPLE_OUT_OF_RANGE",
                "ecg-lead-ii | 10     | [99999999999] | SAMPLE_OUT_OF_RANGE",
                "ecg-lead-ii | 10     | 7             | SAMPLE_OUT_OF_RANGE",
                "ecg-lead-ii | 500    | [1,2]         | BAD_PACKET_LENGTH"
            })
    void whatIsWrongHasItsCode(String sign, String hz, String samples, FailureCode code) {
        DecodedWaveforms decoded = json(packet(sign, hz, samples));
        assertThat(decoded.channels()).isEmpty();
        assertThat(decoded.faults()).extracting(Fault::code).containsExactly(code);
    }

    @ParameterizedTest
    @ValueSource(ints = {5_001, 20_000})
    void moreThanTenSecondsAreTooMany(int samples) {
        assertThat(json(packet("pleth", "500", ones(samples))).faults())
                .extracting(Fault::code)
                .containsExactly(FailureCode.BAD_PACKET_LENGTH);
    }

    @Test
    void tenSecondsAtFiveHundredHertzAreTaken() {
        assertThat(json(packet("pleth", "500", ones(5_000))).channels())
                .extracting(channel -> channel.samples().count())
                .containsExactly(5_000);
    }

    @Test
    void aBadChannelDoesNotTakeItsNeighbourWithIt() {
        DecodedWaveforms decoded =
                json(
                        """
                        {"start":"%s","hz":10,"channels":[
                          {"sign":"ecg-lead-ii","unit":"mm[Hg]","samples":[1,2]},
                          {"sign":"ecg-lead-i","factor":0,"samples":[1,2]},
                          {"sign":"pleth","samples":[1,2]},
                          {"sign":"pleth","samples":[3,4]}]}\
                        """
                                .formatted(START));
        assertThat(decoded.channels())
                .extracting(DecodedWaveforms.Channel::sign)
                .containsExactly(VitalSign.PLETH);
        assertThat(decoded.faults())
                .extracting(Fault::code)
                .containsExactly(
                        FailureCode.UNKNOWN_UNIT,
                        FailureCode.BAD_SCALING,
                        FailureCode.DUPLICATE_SIGN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"hz\":10,\"channels\":[{\"sign\":\"pleth\",\"samples\":[1]}]} | MISSING_TIME",
                "{\"start\":\"2026-11-22T10:00:00\",\"hz\":10,\"channels\":[{}]} | MISSING_TIME",
                "{\"start\":\"2026-11-22T10:00:00Z\",\"hz\":10}                 | EMPTY_READING",
                "{\"start\":\"2026-11-22T10:00:00Z\",\"hz\":10,\"channels\":7}  | UNDECODABLE",
                "{\"start\":\"2026-11-22T10:00:00Z\",\"hz\":10,\"channels\":[7]}| UNDECODABLE",
                "[]                                                             | UNDECODABLE",
                "garbage                                                        | UNDECODABLE",
                "{\"start\":                                                    | UNDECODABLE",
                "{} {}                                                          | UNDECODABLE"
            })
    void aPacketThatCannotBeReadIsRefusedWhole(String payload, FailureCode code) {
        DecodedWaveforms decoded = json(payload);
        assertThat(decoded.channels()).isEmpty();
        assertThat(decoded.faults()).extracting(Fault::code).contains(code);
    }

    @Test
    void noBytesMakeTheDecoderFail() throws Exception {
        Random random = new Random(11);
        byte[] text = packet("ecg-lead-ii", "25", "[1,2,3,null]").getBytes(StandardCharsets.UTF_8);
        BitSet all = new BitSet();
        all.set(0, 3);
        byte[] binary = cbor(new int[] {1, 2, 3}, all, true);
        for (int round = 0; round < 5_000; round++) {
            mutateAndDecode(random, text, WaveformForm.JSON);
            mutateAndDecode(random, binary, WaveformForm.CBOR);
        }
    }

    private static void mutateAndDecode(Random random, byte[] payload, WaveformForm form) {
        byte[] changed = payload.clone();
        for (int i = 0; i <= random.nextInt(3); i++) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        DecodedWaveforms decoded = WaveformDecoder.decode(changed, form);
        assertThat(decoded.channels().isEmpty() && decoded.faults().isEmpty()).isFalse();
    }

    private static DecodedWaveforms json(String payload) {
        return WaveformDecoder.decode(payload.getBytes(StandardCharsets.UTF_8), WaveformForm.JSON);
    }

    private static String packet(String sign, String hz, String samples) {
        return "{\"start\":\"%s\",\"hz\":%s,\"channels\":[{\"sign\":\"%s\",\"samples\":%s}]}"
                .formatted(START, hz, sign, samples);
    }

    private static String ones(int count) {
        return "[" + String.join(",", List.of("1".repeat(count).split(""))) + "]";
    }

    private static String samples(int[] raw, BitSet taken) {
        return IntStream.range(0, raw.length)
                .mapToObj(i -> taken.get(i) ? Integer.toString(raw[i]) : "null")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static byte[] cbor(int[] raw, BitSet taken, boolean bytes) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator generator =
                new CBORFactory().createGenerator(ObjectWriteContext.empty(), out)) {
            generator.writeStartObject();
            generator.writeStringProperty("start", START);
            generator.writeNumberProperty("hz", 250);
            generator.writeArrayPropertyStart("channels");
            generator.writeStartObject();
            generator.writeStringProperty("sign", "ecg-lead-ii");
            generator.writeName("samples");
            if (bytes) {
                ByteBuffer packed =
                        ByteBuffer.allocate(raw.length * 2).order(ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; i < raw.length; i++) {
                    packed.putShort(taken.get(i) ? (short) raw[i] : Short.MIN_VALUE);
                }
                generator.writeBinary(packed.array());
            } else {
                generator.writeStartArray();
                for (int i = 0; i < raw.length; i++) {
                    if (taken.get(i)) {
                        generator.writeNumber(raw[i]);
                    } else {
                        generator.writeNull();
                    }
                }
                generator.writeEndArray();
            }
            generator.writeEndObject();
            generator.writeEndArray();
            generator.writeEndObject();
        }
        return out.toByteArray();
    }
}
