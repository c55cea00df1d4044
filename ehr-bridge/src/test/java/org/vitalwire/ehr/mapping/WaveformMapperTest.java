package org.vitalwire.ehr.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.SampledData;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.waveform.Samples;
import org.vitalwire.contracts.waveform.WaveformPacket;

class WaveformMapperTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final PatientId PATIENT = new PatientId("p1");

    /** 125 Hz, the scale of PoCD's ECG example. */
    private static WaveformPacket packet(long atMillis, Samples samples) {
        return packet(atMillis, 125_000, samples);
    }

    private static WaveformPacket packet(long atMillis, int rateMillihertz, Samples samples) {
        Instant at = START.plusMillis(atMillis);
        return new WaveformPacket(
                "w-" + atMillis,
                new DeviceId("monitor-1"),
                VitalSign.ECG_LEAD_II,
                at,
                rateMillihertz,
                new WaveformPacket.Scale(0.001, -0.5),
                samples,
                at.plusMillis(200),
                Lane.LIVE,
                true,
                Optional.empty());
    }

    private static List<Observation> all(WaveformPacket... packets) {
        return WaveformMapper.toObservations(
                PATIENT, List.of(packets), START.minusSeconds(60), START.plusSeconds(60));
    }

    private static String data(Observation observation) {
        return observation.getValueSampledData().getData();
    }

    @Test
    void rawSamplesKeepTheDevicesOwnScale() {
        SampledData wave =
                all(packet(0, Samples.of(0, 750, 1500))).getFirst().getValueSampledData();

        assertThat(wave.getData()).isEqualTo("0 750 1500");
        assertThat(wave.getPeriod()).isEqualByComparingTo("8");
        double first =
                Arrays.stream(wave.getData().split(" "))
                        .map(BigDecimal::new)
                        .map(raw -> raw.multiply(wave.getFactor()).add(wave.getOrigin().getValue()))
                        .mapToDouble(BigDecimal::doubleValue)
                        .max()
                        .orElseThrow();
        assertThat(first).isEqualTo(1.0);
        assertThat(wave.getOrigin().getCode()).isEqualTo("mV");
    }

    @Test
    void packetsThatFollowEachOtherAreOneObservationWhateverTheirOrder() {
        List<Observation> joined = all(packet(16, Samples.of(3, 4)), packet(0, Samples.of(1, 2)));

        assertThat(joined).hasSize(1);
        assertThat(data(joined.getFirst())).isEqualTo("1 2 3 4");
        assertThat(joined.getFirst().getEffectivePeriod().getEnd().toInstant())
                .isEqualTo(START.plusMillis(24));
    }

    @Test
    void aPacketThatCameTwiceCountsOnce() {
        WaveformPacket packet = packet(0, Samples.of(1, 2));

        assertThat(all(packet, packet)).singleElement().extracting(o -> data(o)).isEqualTo("1 2");
    }

    @Test
    void whatWasNotMeasuredIsAGapAndNotZero() {
        BitSet taken = new BitSet();
        taken.set(0);
        taken.set(2);

        List<Observation> waves =
                all(
                        packet(0, Samples.of(new int[] {1, 0, 3}, taken)),
                        packet(40, Samples.of(6, 7)));

        assertThat(data(waves.getFirst())).isEqualTo("1 E 3 E E 6 7");
    }

    @Test
    void onlyWhatLiesInTheWindowIsTaken() {
        List<Observation> waves =
                WaveformMapper.toObservations(
                        PATIENT,
                        List.of(packet(0, Samples.of(0, 1, 2, 3, 4, 5))),
                        START.plusMillis(8),
                        START.plusMillis(32));

        assertThat(data(waves.getFirst())).isEqualTo("1 2 3");
        assertThat(waves.getFirst().getEffectivePeriod().getStart().toInstant())
                .isEqualTo(START.plusMillis(8));
    }

    @Test
    void anOverlapLosesNoSample() {
        assertThat(all(packet(0, Samples.of(1, 2, 3)), packet(8, Samples.of(9, 9))))
                .extracting(WaveformMapperTest::data)
                .containsExactly("1 2 3", "9 9");
    }

    @Test
    void aLongSilenceIsNotWrittenOutAsGaps() {
        assertThat(all(packet(0, Samples.of(1, 2)), packet(11_000, Samples.of(3))))
                .extracting(WaveformMapperTest::data)
                .containsExactly("1 2", "3");
    }

    @Test
    void aRateThatDoesNotDivideIsWrittenToThePicosecond() {
        Observation wave = all(packet(0, 300_000, Samples.of(1))).getFirst();

        assertThat(wave.getValueSampledData().getPeriod()).isEqualByComparingTo("3.333333333");
    }

    @Test
    void theWaveSurvivesTheJson() {
        Observation wave = all(packet(0, Samples.of(-8_388_608, 8_388_607))).getFirst();
        var parser = FhirContext.forR4Cached().newJsonParser();

        Observation back =
                parser.parseResource(Observation.class, parser.encodeResourceToString(wave));

        assertThat(back.getValueSampledData().equalsDeep(wave.getValueSampledData())).isTrue();
        assertThat(data(back)).isEqualTo("-8388608 8388607");
    }

    @Test
    void aStretchWithoutASampleIsNothing() {
        assertThat(all(packet(0, Samples.of(new int[3], new BitSet())))).isEmpty();
    }

    static Observation example() {
        return all(packet(0, Samples.of(0, 750, 1500))).getFirst();
    }
}
