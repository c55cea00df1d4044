package org.vitalwire.gateway.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BrokerTopicsTest {

    @Test
    void theDeviceIsTheTopicsThirdLevel() {
        assertThat(BrokerTopics.device("vitalwire/v1/monitor-1/readings")).isEqualTo("monitor-1");
        assertThat(BrokerTopics.device("vitalwire/v1/monitor-1/readings/2A37"))
                .isEqualTo("monitor-1");
        assertThat(BrokerTopics.device("vitalwire/v1/monitor-1")).isNull();
        assertThat(BrokerTopics.device("vitalwire/v1//readings")).isNull();
        assertThat(BrokerTopics.device("vitalwire/v1/a b/readings")).isNull();
        assertThat(BrokerTopics.device("other/v1/monitor-1/readings")).isNull();
    }

    @Test
    void membersOfAGroupShareTheTopicsOfAllDevices() {
        assertThat(BrokerTopics.filters("vitalwire"))
                .contains(
                        "$share/vitalwire/vitalwire/v1/+/readings/#",
                        "$share/vitalwire/vitalwire/v1/+/status");
        assertThat(BrokerTopics.filters(""))
                .contains("vitalwire/v1/+/readings/#", "vitalwire/v1/+/status");
    }
}
