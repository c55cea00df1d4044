package org.vitalwire.ehr.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;

class ChartKeyTest {

    private static final Instant MINUTE = Instant.parse("2026-11-22T10:00:00Z");

    private static ChartKey key(String patient, String device, Instant minute) {
        return new ChartKey(
                new PatientId(patient),
                Optional.of(new DeviceId(device)),
                ChartItem.HEART_RATE,
                minute);
    }

    /** Golden: a changed id would double every Observation that was ever delivered. */
    @Test
    void idsOfEarlierReleasesStayTheSame() {
        assertThat(key("p1", "monitor-1", MINUTE).observationId())
                .isEqualTo("vw-2c0d966df08b1084f7e4c728760e59c8");
    }

    @Test
    void patientDeviceAndMinuteMakeADifference() {
        assertThat(key("p1", "d1", MINUTE).observationId())
                .isNotEqualTo(key("p2", "d1", MINUTE).observationId())
                .isNotEqualTo(key("p1", "d2", MINUTE).observationId())
                .isNotEqualTo(key("p1", "d1", MINUTE.plusSeconds(60)).observationId());
    }

    @Test
    void idsAreLegalInFhirAndSayNothingOfThePatient() {
        assertThat(key("Smith_John", "d1", MINUTE).observationId())
                .matches("[A-Za-z0-9.-]{1,64}")
                .doesNotContain("Smith");
    }

    @Test
    void aKeyOffTheMinuteIsRefused() {
        assertThatThrownBy(() -> key("p1", "d1", MINUTE.plusSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
