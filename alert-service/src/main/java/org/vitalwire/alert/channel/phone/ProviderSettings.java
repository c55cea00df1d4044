package org.vitalwire.alert.channel.phone;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a provider wants to be asked. Without a URL the channel is not there.
 *
 * @param url https, or http to this machine
 * @param method {@code POST} or {@code PUT}
 * @param contentType {@code application/json} or {@code application/x-www-form-urlencoded}
 * @param template of the body, with {@code {to}}, {@code {text}} and perhaps {@code {deliveryId}},
 *     {@code {priority}}, {@code {language}}; what is put in is escaped for the content type
 * @param headers such as {@code Authorization}
 * @param reference JSON pointer to the provider's name of the message in its answer; none where
 *     callbacks bring our delivery id
 * @param status its callbacks
 */
record ProviderSettings(
        @Nullable URI url,
        @NotNull @DefaultValue("POST") String method,
        @NotNull @DefaultValue("application/json") String contentType,
        @NotNull
                @DefaultValue(
                        "{\"to\":\"{to}\",\"text\":\"{text}\",\"reference\":\"{deliveryId}\"}")
                String template,
        @NotNull @DefaultValue Map<String, String> headers,
        @Nullable String reference,
        @Valid @NotNull @DefaultValue StatusSettings status) {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    boolean isEnabled() {
        return url != null;
    }

    @AssertTrue(message = "url must be https, or http to localhost, without user")
    boolean isUrlProtected() {
        if (url == null) {
            return true;
        }
        return url.getHost() != null
                && url.getUserInfo() == null
                && ("https".equalsIgnoreCase(url.getScheme())
                        || ("http".equalsIgnoreCase(url.getScheme())
                                && THIS_MACHINE.contains(url.getHost())));
    }

    @AssertTrue(message = "method must be POST or PUT")
    boolean isMethodKnown() {
        return method.equals("POST") || method.equals("PUT");
    }

    @AssertTrue(
            message =
                    "content-type must be application/json or application/x-www-form-urlencoded, and"
                            + " template a body of it with {to} and {text} and no placeholder but"
                            + " {deliveryId}, {priority}, {language}")
    boolean isTemplateSound() {
        return BodyTemplate.of(contentType, template).isPresent();
    }

    @AssertTrue(message = "reference must begin with /")
    boolean isReferenceSound() {
        return reference == null || reference.startsWith("/");
    }

    /** Prints no header: keys are in them. */
    @Override
    public String toString() {
        return "ProviderSettings[" + (url == null ? "none" : url.getHost()) + "]";
    }
}
