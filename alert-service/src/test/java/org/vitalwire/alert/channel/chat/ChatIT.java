package org.vitalwire.alert.channel.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vitalwire.alert.channel.HttpReceiver;
import org.vitalwire.alert.channel.HttpReceiver.Reply;
import org.vitalwire.alert.channel.MessageText;
import org.vitalwire.alert.channel.Messages;
import org.vitalwire.alert.channel.Outcome;
import org.vitalwire.alert.channel.OutwardAddresses;
import org.vitalwire.alert.channel.OutwardHttp;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.testkit.MutableClock;
import tools.jackson.databind.JsonNode;

/** Over HTTP to a server that answers as Slack and Teams do, and as they should not. */
class ChatIT {

    private final HttpReceiver server = new HttpReceiver();
    private final OutwardHttp http =
            new OutwardHttp(Duration.ofMillis(500), MutableClock.at("2026-11-23T14:05:00Z"));
    private final ChatChannel slack = channel(Set.of(".webhook.office.com"));
    private final ChatChannel teams = channel(Set.of("127.0.0.1"));

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    @Test
    void slackIsWrittenToInItsMarkUpAndNobodyCanBeCalledByATitle() throws InterruptedException {
        assertThat(slack.send(Messages.high("SpO2 <!channel> & low"), server.url("/hook/secret")))
                .isEqualTo(new Outcome.Sent(""));

        HttpReceiver.Taken taken = server.taken().getFirst();
        assertThat(taken.header("Content-type")).startsWith("application/json");
        assertThat(taken.json().get("text").asString())
                .isEqualTo(
                        """
                        *HIGH: SpO2 &lt;!channel&gt; &amp; low*
                        ward-a, bed 3, since 14:03 UTC
                        <https://vitalwire.example.org/?page=alerts|Open in Vitalwire>
                        _Secondary notification. It does not replace the primary monitor._\
                        """);
    }

    @Test
    void teamsIsSentAnAdaptiveCard() throws InterruptedException {
        server.answer(Reply.of(202, ""));
        assertThat(
                        teams.send(
                                Messages.message(Priority.MEDIUM, Locale.GERMAN, true, "SpO2 low"),
                                server.url("/workflows/x?sig=secret")))
                .isEqualTo(new Outcome.Sent(""));

        JsonNode attachment = server.taken().getFirst().json().at("/attachments/0");
        assertThat(attachment.get("contentType").asString())
                .isEqualTo("application/vnd.microsoft.card.adaptive");
        JsonNode card = attachment.get("content");
        assertThat(card.get("type").asString()).isEqualTo("AdaptiveCard");
        assertThat(card.at("/body/0/text").asString()).isEqualTo("[SIMULIERT] MITTEL: SpO2 low");
        assertThat(card.at("/body/1/text").asString()).isEqualTo("ward-a, bed 3, seit 14:03 UTC");
        assertThat(card.at("/actions/0/url").asString())
                .isEqualTo("https://vitalwire.example.org/?page=alerts");
    }

    @Test
    void redirectIsNotFollowed() throws InterruptedException {
        server.answer(new Reply(307, Map.of("Location", server.url("/elsewhere")), "", 0));

        assertThat(slack.send(Messages.high(), server.url("/hook")))
                .isEqualTo(new Outcome.Refused("http-307"));
        assertThat(server.taken()).extracting(HttpReceiver.Taken::path).containsExactly("/hook");
    }

    @Test
    void webhookThatIsGoneIsRefusedAndABusyServerTriedLater() throws InterruptedException {
        for (int status : List.of(400, 403, 404, 410)) {
            server.answer(Reply.of(status, "no_service"));
            assertThat(slack.send(Messages.high(), server.url("/hook")))
                    .isEqualTo(new Outcome.Refused("http-" + status));
        }
        server.answer(new Reply(429, Map.of("Retry-After", "3"), "", 0));
        assertThat(slack.send(Messages.high(), server.url("/hook")))
                .isEqualTo(new Outcome.Later(Duration.ofSeconds(3), "http-429"));
        server.answer(Reply.of(500, ""));
        assertThat(slack.send(Messages.high(), server.url("/hook")))
                .isEqualTo(new Outcome.Later(Duration.ZERO, "http-500"));
    }

    @Test
    void serverThatTricklesOrAnswersWithoutEndIsLeft() throws InterruptedException {
        server.answer(new Reply(200, Map.of(), "late", 1_500));
        assertThat(slack.send(Messages.high(), server.url("/hook")))
                .isEqualTo(new Outcome.Later(Duration.ZERO, "timeout"));
        server.answer(Reply.of(200, "x".repeat(100_000)));
        assertThat(slack.send(Messages.high(), server.url("/hook")))
                .isEqualTo(new Outcome.Later(Duration.ZERO, "input-output"));
    }

    @Test
    void addressInThePrivateNetworkIsNotCalled() throws InterruptedException {
        ChatChannel strict =
                new ChatChannel(
                        new ChatSettings(true, Set.of()),
                        http,
                        new OutwardAddresses(Set.of()),
                        new ChatBody(new MessageText(ZoneId.of("UTC"))));

        assertThat(strict.problemWith(server.url("/hook"))).isPresent();
        assertThat(strict.send(Messages.high(), server.url("/hook")))
                .isEqualTo(new Outcome.Refused("address"));
        assertThat(server.taken()).isEmpty();
    }

    private ChatChannel channel(Set<String> teamsHosts) {
        return new ChatChannel(
                new ChatSettings(true, teamsHosts),
                http,
                new OutwardAddresses(Set.of("127.0.0.1")),
                new ChatBody(new MessageText(ZoneId.of("UTC"))));
    }
}
