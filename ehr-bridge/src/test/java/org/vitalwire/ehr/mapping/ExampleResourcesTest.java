package org.vitalwire.ehr.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.SampledData;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.waveform.Samples;
import org.vitalwire.contracts.waveform.WaveformPacket;
import org.vitalwire.testkit.SharedData;

/**
 * HL7's own examples (US Core, Personal Health Device guide) beside what we write of the same
 * measurement. Skipped where the shared data are absent.
 */
class ExampleResourcesTest {

    private static final IParser JSON = FhirContext.forR4Cached().newJsonParser();

    private static <T extends Resource> T example(Class<T> type, String name) {
        try {
            return JSON.parseResource(
                    type, Files.readString(SharedData.path("fhir").resolve(name)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Observation example(String name) {
        return example(Observation.class, name);
    }

    private static Observation ours(VitalValue... values) {
        return ReadingMapper.toObservations(ReadingMapperTest.reading(Duration.ZERO, values))
                .getFirst();
    }

    private static VitalValue value(VitalSign sign, Quantity quantity) {
        return new VitalValue(sign, quantity.getValue().doubleValue(), 0);
    }

    private static List<String> codes(CodeableConcept concept) {
        return concept.getCoding().stream().map(ExampleResourcesTest::token).toList();
    }

    private static String token(Coding coding) {
        return coding.getSystem() + "|" + coding.getCode();
    }

    @Test
    void everyExampleSurvivesOurParser() throws IOException {
        Path folder = SharedData.path("fhir");
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> file.toString().endsWith(".json")).toList();
        }

        assertThat(files)
                .hasSizeGreaterThan(40)
                .allSatisfy(file -> {
                    Resource read = (Resource) JSON.parseResource(Files.readString(file));
                    Resource again =
                            (Resource) JSON.parseResource(JSON.encodeResourceToString(read));
                    assertThat(again.equalsDeep(read)).as(file.getFileName().toString()).isTrue();
                });
    }

    @Test
    void singleSignsCarryEveryCodeAndTheUnitOfUsCoresExamples() {
        Map<String, VitalSign> signs =
                Map.of(
                        "us-core/heart-rate.json", VitalSign.HEART_RATE,
                        "us-core/respiratory-rate.json", VitalSign.RESPIRATORY_RATE,
                        "us-core/oxygen-saturation.json", VitalSign.SPO2,
                        "us-core/observation-satO2-fiO2.json", VitalSign.SPO2,
                        "phd/temperature-observation.json", VitalSign.TEMPERATURE,
                        "phd/numeric-spo2-alarm.json", VitalSign.SPO2);

        signs.forEach((file, sign) -> {
            Observation theirs = example(file);
            Observation ours = ours(value(sign, theirs.getValueQuantity()));

            assertThat(codes(ours.getCode())).as(file).containsAll(codes(theirs.getCode()));
            assertThat(ours.getValueQuantity().getCode())
                    .as(file)
                    .isEqualTo(theirs.getValueQuantity().getCode());
            assertThat(ours.getValueQuantity().getValue())
                    .as(file)
                    .isEqualByComparingTo(theirs.getValueQuantity().getValue());
            assertThat(codes(ours.getCategoryFirstRep()))
                    .as(file)
                    .isEqualTo(codes(theirs.getCategoryFirstRep()));
        });
    }

    @Test
    void pressuresAreThePanelsOfTheExamples() {
        for (String file :
                List.of(
                        "us-core/blood-pressure.json",
                        "phd/compound-numeric-blood-pressure.json")) {
            Observation theirs = example(file);
            VitalSign[] signs = {
                VitalSign.SYSTOLIC_PRESSURE, VitalSign.DIASTOLIC_PRESSURE, VitalSign.MEAN_PRESSURE
            };
            VitalValue[] values = new VitalValue[theirs.getComponent().size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = value(signs[i], theirs.getComponent().get(i).getValueQuantity());
            }
            Observation ours = ours(values);

            assertThat(codes(ours.getCode())).as(file).containsAll(codes(theirs.getCode()));
            assertThat(ours.getComponent()).as(file).hasSameSizeAs(theirs.getComponent());
            for (int i = 0; i < values.length; i++) {
                ObservationComponentComponent their = theirs.getComponent().get(i);
                ObservationComponentComponent our = ours.getComponent().get(i);
                assertThat(codes(our.getCode())).as(file).containsAll(codes(their.getCode()));
                assertThat(our.getValueQuantity().getCode())
                        .isEqualTo(their.getValueQuantity().getCode());
            }
        }
    }

    @Test
    void aMissingDiastolicPressureIsToldAsUsCoreTellsIt() {
        Observation theirs = example("us-core/bp-data-absent.json");
        Observation ours =
                ours(
                        value(
                                VitalSign.SYSTOLIC_PRESSURE,
                                theirs.getComponentFirstRep().getValueQuantity()));

        assertThat(codes(ours.getComponent().get(1).getDataAbsentReason()))
                .isEqualTo(codes(theirs.getComponent().get(1).getDataAbsentReason()));
    }

    @Test
    void aPersonalHealthDeviceIsDescribedAsInTheGuide() {
        Device theirs = example(Device.class, "phd/phd-711000FEFF5F49B0.B0495F001071.json");
        Device ours = DeviceMapper.toDevice(DeviceMapperTest.EXAMPLE);

        assertThat(ours.getIdentifier().stream().map(id -> id.getSystem() + "|" + id.getValue()))
                .containsAll(
                        theirs.getIdentifier().stream()
                                .map(id -> id.getSystem() + "|" + id.getValue())
                                .toList());
        assertThat(codes(ours.getType())).isEqualTo(codes(theirs.getType()));
        assertThat(codes(ours.getSpecializationFirstRep().getSystemType()))
                .isEqualTo(codes(theirs.getSpecializationFirstRep().getSystemType()));
        assertThat(ours.getManufacturer()).isEqualTo(theirs.getManufacturer());
        assertThat(ours.getModelNumber()).isEqualTo(theirs.getModelNumber());
        assertThat(ours.getSerialNumber()).isEqualTo(theirs.getSerialNumber());
        assertThat(versions(ours)).containsExactlyInAnyOrderElementsOf(versions(theirs));
    }

    private static List<String> versions(Device device) {
        return device.getVersion().stream()
                .map(version -> codes(version.getType()) + version.getValue())
                .toList();
    }

    @Test
    void aClockFiveSecondsBehindIsTheCoincidentTimeStampOfTheGuide() {
        Observation theirs = example("phd/coin-example-1.json");
        Instant at = theirs.getEffectiveDateTimeType().getValue().toInstant();
        Observation ours =
                CoincidentTimeMapper.toObservation(
                        new DeviceId("d1"), at, Duration.ofSeconds(5), false);

        assertThat(codes(ours.getCode())).isEqualTo(codes(theirs.getCode()));
        assertThat(ours.getValueDateTimeType().getValue())
                .isEqualTo(theirs.getValueDateTimeType().getValue());
    }

    @Test
    void aPlethWaveIsTheSampledDataOfTheGuide() {
        Observation theirs = example("phd/rtsa-example.json");
        SampledData data = theirs.getValueSampledData();
        Instant start = theirs.getEffectiveDateTimeType().getValue().toInstant();
        int[] raw = Arrays.stream(data.getData().split(" ")).mapToInt(Integer::parseInt).toArray();
        WaveformPacket packet =
                new WaveformPacket(
                        "w",
                        new DeviceId("d1"),
                        VitalSign.PLETH,
                        start,
                        1_000_000 / data.getPeriod().intValueExact(),
                        new WaveformPacket.Scale(
                                data.getFactor().doubleValue(),
                                data.getOrigin().getValue().doubleValue()),
                        Samples.of(raw),
                        start,
                        Lane.LIVE,
                        false,
                        Optional.empty());
        Observation ours =
                WaveformMapper.toObservations(
                                new PatientId("p1"), List.of(packet), start, start.plusSeconds(1))
                        .getFirst();
        SampledData wave = ours.getValueSampledData();

        assertThat(codes(ours.getCode())).isEqualTo(codes(theirs.getCode()));
        assertThat(wave.getData()).isEqualTo(data.getData());
        assertThat(wave.getFactor()).isEqualByComparingTo(data.getFactor());
        assertThat(wave.getPeriod()).isEqualByComparingTo(data.getPeriod());
        assertThat(wave.getOrigin().getValue()).isEqualByComparingTo(data.getOrigin().getValue());
        assertThat(wave.getOrigin().getCode()).isEqualTo(data.getOrigin().getCode());
    }
}
