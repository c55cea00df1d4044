package org.vitalwire.ehr.mapping;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vitalwire.contracts.id.DeviceId;

/**
 * What is known of a device. Whatever is not known is absent and is not written: no guess is made
 * from the device's name.
 *
 * @param systemId its EUI-64, such as {@code 00-60-19-00-01-0E-92-34}
 * @param bluetoothAddress its EUI-48, such as {@code F4-5E-AB-A8-08-32}
 * @param specialisations the IEEE 11073-104xx standards that it says it follows
 * @param versions of its parts
 */
public record DeviceFacts(
        DeviceId deviceId,
        Kind kind,
        Optional<String> systemId,
        Optional<String> bluetoothAddress,
        Optional<String> manufacturer,
        Optional<String> model,
        Optional<String> serialNumber,
        List<Specialisation> specialisations,
        Map<Part, String> versions,
        boolean synthetic) {

    private static final Pattern EUI_64 = Pattern.compile("[0-9A-F]{2}(-[0-9A-F]{2}){7}");
    private static final Pattern EUI_48 = Pattern.compile("[0-9A-F]{2}(-[0-9A-F]{2}){5}");

    /** What sort of device it is, with its code in IEEE 11073-10101. */
    public enum Kind {
        /** A personal health device: one sensor, one node. */
        PERSONAL("65573", "MDC_MOC_VMS_MDS_SIMP"),
        /** A monitor of several parameters. */
        MONITOR("69965", "MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS"),
        UNKNOWN("", "");

        private final String code;
        private final String name;

        Kind(String code, String name) {
            this.code = code;
            this.name = name;
        }

        String code() {
            return code;
        }

        String mdcName() {
            return name;
        }
    }

    /** What a version is of, with its code in IEEE 11073-10101. */
    public enum Part {
        HARDWARE("531974", "MDC_ID_PROD_SPEC_HW"),
        SOFTWARE("531975", "MDC_ID_PROD_SPEC_SW"),
        FIRMWARE("531976", "MDC_ID_PROD_SPEC_FW");

        private final String code;
        private final String name;

        Part(String code, String name) {
            this.code = code;
            this.name = name;
        }

        String code() {
            return code;
        }

        String mdcName() {
            return name;
        }
    }

    /**
     * @param code IEEE 11073-10101, such as 528391
     * @param name such as {@code MDC_DEV_SPEC_PROFILE_BP}
     * @param version of that standard
     */
    public record Specialisation(int code, String name, String version) {}

    /**
     * @throws IllegalArgumentException for an address that is not written as IEEE writes it
     */
    public DeviceFacts {
        specialisations = List.copyOf(specialisations);
        // By the order of the enum, or the same device would not always give the same resource.
        EnumMap<Part, String> ordered = new EnumMap<>(Part.class);
        ordered.putAll(versions);
        versions = java.util.Collections.unmodifiableMap(ordered);
        require(EUI_64, systemId);
        require(EUI_48, bluetoothAddress);
    }

    /** Of a device of which only the name is known. */
    public static DeviceFacts of(DeviceId deviceId) {
        return new DeviceFacts(
                deviceId,
                Kind.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Map.of(),
                false);
    }

    private static void require(Pattern pattern, Optional<String> address) {
        if (address.isPresent() && !pattern.matcher(address.get()).matches()) {
            throw new IllegalArgumentException("an address is pairs of hex digits with dashes");
        }
    }
}
