package org.vitalwire.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.wire.EventCodecs;
import tools.jackson.databind.JsonNode;

/** The gateway follows patients.v1. */
class CensusIT {

    private final GatewayUnderTest gateway = GatewayUnderTest.shared();

    @Test
    void aDischargeEndsAssociationsAndItsCancellationAsksAPerson() {
        String patient = GatewayUnderTest.freshId("pat");
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("census"));
        Instant from = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(600);
        associate(device, patient, from);
        Instant discharged = from.plusSeconds(300);

        tell(patient, discharged, null);

        await().atMost(Duration.ofSeconds(20)).until(() -> newest(device).path("to").isString());
        assertThat(Instant.parse(newest(device).path("to").stringValue()))
                .as("when it happened, not when it was told")
                .isEqualTo(discharged);

        tell(patient, discharged, null);
        tell(patient, null, null);
        await().atMost(Duration.ofSeconds(20)).until(() -> toCheck(device) == 1);
        assertThat(newest(device).path("to").isString()).as("nothing is opened again").isTrue();
    }

    @Test
    void theDeviceOfAMergedRecordIsOnTheSurvivorFromNowOn() {
        String gone = GatewayUnderTest.freshId("pat");
        String survivor = GatewayUnderTest.freshId("pat");
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("census"));
        associate(device, gone, Instant.now().minusSeconds(600));

        tell(survivor, null, null);
        tell(gone, null, survivor);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> newest(device).path("patientId").asString().equals(survivor));
        assertThat(newest(device).path("method").stringValue()).isEqualTo("adt");
        assertThat(newest(device).path("to").isString()).isFalse();
        await().atMost(Duration.ofSeconds(20)).until(() -> toCheck(device) == 1);
    }

    private void tell(String patient, @Nullable Instant discharged, @Nullable String mergedInto) {
        gateway.events()
                .publish(
                        EventCodecs.CENSUS_ENTRY,
                        patient,
                        new CensusEntry(
                                new PatientId(patient),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("ward-a"),
                                Optional.empty(),
                                false,
                                Optional.ofNullable(discharged),
                                Optional.ofNullable(mergedInto).map(PatientId::new)));
    }

    private void associate(TestDevice device, String patient, Instant from) {
        assertThat(
                        gateway.post(
                                        "operator",
                                        "/api/v1/associations",
                                        Map.of(
                                                "deviceId", device.id(),
                                                "patientId", patient,
                                                "from", from.toString()))
                                .status())
                .isEqualTo(201);
    }

    private JsonNode newest(TestDevice device) {
        JsonNode all = gateway.get("operator", "/api/v1/associations?device=" + device.id()).json();
        JsonNode newest = all.get(0);
        for (JsonNode one : all) {
            if (one.path("from").asString().compareTo(newest.path("from").asString()) > 0) {
                newest = one;
            }
        }
        return newest;
    }

    private int toCheck(TestDevice device) {
        return gateway.get(
                        "operator",
                        "/api/v1/device-events?kind=association-to-check&device=" + device.id())
                .json()
                .size();
    }
}
