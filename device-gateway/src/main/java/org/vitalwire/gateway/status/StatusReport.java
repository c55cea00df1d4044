package org.vitalwire.gateway.status;

import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a device says of itself on its status topic or in its will: {@code
 * {"battery":87,"firmware":"2.1","fault":"lead off"}}. Everything may be absent.
 *
 * @param batteryPercent 0-100
 */
record StatusReport(
        OptionalDouble batteryPercent, Optional<String> firmware, Optional<String> fault) {

    static final StatusReport NOTHING =
            new StatusReport(OptionalDouble.empty(), Optional.empty(), Optional.empty());

    private static final int LONGEST_TEXT = 200;

    /** Empty when the bytes are not a JSON object. */
    static Optional<StatusReport> parse(byte[] payload) {
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
                            text(node.path("fault"))));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** This one, with what it does not say taken from the one before. A fault is told each time. */
    StatusReport over(StatusReport before) {
        return new StatusReport(
                batteryPercent.isPresent() ? batteryPercent : before.batteryPercent,
                firmware.isPresent() ? firmware : before.firmware,
                fault);
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
