package org.vitalwire.alert.channel.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;
import org.vitalwire.alert.channel.CheckedChannel;
import org.vitalwire.alert.channel.Message;
import org.vitalwire.alert.channel.Outcome;

/**
 * Hands letters to the mail server, each over a connection of its own. What it takes is {@code
 * Sent}: nobody knows when a letter is read, unless its link is opened.
 */
final class MailChannel implements CheckedChannel, AutoCloseable {

    static final String NAME = "e-mail";

    private static final int PERMANENT = 5;

    private final MailSettings settings;
    private final MailDraft draft;
    private final Session session;
    private final Duration timeout;
    private final InstantSource clock;
    private final ExecutorService attempts = Executors.newVirtualThreadPerTaskExecutor();

    MailChannel(MailSettings settings, MailDraft draft, Duration timeout, InstantSource clock) {
        this.settings = settings;
        this.draft = draft;
        this.timeout = timeout;
        this.clock = clock;
        this.session = Session.getInstance(settings.properties(timeout.toMillis()));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> problemWith(String address) {
        if (!MailAddress.isSound(address)) {
            return Optional.of("must be an address such as somebody@hospital.example");
        }
        String domain = MailAddress.domain(address).toLowerCase(Locale.ROOT);
        return settings.domains().isEmpty() || settings.domains().contains(domain)
                ? Optional.empty()
                : Optional.of("must be of one of the domains that are allowed here");
    }

    /**
     * Timed as a whole: a server that says one line every few seconds would hold us for minutes.
     */
    @Override
    public Outcome sendChecked(Message message, String address) throws InterruptedException {
        Future<Outcome> attempt = attempts.submit(() -> handOver(message, address));
        try {
            return attempt.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            // Interrupted, a virtual thread's socket closes.
            attempt.cancel(true);
            return new Outcome.Later(Duration.ZERO, "timeout");
        } catch (InterruptedException e) {
            attempt.cancel(true);
            throw e;
        } catch (ExecutionException _) {
            return new Outcome.Later(Duration.ZERO, "fault");
        }
    }

    private Outcome handOver(Message message, String address) {
        try (Transport transport = session.getTransport("smtp")) {
            MimeMessage letter = draft.write(message, address, session, clock.instant());
            transport.connect(
                    settings.username(),
                    settings.password() == null ? null : settings.password().value());
            transport.sendMessage(letter, letter.getAllRecipients());
            return new Outcome.Sent(draft.idOf(message));
        } catch (MessagingException e) {
            return outcomeOf(e);
        }
    }

    private static Outcome outcomeOf(MessagingException failure) {
        int code = codeOf(failure);
        if (code > 0) {
            String reason = "smtp-" + code;
            return code / 100 == PERMANENT
                    ? new Outcome.Refused(reason)
                    : new Outcome.Later(Duration.ZERO, reason);
        }
        return new Outcome.Later(Duration.ZERO, reasonOf(failure));
    }

    /** What the server answered, for this letter or this address; 0 where it is neither. */
    private static int codeOf(MessagingException failure) {
        for (Exception e = failure; e != null; e = next(e)) {
            int code =
                    switch (e) {
                        case SMTPAddressFailedException address -> address.getReturnCode();
                        case SMTPSendFailedException letter -> letter.getReturnCode();
                        case SMTPSenderFailedException sender -> sender.getReturnCode();
                        default -> 0;
                    };
            if (code > 0 && !(next(e) instanceof SendFailedException)) {
                return code;
            }
        }
        return 0;
    }

    private static @Nullable Exception next(Exception e) {
        return e instanceof MessagingException mail ? mail.getNextException() : null;
    }

    private static String reasonOf(MessagingException failure) {
        if (failure instanceof AuthenticationFailedException) {
            return "authentication";
        }
        if (failure instanceof MailConnectException refused
                && !(refused.getNextException() instanceof SocketTimeoutException)) {
            return "connection";
        }
        return switch (next(failure)) {
            case SocketTimeoutException _ -> "timeout";
            case ConnectException _ -> "connection";
            case SSLException _ -> "tls";
            case null, default -> "input-output";
        };
    }

    @Override
    public void close() {
        attempts.shutdownNow();
    }
}
