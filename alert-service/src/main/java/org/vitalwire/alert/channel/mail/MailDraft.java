package org.vitalwire.alert.channel.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.springframework.web.util.HtmlUtils;
import org.vitalwire.alert.channel.DeliveryTokens;
import org.vitalwire.alert.channel.DeliveryTokens.Scope;
import org.vitalwire.alert.channel.Message;
import org.vitalwire.alert.channel.MessageText;
import org.vitalwire.contracts.event.Priority;

/** Writes a message as a letter: as text, and as HTML for those who read that. */
final class MailDraft {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final MessageText text;
    private final DeliveryTokens tokens;
    private final String from;

    MailDraft(MessageText text, DeliveryTokens tokens, String from) {
        this.text = text;
        this.tokens = tokens;
        this.from = from;
    }

    /** The same for all attempts, so that a mailbox can tell that it has it. */
    String idOf(Message message) {
        return "<" + message.deliveryId() + "@" + MailAddress.domain(from) + ">";
    }

    MimeMessage write(Message message, String to, Session session, Instant now)
            throws MessagingException {
        String id = idOf(message);
        MimeMessage letter =
                new MimeMessage(session) {
                    @Override
                    protected void updateMessageID() throws MessagingException {
                        setHeader("Message-ID", id);
                    }
                };
        letter.setFrom(new InternetAddress(from));
        letter.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress(to));
        letter.setSubject(text.title(message), UTF_8);
        letter.setSentDate(Date.from(now));
        letter.setHeader("Auto-Submitted", "auto-generated");
        if (message.priority() == Priority.HIGH) {
            letter.setHeader("Importance", "high");
            letter.setHeader("X-Priority", "1");
        }
        Optional<String> link = link(message);
        MimeMultipart parts = new MimeMultipart("alternative");
        parts.addBodyPart(part(plain(message, link), "text/plain; charset=UTF-8"));
        parts.addBodyPart(part(html(message, link), "text/html; charset=UTF-8"));
        letter.setContent(parts);
        letter.saveChanges();
        return letter;
    }

    /**
     * What stands behind the # is not sent to servers, and so is in no log of theirs. It lets the
     * console say that the letter was opened, and nothing more: letters are forwarded.
     */
    private Optional<String> link(Message message) {
        return message.link()
                .map(URI::toString)
                .map(link ->
                        link
                                + "#delivery="
                                + message.deliveryId()
                                + "&token="
                                + tokens.issue(message.deliveryId(), Scope.RECEIPT));
    }

    private String plain(Message message, Optional<String> link) {
        return text.title(message)
                + "\n"
                + text.body(message)
                + "\n"
                + link.map(url -> "\n" + text.open(message.language()) + ": " + url + "\n")
                        .orElse("")
                + "\n"
                + text.secondary(message.language())
                + "\n";
    }

    private String html(Message message, Optional<String> link) {
        return "<!doctype html><html lang=\""
                + escaped(message.language().toLanguageTag())
                + "\"><body style=\"font-family:sans-serif\"><p><strong>"
                + escaped(text.title(message))
                + "</strong><br>"
                + escaped(text.body(message))
                + "</p>"
                + link.map(url ->
                                "<p><a href=\""
                                        + escaped(url)
                                        + "\">"
                                        + escaped(text.open(message.language()))
                                        + "</a></p>")
                        .orElse("")
                + "<p><small>"
                + escaped(text.secondary(message.language()))
                + "</small></p></body></html>";
    }

    private static MimeBodyPart part(String content, String type) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setContent(content, type);
        return part;
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, UTF_8);
    }
}
