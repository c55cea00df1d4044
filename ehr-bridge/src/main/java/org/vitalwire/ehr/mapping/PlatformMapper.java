package org.vitalwire.ehr.mapping;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Device.DeviceNameType;
import org.hl7.fhir.r4.model.Reference;

/** The installation itself as a Device: it assembles, transmits and calls. */
public final class PlatformMapper {

    private static final String ID = "vw-platform";

    /** How resources refer to it. */
    public static final String REFERENCE = "Device/" + ID;

    private PlatformMapper() {}

    public static Device toDevice(Platform platform) {
        Device device = new Device();
        device.setId(ID);
        device.addIdentifier().setSystem(CodeSystems.DEVICE_ID).setValue(ID);
        device.addDeviceName().setName("Vitalwire").setType(DeviceNameType.MODELNAME);
        device.setType(
                new CodeableConcept(new Coding(CodeSystems.MDC, "531981", "MDC_MOC_VMS_MDS_AHD"))
                        .setText("Gateway of medical devices"));
        DeviceMapper.addVersion(device, DeviceFacts.Part.SOFTWARE, platform.release());
        return device;
    }

    static Reference reference() {
        return new Reference(REFERENCE);
    }
}
