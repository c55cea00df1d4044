package org.vitalwire.gateway.codec.personalhealth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.vitalwire.gateway.codec.Octets;
import org.vitalwire.gateway.codec.personalhealth.DeviceConfiguration.Grouped;
import org.vitalwire.gateway.codec.personalhealth.Metric.MapEntry;

/**
 * What a device says about its objects ({@code MDC_NOTI_CONFIG}).
 *
 * @param id of the configuration
 */
record ConfigurationReport(int id, DeviceConfiguration configuration) {

    private static final int NUMERIC_OBJECT = 6;

    /** Empty where the lengths do not agree. */
    static Optional<ConfigurationReport> read(Octets octets) {
        int id = octets.u16();
        int count = octets.u16();
        Octets list = octets.part(octets.u16());
        Map<Integer, Metric> metrics = new HashMap<>();
        Map<Integer, List<Grouped>> scanners = new HashMap<>();
        for (int i = 0; i < count && !list.isOverrun(); i++) {
            int objectClass = list.u16();
            int handle = list.u16();
            Optional<Map<Integer, byte[]>> attributes = AttributeList.read(list);
            if (attributes.isEmpty()) {
                return Optional.empty();
            }
            if (objectClass == NUMERIC_OBJECT) {
                metrics.put(handle, metric(attributes.get()));
            }
            byte[] scanned = attributes.get().get(Attribute.SCANNER_MAP);
            if (scanned != null) {
                Optional<List<Grouped>> grouped = scanner(Octets.bigEndian(scanned));
                if (grouped.isEmpty()) {
                    return Optional.empty();
                }
                scanners.put(handle, grouped.get());
            }
        }
        return list.isSpent() && octets.isSpent()
                ? Optional.of(
                        new ConfigurationReport(id, new DeviceConfiguration(metrics, scanners)))
                : Optional.empty();
    }

    private static Metric metric(Map<Integer, byte[]> attributes) {
        Octets type = octets(attributes, Attribute.TYPE);
        int partition = type.u16();
        int code = type.u16();
        Octets metricId = octets(attributes, Attribute.METRIC_ID);
        if (metricId.remaining() == 2) {
            code = metricId.u16();
        }
        List<Integer> parts = new ArrayList<>();
        Octets ids = octets(attributes, Attribute.METRIC_IDS);
        int count = ids.u16();
        ids.u16();
        for (int i = 0; i < count && ids.remaining() >= 2; i++) {
            parts.add(partition << 16 | ids.u16());
        }
        Octets supplements = octets(attributes, Attribute.SUPPLEMENTAL_TYPES);
        int supplementCount = supplements.u16();
        supplements.u16();
        OptionalInt supplement =
                supplementCount > 0 ? OptionalInt.of(supplements.s32()) : OptionalInt.empty();
        return new Metric(
                partition << 16 | code,
                octets(attributes, Attribute.UNIT).u16(),
                List.copyOf(parts),
                supplement,
                valueMap(octets(attributes, Attribute.VALUE_MAP)));
    }

    private static Octets octets(Map<Integer, byte[]> attributes, int number) {
        return Octets.bigEndian(attributes.getOrDefault(number, new byte[0]));
    }

    private static List<MapEntry> valueMap(Octets octets) {
        int count = octets.u16();
        Octets list = octets.part(octets.u16());
        List<MapEntry> entries = new ArrayList<>();
        for (int i = 0; i < count && list.remaining() >= 4; i++) {
            entries.add(new MapEntry(list.u16(), list.u16()));
        }
        return List.copyOf(entries);
    }

    /** The length holds: an oximeter is known that counts one object more than it names. */
    private static Optional<List<Grouped>> scanner(Octets octets) {
        int count = octets.u16();
        Octets list = octets.part(octets.u16());
        List<Grouped> grouped = new ArrayList<>();
        for (int i = 0; i < count && list.remaining() > 0; i++) {
            grouped.add(new Grouped(list.u16(), valueMap(list)));
        }
        return list.isSpent() && octets.isSpent()
                ? Optional.of(List.copyOf(grouped))
                : Optional.empty();
    }
}
