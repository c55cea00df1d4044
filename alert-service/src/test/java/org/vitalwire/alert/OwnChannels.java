package org.vitalwire.alert;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.alert.channel.AddressCheck;
import org.vitalwire.alert.channel.Channel;
import org.vitalwire.alert.channel.Message;
import org.vitalwire.alert.channel.Outcome;
import org.vitalwire.alert.channel.PushKey;

/** Channels of a test: they remember what they sent, and its address says what comes of it. */
@Configuration(proxyBeanMethods = false)
class OwnChannels {

    static final List<Message> SENT = new CopyOnWriteArrayList<>();

    /** Refuses to keep bad addresses, and is busy for later ones. */
    record OwnChannel(String name) implements Channel, AddressCheck {

        @Override
        public String channel() {
            return name;
        }

        @Override
        public Optional<String> problemWith(String address) {
            return address.contains("bad") ? Optional.of("is bad") : Optional.empty();
        }

        @Override
        public Outcome send(Message message, String address) {
            SENT.add(message);
            return address.contains("later")
                    ? new Outcome.Later(Duration.ofSeconds(1), "busy")
                    : new Outcome.Received();
        }
    }

    @Bean
    OwnChannel ownMail() {
        return new OwnChannel("own-mail");
    }

    @Bean
    OwnChannel ownPush() {
        return new OwnChannel("web-push");
    }

    @Bean
    PushKey ownPushKey() {
        return () -> "the-key";
    }
}
