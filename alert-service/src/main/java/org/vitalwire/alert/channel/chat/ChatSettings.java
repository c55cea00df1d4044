package org.vitalwire.alert.channel.chat;

import jakarta.validation.constraints.NotNull;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Chat by incoming webhooks, whose URLs people give.
 *
 * @param teamsHosts ends of the names of hosts that take Microsoft Teams' cards; all others take
 *     what Slack takes (Mattermost, Rocket.Chat, Zulip, ...)
 */
@Validated
@ConfigurationProperties("vitalwire.alert.channel.chat")
record ChatSettings(
        @DefaultValue("false") boolean enabled,
        @NotNull @DefaultValue({".logic.azure.com", ".powerplatform.com", ".webhook.office.com"})
                Set<String> teamsHosts) {

    boolean isTeams(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return teamsHosts.stream().anyMatch(lower::endsWith);
    }
}
