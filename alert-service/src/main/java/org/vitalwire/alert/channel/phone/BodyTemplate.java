package org.vitalwire.alert.channel.phone;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.json.JsonMapper;

/** A provider's request with holes. What fills them cannot become part of its grammar. */
final class BodyTemplate {

    private static final Set<String> KNOWN =
            Set.of("to", "text", "deliveryId", "priority", "language");
    private static final Pattern HOLE = Pattern.compile("\\{([A-Za-z]+)\\}");
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

    private final boolean json;
    private final String template;

    private BodyTemplate(boolean json, String template) {
        this.json = json;
        this.template = template;
    }

    /** Empty where it cannot be filled, or would not be of its type when it is. */
    static Optional<BodyTemplate> of(String contentType, String template) {
        boolean json = contentType.equals(JSON);
        Set<String> holes =
                HOLE.matcher(template).results().map(r -> r.group(1)).collect(Collectors.toSet());
        if ((!json && !contentType.equals(FORM))
                || !KNOWN.containsAll(holes)
                || !holes.containsAll(Set.of("to", "text"))) {
            return Optional.empty();
        }
        BodyTemplate body = new BodyTemplate(json, template);
        return !json || body.isJson() ? Optional.of(body) : Optional.empty();
    }

    String fill(Map<String, String> values) {
        Matcher hole = HOLE.matcher(template);
        return hole.replaceAll(found ->
                Matcher.quoteReplacement(escaped(values.getOrDefault(found.group(1), ""))));
    }

    private boolean isJson() {
        try {
            JsonMapper.shared().readTree(fill(Map.of("to", "+4930123456", "text", "a \"text\"\n")));
            return true;
        } catch (JacksonException _) {
            return false;
        }
    }

    private String escaped(String value) {
        return json
                ? new String(JsonStringEncoder.getInstance().quoteAsCharArray(value))
                : URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
