package org.vitalwire.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.vitalwire.alert.channel.AddressCheck;
import org.vitalwire.alert.channel.Channel;
import org.vitalwire.alert.channel.Messages;
import org.vitalwire.alert.channel.Outcome;
import org.vitalwire.alert.channel.PushKey;
import org.vitalwire.alert.channel.Receipts;
import org.vitalwire.alert.channel.push.PushServer;
import org.vitalwire.embedded.ServiceDatabase;
import org.vitalwire.testkit.SharedInfrastructure;

/** The channels within the service: what is wired, what outsiders may say, and what is kept. */
class ChannelsIT {

    private static final String CALLBACK_SECRET = "a-provider's-secret-of-32-characters";
    private static final UUID KNOWN = UUID.randomUUID();
    private static final List<String> said = new ArrayList<>();

    private static PushServer push;
    private static ServiceDatabase database;
    private static RunningService service;

    /** Keeps what comes back from outside; its one delivery with a reference is SM17. */
    @Configuration(proxyBeanMethods = false)
    static class Recording {

        @Bean
        @Primary
        Receipts recordingReceipts() {
            return new Receipts() {
                @Override
                public void received(UUID deliveryId, Instant at) {
                    say("received " + deliveryId);
                }

                @Override
                public void accepted(UUID deliveryId, Instant at) {
                    say("accepted " + deliveryId);
                }

                @Override
                public void rejected(UUID deliveryId, Instant at) {
                    say("rejected " + deliveryId);
                }

                @Override
                public Optional<UUID> deliveryOf(String channel, String reference) {
                    return channel.equals("sms") && reference.equals("SM17")
                            ? Optional.of(KNOWN)
                            : Optional.empty();
                }
            };
        }
    }

    @BeforeAll
    static void start() {
        SharedInfrastructure.startAll();
        push = new PushServer();
        database = SharedInfrastructure.newDatabase("alert");
        service = startService();
    }

    @AfterAll
    static void stop() {
        service.close();
        push.close();
    }

    @BeforeEach
    void forget() {
        synchronized (said) {
            said.clear();
        }
    }

    @Test
    void eachEnabledChannelIsThereWithTheCheckOfItsAddresses() {
        assertThat(service.beans(Channel.class))
                .extracting(Channel::name)
                .contains("web-push", "e-mail", "chat", "sms", "phone");
        assertThat(service.beans(AddressCheck.class))
                .extracting(AddressCheck::channel)
                .contains("web-push", "e-mail", "chat", "sms", "phone");
    }

    @Test
    void notificationAnswersWithItsTokenAndNothingElse() throws InterruptedException {
        var message = Messages.high();
        assertThat(channel("web-push").send(message, push.subscription()))
                .isInstanceOf(Outcome.Sent.class);
        String token = push.pushed().getLast().payload().get("token").asString();
        String path = "/api/v1/deliveries/" + message.deliveryId();

        assertThat(answer(path + "/receipt", token)).isEqualTo(204);
        assertThat(answer(path + "/accept", token)).isEqualTo(204);
        assertThat(answer(path + "/reject", token)).isEqualTo(204);
        assertThat(said())
                .containsExactly(
                        "received " + message.deliveryId(),
                        "accepted " + message.deliveryId(),
                        "rejected " + message.deliveryId());

        forget();
        assertThat(answer("/api/v1/deliveries/" + UUID.randomUUID() + "/accept", token))
                .isEqualTo(401);
        assertThat(answer(path + "/accept", token.replace("answer.", "receipt."))).isEqualTo(401);
        RunningService.Answer without = service.send("POST", path + "/accept", "", "", Map.of());
        assertThat(without.status()).isEqualTo(401);
        assertThat(without.body().get("code").asString()).isEqualTo("DELIVERY_TOKEN_INVALID");
        assertThat(said()).isEmpty();
    }

    @Test
    void keysOutliveARestart() throws InterruptedException {
        var message = Messages.high();
        channel("web-push").send(message, push.subscription());
        String token = push.pushed().getLast().payload().get("token").asString();
        String key = service.bean(PushKey.class).publicKey();

        service.close();
        service = startService();

        assertThat(service.bean(PushKey.class).publicKey()).isEqualTo(key);
        assertThat(answer("/api/v1/deliveries/" + message.deliveryId() + "/accept", token))
                .isEqualTo(204);
    }

    @Test
    void providerSaysWhatHasBecomeOfAText() throws GeneralSecurityException {
        UUID ours = UUID.randomUUID();
        assertThat(callback("sms", "{\"reference\":\"SM17\",\"status\":\"delivered\"}"))
                .isEqualTo(204);
        assertThat(callback("sms", "{\"reference\":\"" + ours + "\",\"status\":\"accepted\"}"))
                .isEqualTo(204);
        assertThat(callback("sms", "{\"reference\":\"SM17\",\"status\":\"queued\"}"))
                .isEqualTo(204);
        assertThat(callback("sms", "{\"reference\":\"SM99\",\"status\":\"delivered\"}"))
                .isEqualTo(204);
        assertThat(callback("sms", "not json")).isEqualTo(204);
        assertThat(said()).containsExactly("received " + KNOWN, "accepted " + ours);
    }

    @Test
    void providerOfCallsPostsAFormAndItsSignatureIsOverTheBytes() throws GeneralSecurityException {
        UUID ours = UUID.randomUUID();
        String body = "CallRef=" + ours + "&Digits=2&Extra=%2B49%2030";
        Map<String, String> headers =
                Map.of(
                        "X-Signature",
                        hmac(body),
                        "Content-Type",
                        "application/x-www-form-urlencoded");

        assertThat(form(body, headers)).isEqualTo(204);
        assertThat(said()).containsExactly("rejected " + ours);
        assertThat(form(body.replace("Digits=2", "Digits=1"), headers)).isEqualTo(401);
        assertThat(said()).hasSize(1);
    }

    @Test
    void callbackThatIsForgedOrOldOrOfNoChannelIsRefused() throws GeneralSecurityException {
        String body = "{\"reference\":\"SM17\",\"status\":\"delivered\"}";
        String path = "/api/v1/channels/sms/status";
        String old = signature(body, Instant.now().minusSeconds(301));
        String genuine = signature(body, Instant.now());

        assertThat(post(path, body, Map.of("Vitalwire-Signature", old))).isEqualTo(401);
        assertThat(post(path, body, Map.of("Vitalwire-Signature", "t=1,v1=00"))).isEqualTo(401);
        assertThat(post(path, body, Map.of())).isEqualTo(401);
        assertThat(post(path, body + " ", Map.of("Vitalwire-Signature", genuine))).isEqualTo(401);
        assertThat(
                        post(
                                "/api/v1/channels/fax/status",
                                body,
                                Map.of("Vitalwire-Signature", genuine)))
                .isEqualTo(404);
        assertThat(post(path, "x".repeat(70_000), Map.of("Vitalwire-Signature", genuine)))
                .isEqualTo(413);
        assertThat(said()).isEmpty();
    }

    private static RunningService startService() {
        return RunningService.startWith(
                Recording.class,
                database,
                "vitalwire.alert.channel.inside-hosts=127.0.0.1",
                "vitalwire.alert.channel.web-push.enabled=true",
                "vitalwire.alert.channel.web-push.contact=mailto:it@example.org",
                "vitalwire.alert.channel.e-mail.host=localhost",
                "vitalwire.alert.channel.e-mail.from=alerts@vitalwire.example",
                "vitalwire.alert.channel.chat.enabled=true",
                "vitalwire.alert.channel.sms.url=http://localhost:1/messages",
                "vitalwire.alert.channel.sms.status.secret=" + CALLBACK_SECRET,
                "vitalwire.alert.channel.phone.url=http://localhost:1/calls",
                "vitalwire.alert.channel.phone.status.secret=" + CALLBACK_SECRET,
                "vitalwire.alert.channel.phone.status.signature=hex",
                "vitalwire.alert.channel.phone.status.header=X-Signature",
                "vitalwire.alert.channel.phone.status.reference=/CallRef",
                "vitalwire.alert.channel.phone.status.status=/Digits",
                "vitalwire.alert.channel.phone.status.accepted=1",
                "vitalwire.alert.channel.phone.status.rejected=2");
    }

    private static Channel channel(String name) {
        return service.beans(Channel.class).stream()
                .filter(channel -> channel.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static int answer(String path, String token) {
        return service.send("POST", path, "", "", Map.of("Authorization", "Delivery " + token))
                .status();
    }

    private static int callback(String channel, String body) throws GeneralSecurityException {
        return post(
                "/api/v1/channels/" + channel + "/status",
                body,
                Map.of("Vitalwire-Signature", signature(body, Instant.now())));
    }

    private static int post(String path, String body, Map<String, String> headers) {
        return service.send("POST", path, "", body, headers).status();
    }

    private static int form(String body, Map<String, String> headers) {
        return post("/api/v1/channels/phone/status", body, headers);
    }

    private static String signature(String body, Instant at) throws GeneralSecurityException {
        long seconds = at.getEpochSecond();
        return "t=" + seconds + ",v1=" + hmac(seconds + "." + body);
    }

    private static String hmac(String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(CALLBACK_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void say(String what) {
        synchronized (said) {
            said.add(what);
        }
    }

    private static List<String> said() {
        synchronized (said) {
            return List.copyOf(said);
        }
    }
}
