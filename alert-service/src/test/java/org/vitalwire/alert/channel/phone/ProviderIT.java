package org.vitalwire.alert.channel.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.vitalwire.alert.channel.HttpReceiver;
import org.vitalwire.alert.channel.HttpReceiver.Reply;
import org.vitalwire.alert.channel.Message;
import org.vitalwire.alert.channel.MessageText;
import org.vitalwire.alert.channel.Messages;
import org.vitalwire.alert.channel.Outcome;
import org.vitalwire.alert.channel.OutwardHttp;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.testkit.MutableClock;

/** Over HTTP to a server that answers as providers of text messages do. */
class ProviderIT {

    private final HttpReceiver server = new HttpReceiver();
    private final OutwardHttp http =
            new OutwardHttp(Duration.ofSeconds(1), MutableClock.at("2026-11-23T14:05:00Z"));

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    @Test
    void asksInTheProvidersJsonAndKeepsItsNameForTheMessage() throws InterruptedException {
        ProviderChannel sms =
                channel(
                        Map.of(
                                "template",
                                "{\"to\":[\"{to}\"],\"content\":\"{text}\",\"clientRef\":\"{deliveryId}\"}",
                                "headers.Authorization",
                                "Bearer key",
                                "reference",
                                "/messages/0/id"));
        server.answer(Reply.of(202, "{\"messages\":[{\"id\":\"SM17\"}]}"));
        Message message = Messages.high("SpO2 \"low\"");

        assertThat(sms.send(message, "+4930123456")).isEqualTo(new Outcome.Sent("SM17"));

        HttpReceiver.Taken taken = server.taken().getFirst();
        assertThat(taken.header("Authorization")).isEqualTo("Bearer key");
        assertThat(taken.header("Idempotency-key")).isEqualTo(message.deliveryId().toString());
        assertThat(taken.json().at("/to/0").asString()).isEqualTo("+4930123456");
        assertThat(taken.json().get("content").asString())
                .isEqualTo("HIGH: SpO2 \"low\". ward-a, bed 3, since 14:03 UTC.");
        assertThat(taken.json().get("clientRef").asString())
                .isEqualTo(message.deliveryId().toString());
    }

    @Test
    void asksInAForm() throws InterruptedException {
        ProviderChannel phone =
                channel(
                        Map.of(
                                "content-type",
                                "application/x-www-form-urlencoded",
                                "template",
                                "To={to}&Say={text}&Language={language}"));

        assertThat(
                        phone.send(
                                Messages.message(Priority.LOW, Locale.GERMANY, false, "SpO2 low"),
                                "+4930123456"))
                .isEqualTo(new Outcome.Sent(""));
        assertThat(server.taken().getFirst().body())
                .isEqualTo(
                        "To=%2B4930123456&Say=NIEDRIG%3A+SpO2+low.+ward-a%2C+bed+3%2C+seit+14%3A03+UTC."
                                + "&Language=de-DE");
    }

    @Test
    void longPageIsShortenedToTwoTexts() throws InterruptedException {
        channel(Map.of()).send(Messages.high("a".repeat(300), "b".repeat(300)), "+4930123456");

        assertThat(server.taken().getFirst().json().get("text").asString())
                .hasSize(306)
                .endsWith("...");
    }

    @Test
    void numberThatIsNoneIsRefusedByUsOrByTheProvider() throws InterruptedException {
        ProviderChannel sms = channel(Map.of());
        for (String address :
                new String[] {"", "030123456", "+49 30 123456", "+0301234567", "112"}) {
            assertThat(sms.problemWith(address)).isPresent();
            assertThat(sms.send(Messages.high(), address))
                    .isEqualTo(new Outcome.Refused("address"));
        }
        assertThat(server.taken()).isEmpty();
        server.answer(Reply.of(422, "{\"message\":\"not a mobile number\"}"));
        assertThat(sms.send(Messages.high(), "+4930123456"))
                .isEqualTo(new Outcome.Refused("http-422"));
    }

    @Test
    void providerThatIsDownIsTriedLaterAndAnUnreadableAnswerIsStillOne()
            throws InterruptedException {
        ProviderChannel sms = channel(Map.of("reference", "/id"));
        server.answer(Reply.of(502, "<html>"));
        assertThat(sms.send(Messages.high(), "+4930123456"))
                .isEqualTo(new Outcome.Later(Duration.ZERO, "http-502"));
        server.answer(Reply.of(200, "<html>"));
        assertThat(sms.send(Messages.high(), "+4930123456")).isEqualTo(new Outcome.Sent(""));
        server.close();
        assertThat(sms.send(Messages.high(), "+4930123456"))
                .isEqualTo(new Outcome.Later(Duration.ZERO, "connection"));
    }

    /** As it would be configured. */
    private ProviderChannel channel(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("sms.url", server.url("/messages")));
        settings.forEach((name, value) -> all.put("sms." + name, value));
        PhoneSettings bound =
                new Binder(new MapConfigurationPropertySource(all))
                        .bind("", PhoneSettings.class)
                        .get();
        return new ProviderChannel(
                "sms",
                URI.create(server.url("/messages")),
                bound.sms(),
                http,
                new MessageText(ZoneId.of("UTC")));
    }
}
