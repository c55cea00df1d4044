package org.vitalwire.alert.channel;

import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.security.PublicPath;

/** What the channels share: the way out, the keys, and the answers of notifications. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ChannelSettings.class)
public class ChannelConfiguration {

    private static final int TOKEN_KEY_BYTES = 32;

    @Bean
    OutwardHttp alertOutwardHttp(ChannelSettings settings, InstantSource clock) {
        return new OutwardHttp(settings.timeout(), clock);
    }

    @Bean
    OutwardAddresses alertOutwardAddresses(ChannelSettings settings) {
        return new OutwardAddresses(settings.insideHosts());
    }

    @Bean
    MessageText alertMessageText(ChannelSettings settings) {
        return new MessageText(settings.zone());
    }

    @Bean
    ChannelSecrets alertChannelSecrets(ServiceDatabase alertDatabase) {
        return new ChannelSecrets(alertDatabase.jdbc());
    }

    @Bean
    DeliveryTokens alertDeliveryTokens(
            ChannelSecrets alertChannelSecrets, ChannelSettings settings, InstantSource clock) {
        byte[] secret =
                alertChannelSecrets.keep(
                        "delivery-token",
                        () -> {
                            byte[] bytes = new byte[TOKEN_KEY_BYTES];
                            new SecureRandom().nextBytes(bytes);
                            return bytes;
                        });
        return new DeliveryTokens(secret, settings.tokenLifetime(), clock);
    }

    /** The token in the header stands for the user. */
    @Bean
    PublicPath alertDeliveryPath() {
        return new PublicPath("/api/v1/deliveries/**");
    }

    @Bean
    DeliveryController alertDeliveryController(
            DeliveryTokens alertDeliveryTokens,
            ObjectProvider<Receipts> receipts,
            InstantSource clock) {
        return new DeliveryController(alertDeliveryTokens, receipts, clock);
    }
}
