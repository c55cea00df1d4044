package org.vitalwire.gateway.status;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.vitalwire.contracts.event.DeviceStatus.Item;
import org.vitalwire.gateway.device.DeviceModel;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a device says of itself on its status topic or in its will: {@code
 * {"battery":87,"firmware":"2.1","fault":"lead off","items":{"occupied":true,
 * "infused-volume":{"value":12,"unit":"mL"}}}}. Everything may be absent.
 *
 * @param batteryPercent 0-100
 * @param items those that the device's model names, in its order
 */
record StatusReport(
        OptionalDouble batteryPercent,
        Optional<String> firmware,
        Optional<String> fault,
        List<Item> items) {

    static final StatusReport NOTHING =
            new StatusReport(OptionalDouble.empty(), Optional.empty(), Optional.empty(), List.of());

    private static final int LONGEST_TEXT = 200;

    /** Empty when the bytes are not a JSON object. */
    static Optional<StatusReport> parse(byte[] payload, DeviceModel model) {
        if (payload.length == 0) {
            return Optional.of(NOTHING);
        }
        try {
            JsonNode node = JsonMapper.shared().readTree(payload);
            if (!node.isObject()) {
                return Optional.empty();
            }
            JsonNode battery = node.path("battery");
            double percent = battery.isNumber() ? battery.doubleValue() : -1;
            return Optional.of(
                    new StatusReport(
                            percent >= 0 && percent <= 100
                                    ? OptionalDouble.of(percent)
                                    : OptionalDouble.empty(),
                            text(node.path("firmware")),
                            text(node.path("fault")),
                            items(node.path("items"), model)));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** This one, with what it does not say taken from the one before. A fault is told each time. */
    StatusReport over(StatusReport before) {
        return new StatusReport(
                batteryPercent.isPresent() ? batteryPercent : before.batteryPercent,
                firmware.isPresent() ? firmware : before.firmware,
                fault,
                itemsOver(before.items));
    }

    /** What this report does not name stays as it was said before. */
    private List<Item> itemsOver(List<Item> before) {
        if (before.isEmpty() || items.isEmpty()) {
            return items.isEmpty() ? before : items;
        }
        Map<String, Item> merged = new LinkedHashMap<>();
        before.forEach(item -> merged.put(item.name(), item));
        items.forEach(item -> merged.put(item.name(), item));
        return List.copyOf(merged.values());
    }

    private static List<Item> items(JsonNode node, DeviceModel model) {
        if (!node.isObject()) {
            return List.of();
        }
        List<Item> items = new ArrayList<>(model.statusItems().size());
        for (DeviceModel.StatusItem declared : model.statusItems()) {
            JsonNode item = node.path(declared.name());
            JsonNode value = item.isObject() ? item.path("value") : item;
            Optional<String> unit = text(item.path("unit")).or(declared::unit);
            value(value).ifPresent(text -> items.add(new Item(declared.name(), text, unit)));
        }
        return List.copyOf(items);
    }

    private static Optional<String> value(JsonNode node) {
        if (node.isNumber() || node.isBoolean()) {
            return Optional.of(node.asString());
        }
        return text(node);
    }

    private static Optional<String> text(JsonNode node) {
        if (!node.isString()) {
            return Optional.empty();
        }
        String text = node.stringValue().strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT));
    }
}
