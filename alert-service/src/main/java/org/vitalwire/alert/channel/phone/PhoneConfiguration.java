package org.vitalwire.alert.channel.phone;

import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.alert.channel.MessageText;
import org.vitalwire.alert.channel.OutwardHttp;
import org.vitalwire.alert.channel.Receipts;
import org.vitalwire.kit.security.PublicPath;

/** Text messages and calls, each where it has a provider. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PhoneSettings.class)
public class PhoneConfiguration {

    @Bean
    @ConditionalOnProperty("vitalwire.alert.channel.sms.url")
    ProviderChannel alertSmsChannel(
            PhoneSettings settings, OutwardHttp alertOutwardHttp, MessageText alertMessageText) {
        return channel("sms", settings.sms(), alertOutwardHttp, alertMessageText);
    }

    @Bean
    @ConditionalOnProperty("vitalwire.alert.channel.phone.url")
    ProviderChannel alertPhoneChannel(
            PhoneSettings settings, OutwardHttp alertOutwardHttp, MessageText alertMessageText) {
        return channel("phone", settings.phone(), alertOutwardHttp, alertMessageText);
    }

    /** The signature stands for the user. */
    @Bean
    PublicPath alertChannelStatusPath() {
        return new PublicPath("/api/v1/channels/*/status");
    }

    @Bean
    StatusController alertChannelStatusController(
            PhoneSettings settings, ObjectProvider<Receipts> receipts, InstantSource clock) {
        return new StatusController(
                Map.of("sms", settings.sms().status(), "phone", settings.phone().status()),
                receipts,
                clock);
    }

    private static ProviderChannel channel(
            String name, ProviderSettings settings, OutwardHttp http, MessageText text) {
        URI url = settings.url();
        if (url == null) {
            throw new IllegalStateException("the bean is there only where there is a url");
        }
        return new ProviderChannel(name, url, settings, http, text);
    }
}
