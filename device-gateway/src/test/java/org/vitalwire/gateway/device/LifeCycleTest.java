package org.vitalwire.gateway.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vitalwire.gateway.device.LifeCycle.Step;

class LifeCycleTest {

    @ParameterizedTest
    @CsvSource({
        "REGISTERED, USE, ACTIVE",
        "REGISTERED, ACTIVATE, ACTIVE",
        "REGISTERED, SUSPEND, SUSPENDED",
        "REGISTERED, RETIRE, RETIRED",
        "ACTIVE, USE, ACTIVE",
        "ACTIVE, ACTIVATE, ACTIVE",
        "ACTIVE, SUSPEND, SUSPENDED",
        "ACTIVE, RETIRE, RETIRED",
        "SUSPENDED, USE, refused",
        "SUSPENDED, ACTIVATE, ACTIVE",
        "SUSPENDED, SUSPEND, SUSPENDED",
        "SUSPENDED, RETIRE, RETIRED",
        "RETIRED, USE, refused",
        "RETIRED, ACTIVATE, refused",
        "RETIRED, SUSPEND, refused",
        "RETIRED, RETIRE, RETIRED"
    })
    void everyStepLeadsWhereItShould(DeviceState from, Step step, String to) {
        assertThat(LifeCycle.after(from, step).map(Enum::name).orElse("refused")).isEqualTo(to);
    }

    @Test
    void onlyARegisteredOrActiveDeviceMayConnect() {
        assertThat(DeviceState.values())
                .filteredOn(DeviceState::mayConnect)
                .containsExactly(DeviceState.REGISTERED, DeviceState.ACTIVE);
    }
}
