package org.vitalwire.gateway.device;

import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A model as it stands in a file, where much may be left out. */
record ModelFile(
        String id,
        String display,
        String type,
        String codec,
        boolean synthetic,
        Duration silenceLimit,
        @Nullable DeviceSignals signals,
        @Nullable List<Item> statusItems,
        @Nullable List<Work> maintenance) {

    record Item(String name, String display, @Nullable String unit) {}

    record Work(String name, String display, @Nullable Period every, @Nullable Integer afterUses) {}

    DeviceModel model() {
        return new DeviceModel(
                id,
                display,
                type,
                codec,
                synthetic,
                silenceLimit,
                Objects.requireNonNullElse(signals, DeviceSignals.UNKNOWN),
                Objects.requireNonNullElse(statusItems, List.<Item>of()).stream()
                        .map(item ->
                                new DeviceModel.StatusItem(
                                        item.name(),
                                        item.display(),
                                        Optional.ofNullable(item.unit())))
                        .toList(),
                Objects.requireNonNullElse(maintenance, List.<Work>of()).stream()
                        .map(ModelFile::maintenance)
                        .toList());
    }

    private static DeviceModel.Maintenance maintenance(Work work) {
        return new DeviceModel.Maintenance(
                work.name(),
                work.display(),
                Optional.ofNullable(work.every()),
                work.afterUses() == null ? OptionalInt.empty() : OptionalInt.of(work.afterUses()));
    }
}
