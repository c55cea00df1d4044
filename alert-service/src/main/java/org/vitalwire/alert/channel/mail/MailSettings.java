package org.vitalwire.alert.channel.mail;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The mail server that takes our messages. Without a host there is no e-mail.
 *
 * @param host of the hospital's mail server
 * @param port 587 for STARTTLS, 465 for TLS from the beginning
 * @param tls {@code STARTTLS}, {@code TLS}, or {@code NONE}, which is for this machine only
 * @param username none where the server asks for none
 * @param from address of the sender
 * @param domains that people's addresses may be of, such as {@code hospital.example}; any where
 *     empty
 */
@Validated
@ConfigurationProperties("vitalwire.alert.channel.e-mail")
record MailSettings(
        @DefaultValue("") String host,
        @Min(1) @Max(65_535) @DefaultValue("587") int port,
        @NotNull @DefaultValue("STARTTLS") Tls tls,
        @Nullable String username,
        @Nullable MailPassword password,
        @DefaultValue("") String from,
        @NotNull @DefaultValue Set<String> domains) {

    enum Tls {
        STARTTLS,
        TLS,
        NONE
    }

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    @AssertTrue(message = "from must be an address where there is a host")
    boolean isFromUsable() {
        return host.isEmpty() || MailAddress.isSound(from);
    }

    @AssertTrue(message = "tls must be STARTTLS or TLS, except to localhost")
    boolean isProtected() {
        return host.isEmpty() || tls != Tls.NONE || THIS_MACHINE.contains(host);
    }

    @AssertTrue(message = "username and password come together")
    boolean isSignInWhole() {
        return (username == null) == (password == null);
    }

    /**
     * For the mail library.
     *
     * @param timeoutMillis of connecting and of each answer
     */
    Properties properties(long timeoutMillis) {
        Properties properties = new Properties();
        String timeout = Long.toString(timeoutMillis);
        properties.setProperty("mail.smtp.host", host);
        properties.setProperty("mail.smtp.port", Integer.toString(port));
        properties.setProperty("mail.smtp.connectiontimeout", timeout);
        properties.setProperty("mail.smtp.timeout", timeout);
        properties.setProperty("mail.smtp.writetimeout", timeout);
        properties.setProperty("mail.smtp.auth", Boolean.toString(username != null));
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(tls == Tls.STARTTLS));
        // Otherwise somebody on the way could talk us out of it.
        properties.setProperty(
                "mail.smtp.starttls.required", Boolean.toString(tls == Tls.STARTTLS));
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(tls == Tls.TLS));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        return properties;
    }
}
