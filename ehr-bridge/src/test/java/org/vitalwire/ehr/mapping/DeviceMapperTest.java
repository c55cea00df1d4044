package org.vitalwire.ehr.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DeviceMetric;
import org.hl7.fhir.r4.model.DeviceMetric.DeviceMetricCategory;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Provenance;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.vitals.VitalSign;

class DeviceMapperTest {

    private static final DeviceId CUFF = new DeviceId("cuff-1");
    private static final Platform PLATFORM = new Platform("1.2.3", Optional.of("Ward hospital"));

    /** What HL7's example of a cuff tells. */
    static final DeviceFacts EXAMPLE =
            new DeviceFacts(
                    CUFF,
                    DeviceFacts.Kind.PERSONAL,
                    Optional.of("71-10-00-FE-FF-5F-49-B0"),
                    Optional.of("B0-49-5F-00-10-71"),
                    Optional.of("OMRONHEALTHCARE"),
                    Optional.of("HEM-9200T"),
                    Optional.of("20150200002A"),
                    List.of(new DeviceFacts.Specialisation(528391, "MDC_DEV_SPEC_PROFILE_BP", "1")),
                    Map.of(
                            DeviceFacts.Part.FIRMWARE, "C.00.7AJ-02",
                            DeviceFacts.Part.SOFTWARE, "0000000000000101",
                            DeviceFacts.Part.HARDWARE, "0000000000000100"),
                    true);

    static Provenance provenance(String... observations) {
        return ProvenanceMapper.toProvenance(
                List.of(observations),
                Optional.of(CUFF),
                Instant.parse("2026-11-22T10:01:15Z"),
                PLATFORM,
                true);
    }

    @Test
    void aDeviceOfWhichOnlyTheNameIsKnownSaysNothingElse() {
        Device device = SubjectMapper.toDevice(CUFF);

        assertThat(device.getIdentifier()).hasSize(1);
        assertThat(device.hasType()).isFalse();
        assertThat(device.hasManufacturer()).isFalse();
    }

    @Test
    void addressesAreIdentifiersOfTheirOwnSystems() {
        assertThat(DeviceMapper.toDevice(EXAMPLE).getIdentifier())
                .extracting(Identifier::getSystem)
                .containsExactly(
                        CodeSystems.DEVICE_ID,
                        "urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680",
                        "http://hl7.org/fhir/sid/eui-48/bluetooth");
    }

    @Test
    void anAddressThatIsNotWrittenAsIeeeWritesItIsRefused() {
        assertThatThrownBy(() ->
                        new DeviceFacts(
                                CUFF,
                                DeviceFacts.Kind.UNKNOWN,
                                Optional.of("711000feff5f49b0"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                Map.of(),
                                false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void metricsNameTheMeasurementByMdcFirstAndTellSettingsApart() {
        List<DeviceMetric> metrics =
                DeviceMapper.toMetrics(
                        CUFF, List.of(VitalSign.SYSTOLIC_PRESSURE, VitalSign.OXYGEN_FLOW));

        assertThat(metrics.getFirst().getType().getCodingFirstRep().getCode()).isEqualTo("150021");
        assertThat(metrics)
                .extracting(DeviceMetric::getCategory)
                .containsExactly(DeviceMetricCategory.MEASUREMENT, DeviceMetricCategory.SETTING);
        assertThat(metrics).extracting(DeviceMetric::getId).doesNotHaveDuplicates();
    }

    @Test
    void provenanceNamesTheDeviceAsAuthorAndUsAsAssemblerAndTransmitter() {
        assertThat(provenance("vw-1").getAgent())
                .extracting(agent ->
                        agent.getType().getCodingFirstRep().getCode()
                                + " "
                                + agent.getWho().getReference())
                .containsExactly(
                        "author Device/vwd-cuff-1",
                        "assembler Device/vw-platform",
                        "transmitter Device/vw-platform");
    }

    @Test
    void provenanceOfTheSameObservationsIsTheSameInAnyOrder() {
        assertThat(provenance("vw-2", "vw-1").equalsDeep(provenance("vw-1", "vw-2"))).isTrue();
        assertThat(provenance("vw-1").getId()).isNotEqualTo(provenance("vw-2").getId());
    }

    static Device platform() {
        return PlatformMapper.toDevice(PLATFORM);
    }
}
