package org.vitalwire.ehr.mapping;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.DeviceMetric;
import org.hl7.fhir.r4.model.Resource;
import org.vitalwire.contracts.event.DeviceStatus;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ehr.ledger.AlertLedger;
import org.vitalwire.ehr.ledger.DeviceLedger;
import org.vitalwire.ehr.ledger.FurtherLine;

/** Lines besides Observations to their resources. The same line always gives the same one. */
public final class FurtherMapper {

    /** How resources of devices are called. */
    public static final DeviceLedger.Names NAMES =
            new DeviceLedger.Names() {
                @Override
                public String device(DeviceId deviceId) {
                    return FhirIds.of(deviceId);
                }

                @Override
                public String metric(DeviceId deviceId, VitalSign sign) {
                    return DeviceMapper.metricId(deviceId, sign);
                }
            };

    private FurtherMapper() {}

    /** Empty where the facts, as they are now, give no such resource any more. */
    public static Optional<Resource> toResource(FurtherLine line) {
        return switch (line.facts()) {
            case FurtherLine.Alert alert ->
                    Optional.ofNullable(
                            AlertLines.of(alert.transitions())
                                    .get(new AlertLedger.Resource(line.kind(), line.id())));
            case FurtherLine.OfDevice device -> Optional.of(DeviceMapper.toDevice(facts(device)));
            case FurtherLine.Metric(var deviceId, var sign, var synthetic) ->
                    Optional.of(metric(deviceId, sign, synthetic));
        };
    }

    private static DeviceMetric metric(DeviceId deviceId, VitalSign sign, boolean synthetic) {
        DeviceMetric metric = DeviceMapper.toMetrics(deviceId, List.of(sign)).getFirst();
        if (synthetic) {
            ObservationMapper.addTestDataLabel(metric.getMeta());
        }
        return metric;
    }

    /** What a device tells of itself, and no guesses from it. */
    private static DeviceFacts facts(FurtherLine.OfDevice device) {
        DeviceFacts named = DeviceFacts.of(device.deviceId());
        return new DeviceFacts(
                named.deviceId(),
                named.kind(),
                named.systemId(),
                named.bluetoothAddress(),
                named.manufacturer(),
                device.status().map(DeviceStatus::model),
                named.serialNumber(),
                named.specialisations(),
                device.status()
                        .flatMap(DeviceStatus::firmware)
                        .map(version -> Map.of(DeviceFacts.Part.FIRMWARE, version))
                        .orElse(Map.of()),
                device.synthetic());
    }
}
