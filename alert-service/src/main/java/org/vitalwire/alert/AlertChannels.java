package org.vitalwire.alert;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.vitalwire.alert.channel.ChannelConfiguration;
import org.vitalwire.alert.channel.chat.ChatConfiguration;
import org.vitalwire.alert.channel.mail.MailConfiguration;
import org.vitalwire.alert.channel.pcd.Pcd04Configuration;
import org.vitalwire.alert.channel.phone.PhoneConfiguration;
import org.vitalwire.alert.channel.push.WebPushConfiguration;

/** The ways to reach a person; each adapter is there where its settings say so. */
@Configuration(proxyBeanMethods = false)
@Import({
    ChannelConfiguration.class,
    WebPushConfiguration.class,
    MailConfiguration.class,
    ChatConfiguration.class,
    PhoneConfiguration.class,
    Pcd04Configuration.class
})
class AlertChannels {}
