package org.vitalwire.alert.channel.push;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Web push. It calls the push services of browsers' makers, so a hospital turns it on.
 *
 * @param contact whom a push service tells of a problem: {@code mailto:} or {@code https:}
 * @param keptFor for how long a push service keeps a message for a browser that is not connected;
 *     later than that somebody else was called
 */
@Validated
@ConfigurationProperties("vitalwire.alert.channel.web-push")
record WebPushSettings(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("") String contact,
        @NotNull @DefaultValue("5m") Duration keptFor) {

    private static final Duration LONGEST = Duration.ofHours(24);

    @AssertTrue(
            message = "contact must be mailto:<address> or https://... where web-push is enabled")
    boolean isContactUsable() {
        return !enabled || contact.matches("mailto:[^@\\s]+@[^@\\s]+|https://\\S+");
    }

    @AssertTrue(message = "kept-for must be from 0 to 24h")
    boolean isKeptForUsable() {
        return !keptFor.isNegative() && keptFor.compareTo(LONGEST) <= 0;
    }
}
