package org.vitalwire.alert.channel.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vitalwire.alert.channel.DeliveryTokens;
import org.vitalwire.alert.channel.Message;
import org.vitalwire.alert.channel.MessageText;
import org.vitalwire.alert.channel.Messages;
import org.vitalwire.alert.channel.Outcome;
import org.vitalwire.alert.channel.OutwardAddresses;
import org.vitalwire.alert.channel.OutwardHttp;
import org.vitalwire.alert.channel.push.PushServer.Pushed;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.testkit.MutableClock;

/** Over HTTP to a push service that checks and decrypts. */
class WebPushIT {

    private static final Instant NOW = Instant.parse("2026-11-23T14:05:00Z");

    private final MutableClock clock = new MutableClock(NOW);
    private final PushServer server = new PushServer();
    private final OutwardHttp http = new OutwardHttp(Duration.ofSeconds(1), clock);
    private final DeliveryTokens tokens =
            new DeliveryTokens(
                    "a secret of this service, thirty-two bytes".getBytes(StandardCharsets.UTF_8),
                    Duration.ofHours(24),
                    clock);
    private final List<String> ended = new ArrayList<>();
    private final WebPushChannel channel = channel(Set.of("127.0.0.1"));

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    @Test
    void browserReadsThePageAndItsTokenIsGoodForIt() throws InterruptedException {
        Message message = Messages.high("SpO2 low", "Pulse high");

        assertThat(channel.send(message, server.subscription()))
                .isEqualTo(new Outcome.Sent(server.origin() + "/message/7"));

        Pushed pushed = server.pushed().getFirst();
        assertThat(pushed.payload().propertyNames())
                .containsExactlyInAnyOrder(
                        "deliveryId",
                        "pageId",
                        "priority",
                        "title",
                        "body",
                        "link",
                        "token",
                        "synthetic",
                        "language");
        assertThat(pushed.payload().get("deliveryId").asString())
                .isEqualTo(message.deliveryId().toString());
        assertThat(pushed.payload().get("title").asString()).isEqualTo("HIGH: SpO2 low (+1)");
        assertThat(pushed.payload().get("language").asString()).isEqualTo("en");
        assertThat(
                        tokens.allows(
                                pushed.payload().get("token").asString(),
                                message.deliveryId(),
                                DeliveryTokens.Scope.ANSWER))
                .isTrue();
        assertThat(pushed.ttl()).isEqualTo("300");
        assertThat(pushed.urgency()).isEqualTo("high");
        assertThat(pushed.topic()).matches("[A-Za-z0-9_-]{1,32}");
    }

    @Test
    void identifiesItselfToThatServiceOnlyForLessThanADay() throws InterruptedException {
        channel.send(Messages.high(), server.subscription());

        Pushed pushed = server.pushed().getFirst();
        assertThat(pushed.claims().get("aud").asString()).isEqualTo(server.origin());
        assertThat(pushed.claims().get("sub").asString()).isEqualTo("mailto:it@example.org");
        assertThat(Instant.ofEpochSecond(pushed.claims().get("exp").asLong()))
                .isAfter(NOW)
                .isBefore(NOW.plus(Duration.ofHours(24)));
    }

    @Test
    void lengthSaysNothingAndLowPriorityMayWait() throws InterruptedException {
        channel.send(Messages.high(), server.subscription());
        channel.send(
                Messages.message(
                        Priority.LOW, Locale.GERMAN, true, "SpO2 low", "Pulse high", "Temperature"),
                server.subscription());

        assertThat(server.pushed()).extracting(Pushed::urgency).containsExactly("high", "normal");
        assertThat(server.pushed().get(0).bodyBytes())
                .isEqualTo(server.pushed().get(1).bodyBytes());
    }

    @Test
    void longestPageStillFits() throws InterruptedException {
        String[] titles = new String[40];
        for (int i = 0; i < titles.length; i++) {
            titles[i] = "Ärgerlich langer Titel einer Überwachungsregel Nummer " + i;
        }
        channel.send(Messages.high(titles), server.subscription());

        assertThat(server.pushed()).hasSize(1);
        assertThat(server.pushed().getFirst().bodyBytes()).isLessThanOrEqualTo(4_096);
        assertThat(server.pushed().getFirst().payload().get("body").asString()).endsWith("…");
    }

    @Test
    void subscriptionThatIsGoneIsGivenUpAndForgotten() throws InterruptedException {
        for (int status : List.of(404, 410)) {
            server.answer(status, "");
            assertThat(channel.send(Messages.high(), server.subscription()))
                    .isEqualTo(new Outcome.Refused("gone"));
        }
        assertThat(ended).containsExactly(server.subscription(), server.subscription());
    }

    @Test
    void busyServiceIsAskedAgainWhenItWantsToBe() throws InterruptedException {
        server.answer(429, "7");
        assertThat(channel.send(Messages.high(), server.subscription()))
                .isEqualTo(new Outcome.Later(Duration.ofSeconds(7), "http-429"));
        server.answer(503, "Mon, 23 Nov 2026 14:05:30 GMT");
        assertThat(channel.send(Messages.high(), server.subscription()))
                .isEqualTo(new Outcome.Later(Duration.ofSeconds(30), "http-503"));
        server.answer(503, "99999999");
        assertThat(channel.send(Messages.high(), server.subscription()))
                .isEqualTo(new Outcome.Later(Duration.ofMinutes(10), "http-503"));
        assertThat(ended).isEmpty();
    }

    @Test
    void refusalsAndRedirectsAreNotTriedAgain() throws InterruptedException {
        for (int status : List.of(307, 400, 403, 413)) {
            server.answer(status, "");
            assertThat(channel.send(Messages.high(), server.subscription()))
                    .isEqualTo(new Outcome.Refused("http-" + status));
        }
    }

    @Test
    void serviceThatIsAwayIsTriedLater() throws InterruptedException {
        String subscription = server.subscription();
        server.close();

        assertThat(channel.send(Messages.high(), subscription))
                .isEqualTo(new Outcome.Later(Duration.ZERO, "connection"));
    }

    @Test
    void addressIsASubscriptionAtAPublicService() throws InterruptedException {
        assertThat(channel.problemWith(server.subscription())).isEmpty();
        assertThat(channel.problemWith("{}")).isPresent();
        assertThat(channel.problemWith("nina@example.org")).isPresent();
        assertThat(
                        channel.problemWith(
                                server.subscription().replace("p256dh\":\"B", "p256dh\":\"C")))
                .isPresent();
        WebPushChannel elsewhere = channel(Set.of());
        assertThat(elsewhere.problemWith(server.subscription()))
                .hasValue("endpoint must begin with https://");
        assertThat(elsewhere.send(Messages.high(), server.subscription()))
                .isEqualTo(new Outcome.Refused("address"));
        assertThat(server.pushed()).isEmpty();
    }

    private WebPushChannel channel(Set<String> insideHosts) {
        return new WebPushChannel(
                http,
                new OutwardAddresses(insideHosts),
                new Vapid(VapidKeys.of(VapidKeys.generate()), "mailto:it@example.org", clock),
                tokens,
                new MessageText(ZoneId.of("UTC")),
                (name, address) -> ended.add(address),
                Duration.ofMinutes(5));
    }
}
