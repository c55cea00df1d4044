package org.vitalwire.gateway.codec.personalhealth;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.vitalwire.gateway.codec.personalhealth.Metric.MapEntry;

/**
 * What a device's object handles mean.
 *
 * @param metrics by handle
 * @param scanners grouped reports by the scanner's handle: handles and their attributes in order
 */
record DeviceConfiguration(Map<Integer, Metric> metrics, Map<Integer, List<Grouped>> scanners) {

    /** What a grouped report has of one object. */
    record Grouped(int handle, List<MapEntry> values) {}

    private static final int SCADA = 2 << 16;
    private static final MapEntry BASIC = new MapEntry(Attribute.BASIC_VALUE, 2);
    private static final MapEntry SIMPLE = new MapEntry(Attribute.SIMPLE_VALUE, 4);
    private static final MapEntry STAMP = new MapEntry(Attribute.ABSOLUTE_TIME_STAMP, 8);

    /** Standard configurations, which devices name instead of sending them. */
    private static final Map<Integer, DeviceConfiguration> STANDARD = new HashMap<>();

    static {
        // IEEE 11073-10404, pulse oximeter: SpO2 and pulse rate, as they come or spot-checked.
        DeviceConfiguration oximeter =
                new DeviceConfiguration(
                        Map.of(
                                1, metric(19384, 0x0220, BASIC, STAMP),
                                10, metric(18458, 0x0AA0, BASIC, STAMP)),
                        Map.of());
        STANDARD.put(0x0190, oximeter);
        STANDARD.put(0x0191, oximeter);
        // IEEE 11073-10407, blood pressure: systolic, diastolic, mean together; pulse rate.
        STANDARD.put(
                0x02BC,
                new DeviceConfiguration(
                        Map.of(
                                1,
                                new Metric(
                                        SCADA | 18948,
                                        0x0F20,
                                        List.of(SCADA | 18949, SCADA | 18950, SCADA | 18951),
                                        OptionalInt.empty(),
                                        List.of(
                                                new MapEntry(Attribute.COMPOUND_BASIC_VALUE, 10),
                                                STAMP)),
                                2,
                                metric(18474, 0x0AA0, BASIC, STAMP)),
                        Map.of()));
        // IEEE 11073-10415, weighing scale: weight, height, body mass index.
        STANDARD.put(
                0x05DC,
                new DeviceConfiguration(
                        Map.of(
                                1, metric(57664, 0x06C3, SIMPLE, STAMP),
                                2, metric(57668, 0x0511, SIMPLE, STAMP),
                                3, metric(57680, 0x07A0, SIMPLE, STAMP)),
                        Map.of()));
    }

    static Optional<DeviceConfiguration> standard(int id) {
        return Optional.ofNullable(STANDARD.get(id));
    }

    private static Metric metric(int term, int unit, MapEntry... values) {
        return new Metric(SCADA | term, unit, List.of(), OptionalInt.empty(), List.of(values));
    }
}
