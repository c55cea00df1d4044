package org.vitalwire.alert.channel.phone;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a provider's callback says.
 *
 * @param reference of the message
 * @param status in the provider's words
 */
record StatusReport(String reference, String status) {

    private static final String FORM = "application/x-www-form-urlencoded";

    /** Empty where it says neither, or cannot be read. */
    static Optional<StatusReport> of(
            StatusSettings settings, @Nullable String contentType, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        try {
            JsonNode document =
                    contentType != null && contentType.startsWith(FORM)
                            ? form(text)
                            : JsonMapper.shared().readTree(text);
            JsonNode reference = document.at(settings.reference());
            JsonNode status = document.at(settings.status());
            return reference.isValueNode() && status.isValueNode()
                    ? Optional.of(new StatusReport(reference.asString(""), status.asString("")))
                    : Optional.empty();
        } catch (JacksonException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static ObjectNode form(String text) {
        ObjectNode fields = JsonMapper.shared().createObjectNode();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
