package org.vitalwire.alert.page;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.vitalwire.alert.channel.Channel;

/** The channels that this installation has, looked up when first needed and not before. */
final class Channels {

    private final ObjectProvider<Channel> provider;
    private volatile @Nullable Map<String, Channel> found;

    Channels(ObjectProvider<Channel> provider) {
        this.provider = provider;
    }

    /**
     * @throws IllegalStateException where two have the same name
     */
    Map<String, Channel> byName() {
        Map<String, Channel> channels = found;
        if (channels == null) {
            channels =
                    provider.stream()
                            .collect(
                                    Collectors.toUnmodifiableMap(
                                            Channel::name, Function.identity()));
            found = channels;
        }
        return channels;
    }
}
