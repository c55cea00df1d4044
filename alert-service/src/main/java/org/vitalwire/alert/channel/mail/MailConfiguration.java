package org.vitalwire.alert.channel.mail;

import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.alert.channel.ChannelSettings;
import org.vitalwire.alert.channel.DeliveryTokens;
import org.vitalwire.alert.channel.MessageText;

/** E-mail, where there is a mail server. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("vitalwire.alert.channel.e-mail.host")
@EnableConfigurationProperties(MailSettings.class)
public class MailConfiguration {

    @Bean
    MailChannel alertMailChannel(
            MailSettings settings,
            ChannelSettings channels,
            DeliveryTokens alertDeliveryTokens,
            MessageText alertMessageText,
            InstantSource clock) {
        return new MailChannel(
                settings,
                new MailDraft(alertMessageText, alertDeliveryTokens, settings.from()),
                channels.timeout(),
                clock);
    }
}
