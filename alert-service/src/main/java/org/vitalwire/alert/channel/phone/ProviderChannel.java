package org.vitalwire.alert.channel.phone;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vitalwire.alert.channel.CheckedChannel;
import org.vitalwire.alert.channel.Message;
import org.vitalwire.alert.channel.MessageText;
import org.vitalwire.alert.channel.Outcome;
import org.vitalwire.alert.channel.OutwardHttp;
import org.vitalwire.alert.channel.OutwardHttp.Exchange;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a provider to send a text, or to call and read it out. What it takes is {@code Sent}; its
 * callbacks say more, see {@link StatusController}.
 */
final class ProviderChannel implements CheckedChannel {

    /** ITU-T E.164. */
    private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{6,14}");

    /** Of a text in Latin letters, two messages. */
    private static final int LONGEST_TEXT = 306;

    private static final int LONGEST_REFERENCE = 200;

    private final String name;
    private final URI url;
    private final ProviderSettings settings;
    private final BodyTemplate template;
    private final OutwardHttp http;
    private final MessageText text;

    ProviderChannel(
            String name, URI url, ProviderSettings settings, OutwardHttp http, MessageText text) {
        this.name = name;
        this.url = url;
        this.settings = settings;
        this.template =
                BodyTemplate.of(settings.contentType(), settings.template())
                        .orElseThrow(() ->
                                new IllegalArgumentException("the settings were not checked"));
        this.http = http;
        this.text = text;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> problemWith(String address) {
        return NUMBER.matcher(address).matches()
                ? Optional.empty()
                : Optional.of("must be a number such as +4930123456");
    }

    @Override
    public Outcome sendChecked(Message message, String address) throws InterruptedException {
        Map<String, String> headers = new LinkedHashMap<>(settings.headers());
        headers.put("Content-Type", settings.contentType());
        headers.put("Idempotency-Key", message.deliveryId().toString());
        String body =
                template.fill(
                        Map.of(
                                "to",
                                address,
                                "text",
                                shortened(text.sentence(message)),
                                "deliveryId",
                                message.deliveryId().toString(),
                                "priority",
                                message.priority().code(),
                                "language",
                                message.language().toLanguageTag()));
        return switch (http.send(
                settings.method(), url, headers, body.getBytes(StandardCharsets.UTF_8))) {
            case Exchange.Answered answer ->
                    answer.isSuccess()
                            ? new Outcome.Sent(reference(answer.body()))
                            : answer.failure();
            case Exchange.Failed failed -> failed.failure();
        };
    }

    /** Empty where there is none: the message is on its way all the same. */
    private String reference(String answer) {
        if (settings.reference() == null) {
            return "";
        }
        try {
            JsonNode found = JsonMapper.shared().readTree(answer).at(settings.reference());
            String reference = found.isValueNode() ? found.asString("") : "";
            return reference.length() <= LONGEST_REFERENCE ? reference : "";
        } catch (JacksonException _) {
            return "";
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 3) + "...";
    }
}
