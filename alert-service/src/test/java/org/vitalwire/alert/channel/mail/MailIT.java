package org.vitalwire.alert.channel.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vitalwire.alert.channel.DeliveryTokens;
import org.vitalwire.alert.channel.Message;
import org.vitalwire.alert.channel.MessageText;
import org.vitalwire.alert.channel.Messages;
import org.vitalwire.alert.channel.Outcome;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.testkit.MutableClock;

/** Over SMTP to GreenMail, and to servers that refuse, hang and are away. */
class MailIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final MutableClock clock = MutableClock.at("2026-11-23T14:05:00Z");
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    private final DeliveryTokens tokens =
            new DeliveryTokens(
                    "a secret of this service, thirty-two bytes".getBytes(StandardCharsets.UTF_8),
                    Duration.ofHours(24),
                    clock);

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void letterArrivesAsTextAndHtmlInThePersonsLanguage()
            throws InterruptedException, MessagingException, IOException {
        server.start();
        Message message =
                Messages.message(Priority.HIGH, Locale.GERMAN, true, "SpO2 <low> & falling");
        try (MailChannel channel = channel(server.getSmtp().getPort(), null)) {
            assertThat(channel.send(message, "nina@hospital.example"))
                    .isEqualTo(
                            new Outcome.Sent("<" + message.deliveryId() + "@vitalwire.example>"));
        }

        MimeMessage letter = server.getReceivedMessages()[0];
        assertThat(letter.getSubject()).isEqualTo("[SIMULIERT] HOCH: SpO2 <low> & falling");
        assertThat(letter.getAllRecipients())
                .extracting(Object::toString)
                .containsExactly("nina@hospital.example");
        assertThat(letter.getMessageID())
                .isEqualTo("<" + message.deliveryId() + "@vitalwire.example>");
        assertThat(letter.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(letter.getHeader("Importance")).containsExactly("high");
        assertThat(letter.getSentDate()).isEqualTo(Instant.parse("2026-11-23T14:05:00Z"));
        MimeMultipart parts = (MimeMultipart) letter.getContent();
        assertThat(letter.getContentType()).startsWith("multipart/alternative");
        String plain = (String) parts.getBodyPart(0).getContent();
        assertThat(plain)
                .contains("ward-a, bed 3, seit 14:03 UTC")
                .contains("Zusätzliche Benachrichtigung")
                .contains("https://vitalwire.example.org/?page=alerts#delivery=");
        String html = (String) parts.getBodyPart(1).getContent();
        assertThat(html).contains("SpO2 &lt;low&gt; &amp; falling").doesNotContain("<low>");
    }

    @Test
    void linkSaysThatItWasOpenedAndAcceptsNothing()
            throws InterruptedException, MessagingException, IOException {
        server.start();
        Message message = Messages.high();
        try (MailChannel channel = channel(server.getSmtp().getPort(), null)) {
            channel.send(message, "nina@hospital.example");
        }

        MimeMultipart parts = (MimeMultipart) server.getReceivedMessages()[0].getContent();
        String token =
                ((String) parts.getBodyPart(0).getContent())
                        .replaceAll("(?s).*&token=(\\S+).*", "$1");
        assertThat(tokens.allows(token, message.deliveryId(), DeliveryTokens.Scope.RECEIPT))
                .isTrue();
        assertThat(tokens.allows(token, message.deliveryId(), DeliveryTokens.Scope.ANSWER))
                .isFalse();
    }

    @Test
    void serverThatWantsToKnowWhoWeAreIsTold() throws InterruptedException {
        server.setUser("vitalwire@hospital.example", "vitalwire", "right");
        server.getUserManager().setAuthRequired(true);
        server.start();
        int port = server.getSmtp().getPort();
        try (MailChannel channel = channel(port, "wrong")) {
            assertThat(channel.send(Messages.high(), "nina@hospital.example"))
                    .isEqualTo(new Outcome.Later(Duration.ZERO, "authentication"));
        }
        assertThat(server.getReceivedMessages()).isEmpty();
        try (MailChannel channel = channel(port, "right")) {
            assertThat(channel.send(Messages.high(), "nina@hospital.example"))
                    .isInstanceOf(Outcome.Sent.class);
        }
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void serverWithoutTlsIsNotTalkedToWhereTlsIsAskedFor() throws InterruptedException {
        server.start();
        MailSettings settings =
                new MailSettings(
                        "127.0.0.1",
                        server.getSmtp().getPort(),
                        MailSettings.Tls.STARTTLS,
                        null,
                        null,
                        "alerts@vitalwire.example",
                        Set.of());
        try (MailChannel channel = channel(settings)) {
            assertThat(channel.send(Messages.high(), "nina@hospital.example"))
                    .isInstanceOf(Outcome.Later.class);
        }
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void unknownMailboxIsRefusedAndABusyOneTriedLater() throws Exception {
        try (Scripted scripted = new Scripted("550 no such mailbox")) {
            assertThat(sendTo(scripted.port())).isEqualTo(new Outcome.Refused("smtp-550"));
        }
        try (Scripted scripted = new Scripted("451 try again")) {
            assertThat(sendTo(scripted.port()))
                    .isEqualTo(new Outcome.Later(Duration.ZERO, "smtp-451"));
        }
    }

    @Test
    void serverThatSaysNothingOrIsAwayIsTriedLater() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(sendTo(silent.getLocalPort()))
                    .isEqualTo(new Outcome.Later(Duration.ZERO, "timeout"));
        }
        int port;
        try (ServerSocket closed = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertThat(sendTo(port)).isEqualTo(new Outcome.Later(Duration.ZERO, "connection"));
    }

    @Test
    void addressIsOneOfTheDomainsThatAreAllowed() throws InterruptedException {
        MailSettings settings =
                new MailSettings(
                        "127.0.0.1",
                        25,
                        MailSettings.Tls.NONE,
                        null,
                        null,
                        "alerts@vitalwire.example",
                        Set.of("hospital.example"));
        try (MailChannel channel = channel(settings)) {
            assertThat(channel.problemWith("nina@Hospital.example")).isEmpty();
            assertThat(channel.problemWith("nina@elsewhere.example")).isPresent();
            assertThat(channel.problemWith("nina@hospital.example\r\nBcc: x@y.example"))
                    .isPresent();
            assertThat(channel.problemWith("Nina <nina@hospital.example>")).isPresent();
            assertThat(channel.problemWith("nina@hospital.example,otto@hospital.example"))
                    .isPresent();
            assertThat(channel.send(Messages.high(), "nina@elsewhere.example"))
                    .isEqualTo(new Outcome.Refused("address"));
        }
    }

    private Outcome sendTo(int port) throws InterruptedException {
        try (MailChannel channel = channel(port, null)) {
            return channel.send(Messages.high(), "nina@hospital.example");
        }
    }

    private MailChannel channel(int port, @Nullable String password) {
        return channel(
                new MailSettings(
                        "127.0.0.1",
                        port,
                        MailSettings.Tls.NONE,
                        password == null ? null : "vitalwire",
                        password == null ? null : new MailPassword(password),
                        "alerts@vitalwire.example",
                        Set.of()));
    }

    private MailChannel channel(MailSettings settings) {
        return new MailChannel(
                settings,
                new MailDraft(
                        new MessageText(ZoneId.of("UTC")), tokens, "alerts@vitalwire.example"),
                TIMEOUT,
                clock);
    }

    /** A mail server that answers the naming of the recipient with the given line. */
    private static final class Scripted implements AutoCloseable {

        private final ServerSocket server =
                new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

        Scripted(String toRecipient) throws IOException {
            Thread.ofVirtual().start(() -> serve(toRecipient));
        }

        private void serve(String toRecipient) {
            try (Socket client = server.accept()) {
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        client.getInputStream(), StandardCharsets.US_ASCII));
                OutputStream out = client.getOutputStream();
                out.write("220 ready\r\n".getBytes(StandardCharsets.US_ASCII));
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    String answer = line.startsWith("RCPT") ? toRecipient : "250 ok";
                    out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        int port() {
            return server.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
