package org.vitalwire.gateway.device;

import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What all devices of one make have in common. Data: see {@code models/*.json}.
 *
 * @param type class of device, such as {@code bedside-monitor}
 * @param codec name of the payload codec
 * @param synthetic whether a simulator or a recording is behind it, so that nothing of it may pass
 *     for a person's
 * @param silenceLimit how long it may say nothing before that is worth telling
 * @param signals what it measures, and what it can measure at all
 * @param statusItems what it tells of itself besides battery, firmware and fault; whatever is not
 *     named here is not taken over
 * @param maintenance what has to be done to it, by the calendar or after so many uses
 */
public record DeviceModel(
        String id,
        String display,
        String type,
        String codec,
        boolean synthetic,
        Duration silenceLimit,
        DeviceSignals signals,
        List<StatusItem> statusItems,
        List<Maintenance> maintenance) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    public DeviceModel {
        statusItems = List.copyOf(statusItems);
        maintenance = List.copyOf(maintenance);
        if (id.isBlank() || codec.isBlank() || !silenceLimit.isPositive()) {
            throw new IllegalArgumentException(
                    "a device model has an id, a codec and a silence limit");
        }
        requireNames(id, statusItems.stream().map(StatusItem::name));
        requireNames(id, maintenance.stream().map(Maintenance::name));
    }

    /** Of a make of which nothing else is known. */
    public DeviceModel(
            String id,
            String display,
            String type,
            String codec,
            boolean synthetic,
            Duration silenceLimit) {
        this(
                id,
                display,
                type,
                codec,
                synthetic,
                silenceLimit,
                DeviceSignals.UNKNOWN,
                List.of(),
                List.of());
    }

    /**
     * Something that the device tells of itself.
     *
     * @param name as it stands in the status payload, such as {@code occupied}
     * @param unit UCUM, empty for what has none; taken where the payload names no other
     */
    public record StatusItem(String name, String display, Optional<String> unit) {}

    /**
     * Something that has to be done to the device now and then: one of the two is there.
     *
     * @param every by the calendar
     * @param afterUses by its own counter
     */
    public record Maintenance(
            String name, String display, Optional<Period> every, OptionalInt afterUses) {

        public Maintenance {
            if (every.isEmpty() && afterUses.isEmpty()) {
                throw new IllegalArgumentException("the maintenance " + name + " is never due");
            }
        }
    }

    private static void requireNames(String model, Stream<String> names) {
        List<String> all = names.toList();
        if (!all.stream().allMatch(name -> NAME.matcher(name).matches())) {
            throw new IllegalArgumentException(
                    "in the model " + model + " an item's name is not of a-z, 0-9 and -");
        }
        if (Set.copyOf(all).size() < all.size()) {
            throw new IllegalArgumentException(
                    "in the model " + model + " two items have the same name");
        }
    }
}
