package org.vitalwire.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vitalwire.gateway.device.TestDevices;

class AdmissionTest {

    private final Admission admission =
            new Admission(
                    TestDevices.registry(
                            TestDevices.monitor("monitor-1"), TestDevices.suspended("monitor-2")));

    @ParameterizedTest
    @CsvSource({
        "monitor-1, monitor-1, , ADMITTED",
        "monitor-1, , , ADMITTED",
        "monitor-1, monitor-1, vitalwire/v1/monitor-1/status, ADMITTED",
        "monitor-1, monitor-2, , IDENTITY_MISMATCH",
        "monitor-1, monitor-1, vitalwire/v1/monitor-2/status, FOREIGN_TOPIC",
        "monitor-1, monitor-1, vitalwire/v1/monitor-1/readings, FOREIGN_TOPIC",
        "monitor-2, monitor-2, , DEVICE_NOT_ACTIVE",
        "monitor-3, monitor-3, , UNKNOWN_DEVICE",
        ", monitor-1, , UNKNOWN_DEVICE",
        "'a b', 'a b', , UNKNOWN_DEVICE",
        "'', , , UNKNOWN_DEVICE"
    })
    void onlyAnActiveDeviceUnderItsOwnNameIsLetIn(
            @Nullable String certificate,
            @Nullable String clientId,
            @Nullable String will,
            String verdict) {
        String judged =
                switch (admission.judge(certificate, clientId, will)) {
                    case Admission.Admitted admitted -> "ADMITTED";
                    case Admission.Refused refused -> refused.code().name();
                };

        assertThat(judged).isEqualTo(verdict);
    }
}
