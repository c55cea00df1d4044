package org.vitalwire.gateway.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.vitals.VitalSign;

class DeviceModelsTest {

    private final DeviceModels models = new DeviceModels(ShippedModels.read(), List.of());

    @Test
    void everyClassOfDeviceHasAStarterModel() {
        assertThat(models.all())
                .extracting(DeviceModel::type)
                .contains(
                        "wearable",
                        "smartwatch",
                        "ecg-patch",
                        "blood-pressure-meter",
                        "thermometer",
                        "glucometer",
                        "pulse-oximeter",
                        "scale",
                        "implant-transmitter",
                        "insulin-pump",
                        "neurostimulator",
                        "cgm",
                        "bedside-monitor",
                        "ventilator",
                        "infusion-pump",
                        "smart-bed",
                        "mobile-imaging",
                        "stethoscope",
                        "exam-camera",
                        "spot-check",
                        "spot-check-kit");
    }

    @Test
    void theFirstModelsKeepTheirNames() {
        assertThat(models.all())
                .extracting(DeviceModel::id)
                .startsWith(
                        "bedside-monitor",
                        "wearable-patch",
                        "spot-check",
                        "simulated-bedside-monitor",
                        "recorded-replay");
        assertThat(models.find("bedside-monitor").orElseThrow().silenceLimit())
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aModelSaysWhatItMeasuresTellsAndNeeds() {
        DeviceModel pump = models.find("infusion-pump").orElseThrow();
        assertThat(pump.statusItems())
                .contains(
                        new DeviceModel.StatusItem(
                                "infused-volume", "Volume infused", Optional.of("mL")));
        assertThat(pump.maintenance())
                .contains(
                        new DeviceModel.Maintenance(
                                "flow-check",
                                "Flow and occlusion check",
                                Optional.of(Period.ofDays(365)),
                                OptionalInt.of(5_000)));
        DeviceSignals.Signal glucose =
                models.find("cgm").orElseThrow().signals().find(VitalSign.GLUCOSE).orElseThrow();
        assertThat(glucose.unit()).isEqualTo("mg/dL");
        assertThat(glucose.high()).hasValue(400);
    }

    @Test
    void everyModelNamesACodecThatVendorsAreToldOf() {
        assertThat(models.all())
                .extracting(DeviceModel::codec)
                .isSubsetOf(
                        "vitalwire-json",
                        "senml-json",
                        "senml-cbor",
                        "open-mhealth",
                        "ble-gatt",
                        "ieee-11073",
                        "hl7-oru");
    }

    @Test
    void aShippedModelWithoutACodecStopsTheStart() {
        models.requireCodecs(name -> true);

        assertThatThrownBy(() -> models.requireCodecs(name -> !name.equals("open-mhealth")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("device models without a codec: smartwatch (open-mhealth)");
    }

    @Test
    void whatIsNoPersonsIsSynthetic() {
        assertThat(models.all())
                .filteredOn(DeviceModel::synthetic)
                .extracting(DeviceModel::id)
                .containsExactly("simulated-bedside-monitor", "recorded-replay");
    }

    @Test
    void twoModelsOfOneNameAreRefused() {
        DeviceModel model = models.all().iterator().next();

        assertThatThrownBy(() -> new DeviceModels(List.of(model, model), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void furtherModelsComeAndGoAndShippedOnesStay() {
        DeviceModel added = new DeviceModel("ours", "Ours", "x", "c", false, Duration.ofMinutes(1));
        DeviceModels more = new DeviceModels(ShippedModels.read(), List.of(() -> List.of(added)));

        assertThat(more.find("ours")).contains(added);
        assertThat(more.remove("ours")).isTrue();
        assertThat(more.find("ours")).isEmpty();
        more.put(added);
        assertThat(more.find("ours")).contains(added);
        assertThatThrownBy(() ->
                        more.put(
                                new DeviceModel(
                                        "cgm", "Mine", "x", "c", false, Duration.ofMinutes(1))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> more.remove("cgm")).isInstanceOf(IllegalArgumentException.class);
    }
}
