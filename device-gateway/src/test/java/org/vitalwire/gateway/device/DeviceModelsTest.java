package org.vitalwire.gateway.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vitalwire.gateway.codec.NativeJsonCodec;

class DeviceModelsTest {

    @Test
    void theShippedModelsAreReadable() {
        DeviceModels models = DeviceModels.shipped();

        assertThat(models.all())
                .extracting(DeviceModel::id)
                .contains(
                        "bedside-monitor",
                        "wearable-patch",
                        "spot-check",
                        "simulated-bedside-monitor",
                        "recorded-replay");
        assertThat(models.all()).extracting(DeviceModel::codec).containsOnly(NativeJsonCodec.NAME);
        assertThat(models.find("bedside-monitor").orElseThrow().silenceLimit())
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void whatIsNoPersonsIsSynthetic() {
        assertThat(DeviceModels.shipped().all())
                .filteredOn(DeviceModel::synthetic)
                .extracting(DeviceModel::id)
                .containsExactly("simulated-bedside-monitor", "recorded-replay");
    }

    @Test
    void twoModelsOfOneNameAreRefused() {
        DeviceModel model = DeviceModels.shipped().all().iterator().next();

        assertThatThrownBy(() -> new DeviceModels(List.of(model, model)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
