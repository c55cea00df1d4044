package org.vitalwire.alert.channel.push;

import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.alert.channel.ChannelSecrets;
import org.vitalwire.alert.channel.DeliveryTokens;
import org.vitalwire.alert.channel.MessageText;
import org.vitalwire.alert.channel.OutwardAddresses;
import org.vitalwire.alert.channel.OutwardHttp;
import org.vitalwire.alert.channel.SubscriptionEnded;

/** Web push, where it is enabled. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("vitalwire.alert.channel.web-push.enabled")
@EnableConfigurationProperties(WebPushSettings.class)
public class WebPushConfiguration {

    @Bean
    VapidKeys alertVapidKeys(ChannelSecrets alertChannelSecrets) {
        return VapidKeys.of(alertChannelSecrets.keep("web-push-key", VapidKeys::generate));
    }

    @Bean
    WebPushChannel alertWebPushChannel(
            OutwardHttp alertOutwardHttp,
            OutwardAddresses alertOutwardAddresses,
            VapidKeys alertVapidKeys,
            DeliveryTokens alertDeliveryTokens,
            MessageText alertMessageText,
            ObjectProvider<SubscriptionEnded> subscriptions,
            WebPushSettings settings,
            InstantSource clock) {
        return new WebPushChannel(
                alertOutwardHttp,
                alertOutwardAddresses,
                new Vapid(alertVapidKeys, settings.contact(), clock),
                alertDeliveryTokens,
                alertMessageText,
                (channel, address) ->
                        subscriptions.stream().forEach(each -> each.ended(channel, address)),
                settings.keptFor());
    }
}
