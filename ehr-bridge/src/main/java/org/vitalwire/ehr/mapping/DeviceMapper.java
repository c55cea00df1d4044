package org.vitalwire.ehr.mapping;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DeviceMetric;
import org.hl7.fhir.r4.model.DeviceMetric.DeviceMetricCategory;
import org.hl7.fhir.r4.model.Reference;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.vitals.CatalogueEntry;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ehr.chart.ChartKey;

/**
 * Devices and what they measure, shaped as HL7's Personal Health Device guide wants them. Its
 * profile asks for a system id of zeros where a device has none; that is not written, for a
 * conditional update by identifier would take all such devices for one.
 */
public final class DeviceMapper {

    private static final String EUI_64 = "urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680";
    private static final String BLUETOOTH = "http://hl7.org/fhir/sid/eui-48/bluetooth";
    private static final String CONTINUA =
            "http://terminology.hl7.org/CodeSystem/ContinuaDeviceIdentifiers";

    private DeviceMapper() {}

    public static Device toDevice(DeviceFacts facts) {
        Device device = new Device();
        device.setId(FhirIds.of(facts.deviceId()));
        if (facts.synthetic()) {
            ObservationMapper.addTestDataLabel(device.getMeta());
        }
        device.addIdentifier().setSystem(CodeSystems.DEVICE_ID).setValue(facts.deviceId().value());
        facts.systemId().ifPresent(id -> addIdentifier(device, "SYSID", EUI_64, id));
        facts.bluetoothAddress()
                .ifPresent(address -> addIdentifier(device, "BTMAC", BLUETOOTH, address));
        facts.manufacturer().ifPresent(device::setManufacturer);
        facts.model().ifPresent(device::setModelNumber);
        facts.serialNumber().ifPresent(device::setSerialNumber);
        if (facts.kind() != DeviceFacts.Kind.UNKNOWN) {
            device.setType(mdc(facts.kind().code(), facts.kind().mdcName()));
        }
        facts.specialisations()
                .forEach(specialisation ->
                        device.addSpecialization()
                                .setSystemType(
                                        mdc(
                                                Integer.toString(specialisation.code()),
                                                specialisation.name()))
                                .setVersion(specialisation.version()));
        facts.versions().forEach((part, version) -> addVersion(device, part, version));
        return device;
    }

    /** Each sign on its own: the panel of a blood pressure is no metric. */
    public static List<DeviceMetric> toMetrics(DeviceId deviceId, List<VitalSign> signs) {
        List<DeviceMetric> metrics = new ArrayList<>();
        for (VitalSign sign : signs) {
            CatalogueEntry entry = sign.entry();
            DeviceMetric metric = new DeviceMetric();
            String id = metricId(deviceId, sign);
            metric.setId(id);
            metric.addIdentifier().setSystem(CodeSystems.DEVICE_ID).setValue(id);
            metric.setType(ObservationMapper.concept(mdcFirst(sign), entry.display()));
            if (!entry.unit().isEmpty()) {
                metric.setUnit(
                        new CodeableConcept(
                                new Coding().setSystem(CodeSystems.UCUM).setCode(entry.unit())));
            }
            metric.setSource(new Reference("Device/" + FhirIds.of(deviceId)));
            metric.setCategory(category(sign));
            metrics.add(metric);
        }
        return List.copyOf(metrics);
    }

    static String metricId(DeviceId deviceId, VitalSign sign) {
        return ChartKey.digest(
                "vwm-", String.join("|", "vitalwire-metric-1", deviceId.value(), sign.code()));
    }

    /** A therapy's setting is told from what was measured. */
    private static DeviceMetricCategory category(VitalSign sign) {
        return sign == VitalSign.OXYGEN_FLOW || sign == VitalSign.FIO2
                ? DeviceMetricCategory.SETTING
                : DeviceMetricCategory.MEASUREMENT;
    }

    private static List<ItemCoding.SystemCode> mdcFirst(VitalSign sign) {
        return ItemCoding.ofSign(sign).stream()
                .sorted((a, b) -> Boolean.compare(isMdc(b), isMdc(a)))
                .toList();
    }

    private static boolean isMdc(ItemCoding.SystemCode code) {
        return CodeSystems.MDC.equals(code.system());
    }

    static void addVersion(Device device, DeviceFacts.Part part, String version) {
        device.addVersion().setType(mdc(part.code(), part.mdcName())).setValue(version);
    }

    private static void addIdentifier(Device device, String type, String system, String value) {
        device.addIdentifier()
                .setType(new CodeableConcept(new Coding().setSystem(CONTINUA).setCode(type)))
                .setSystem(system)
                .setValue(value);
    }

    private static CodeableConcept mdc(String code, String name) {
        return new CodeableConcept(new Coding(CodeSystems.MDC, code, name));
    }
}
