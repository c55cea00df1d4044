package org.vitalwire.alert.channel.chat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.vitalwire.alert.channel.CheckedChannel;
import org.vitalwire.alert.channel.Message;
import org.vitalwire.alert.channel.Outcome;
import org.vitalwire.alert.channel.OutwardAddresses;
import org.vitalwire.alert.channel.OutwardHttp;
import org.vitalwire.alert.channel.OutwardHttp.Exchange;

/**
 * Posts to a person's incoming webhook. What it takes is {@code Sent}: chat systems tell nobody of
 * reading. The URL is a secret in itself and is printed nowhere.
 */
final class ChatChannel implements CheckedChannel {

    static final String NAME = "chat";

    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/json; charset=utf-8");

    private final ChatSettings settings;
    private final OutwardHttp http;
    private final OutwardAddresses addresses;
    private final ChatBody body;

    ChatChannel(
            ChatSettings settings, OutwardHttp http, OutwardAddresses addresses, ChatBody body) {
        this.settings = settings;
        this.http = http;
        this.addresses = addresses;
        this.body = body;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> problemWith(String address) {
        return addresses.problemWith(address);
    }

    @Override
    public Outcome sendChecked(Message message, String address) throws InterruptedException {
        URI url = URI.create(address);
        String content =
                settings.isTeams(url.getHost()) ? body.teams(message) : body.slack(message);
        return switch (http.post(url, HEADERS, content.getBytes(StandardCharsets.UTF_8))) {
            case Exchange.Answered answer ->
                    answer.isSuccess() ? new Outcome.Sent("") : answer.failure();
            case Exchange.Failed failed -> failed.failure();
        };
    }
}
