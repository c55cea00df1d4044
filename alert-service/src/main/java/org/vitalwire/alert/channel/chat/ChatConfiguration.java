package org.vitalwire.alert.channel.chat;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.alert.channel.MessageText;
import org.vitalwire.alert.channel.OutwardAddresses;
import org.vitalwire.alert.channel.OutwardHttp;

/** Chat, where it is enabled. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("vitalwire.alert.channel.chat.enabled")
@EnableConfigurationProperties(ChatSettings.class)
public class ChatConfiguration {

    @Bean
    ChatChannel alertChatChannel(
            ChatSettings settings,
            OutwardHttp alertOutwardHttp,
            OutwardAddresses alertOutwardAddresses,
            MessageText alertMessageText) {
        return new ChatChannel(
                settings, alertOutwardHttp, alertOutwardAddresses, new ChatBody(alertMessageText));
    }
}
