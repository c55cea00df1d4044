package org.vitalwire.alert.person;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.vitalwire.alert.channel.AddressCheck;
import org.vitalwire.alert.channel.Channel;
import org.vitalwire.kit.web.ApiProblem;

/** The channels of this installation that people can have addresses of. */
final class Ways {

    private final Map<String, AddressCheck> checks = new TreeMap<>();
    private final Map<String, Channel> channels = new TreeMap<>();

    Ways(Stream<AddressCheck> checks, Stream<Channel> channels) {
        checks.forEach(check -> this.checks.put(check.channel(), check));
        channels.filter(channel -> this.checks.containsKey(channel.name()))
                .forEach(channel -> this.channels.put(channel.name(), channel));
    }

    List<String> available() {
        return List.copyOf(checks.keySet());
    }

    Map<String, AddressCheck> checks() {
        return checks;
    }

    AddressCheck check(String channel) {
        AddressCheck check = checks.get(channel);
        if (check == null) {
            throw notEnabled();
        }
        return check;
    }

    Channel channel(String name) {
        Channel channel = channels.get(name);
        if (channel == null) {
            throw notEnabled();
        }
        return channel;
    }

    static ApiProblem notEnabled() {
        return new ApiProblem(
                HttpStatus.NOT_FOUND,
                "CHANNEL_NOT_ENABLED",
                "The channel is not enabled in this installation.");
    }
}
