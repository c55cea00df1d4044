package org.vitalwire.gateway.codec.personalhealth;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.vitalwire.gateway.codec.Octets;
import org.vitalwire.gateway.codec.personalhealth.DeviceConfiguration.Grouped;
import org.vitalwire.gateway.codec.personalhealth.Metric.MapEntry;

/**
 * Reads a scan report: of one person or of several, with attributes by number (var), in the order
 * of the configuration (fixed), or many objects in one string (grouped). Used once.
 */
final class ReportReader {

    /**
     * The twelve by scanners are in the order var, fixed, grouped, then those of several persons.
     */
    private static final int BY_DEVICE = 0x0D1D;

    private static final int SEGMENT = 0x0D21;
    private static final int BY_SCANNER = 0x0D22;
    private static final int LAST = 0x0D2D;
    private static final int KINDS = 6;

    private final DeviceConfiguration configuration;
    private final List<Grouped> grouped;
    private final List<Observation> observations = new ArrayList<>();
    private boolean wrongLength;

    /**
     * @param handle of the object that reports: the device, or one of its scanners
     */
    ReportReader(DeviceConfiguration configuration, int handle) {
        this.configuration = configuration;
        this.grouped = configuration.scanners().getOrDefault(handle, List.of());
    }

    /** Whether an event is a report. */
    static boolean isReport(int eventType) {
        return eventType >= BY_DEVICE && eventType <= LAST && eventType != SEGMENT;
    }

    private enum Kind {
        VAR,
        FIXED,
        GROUPED
    }

    /** Empty where the lengths do not agree with each other or with the configuration. */
    Optional<List<Observation>> read(int eventType, Octets octets) {
        boolean severalPersons;
        Kind kind;
        if (eventType < SEGMENT) {
            int number = eventType - BY_DEVICE;
            severalPersons = number >= 2;
            kind = number % 2 == 0 ? Kind.FIXED : Kind.VAR;
        } else {
            int number = (eventType - BY_SCANNER) % KINDS;
            severalPersons = number >= 3;
            kind =
                    switch (number % 3) {
                        case 0 -> Kind.VAR;
                        case 1 -> Kind.FIXED;
                        default -> Kind.GROUPED;
                    };
        }
        // The request that is answered, and the number of the report.
        octets.u16();
        octets.u16();
        if (severalPersons) {
            int count = octets.u16();
            Octets list = octets.part(octets.u16());
            for (int i = 0; i < count && !isWrong(list); i++) {
                OptionalInt person = OptionalInt.of(list.u16());
                if (kind == Kind.GROUPED) {
                    groupedString(person, list);
                } else {
                    list(kind, person, list);
                }
            }
            spent(list);
        } else {
            list(kind, OptionalInt.empty(), octets);
        }
        spent(octets);
        return wrongLength ? Optional.empty() : Optional.of(timed());
    }

    private void list(Kind kind, OptionalInt person, Octets octets) {
        int count = octets.u16();
        Octets list = octets.part(octets.u16());
        for (int i = 0; i < count && !isWrong(list); i++) {
            switch (kind) {
                case VAR -> variable(person, list);
                case FIXED -> fixed(person, list);
                case GROUPED -> groupedString(person, list);
            }
        }
        spent(list);
    }

    private void variable(OptionalInt person, Octets list) {
        int handle = list.u16();
        Optional<Map<Integer, byte[]>> attributes = AttributeList.read(list);
        if (attributes.isPresent()) {
            observations.add(Observation.of(person, handle, attributes.get()));
        } else {
            wrongLength = true;
        }
    }

    /** An object that the configuration does not have is passed over by its length. */
    private void fixed(OptionalInt person, Octets list) {
        int handle = list.u16();
        Octets value = list.part(list.u16());
        Metric metric = configuration.metrics().get(handle);
        if (metric != null) {
            object(person, handle, metric.values(), value);
            spent(value);
        }
    }

    private void groupedString(OptionalInt person, Octets list) {
        Octets string = list.part(list.u16());
        if (grouped.isEmpty()) {
            return;
        }
        for (Grouped object : grouped) {
            // Some devices leave the last objects of the map out.
            if (string.remaining() > 0) {
                object(person, object.handle(), object.values(), string);
            }
        }
        spent(string);
    }

    private void object(OptionalInt person, int handle, List<MapEntry> map, Octets octets) {
        Map<Integer, byte[]> attributes = new LinkedHashMap<>();
        for (MapEntry entry : map) {
            attributes.put(entry.attribute(), octets.take(entry.length()));
        }
        wrongLength |= octets.isOverrun();
        observations.add(Observation.of(person, handle, attributes));
    }

    /** A periodic scanner stamps the first of its objects for all. */
    private List<Observation> timed() {
        Optional<LocalDateTime> last = Optional.empty();
        List<Observation> timed = new ArrayList<>(observations.size());
        for (Observation observation : observations) {
            Observation stamped = observation.orTime(last);
            timed.add(stamped);
            last = stamped.time();
        }
        return timed;
    }

    private boolean isWrong(Octets octets) {
        return wrongLength || octets.isOverrun();
    }

    private void spent(Octets octets) {
        wrongLength |= !octets.isSpent();
    }
}
