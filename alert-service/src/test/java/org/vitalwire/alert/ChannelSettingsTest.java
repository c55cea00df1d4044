package org.vitalwire.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Channels' defaults, and what is refused at start-up with what message. */
class ChannelSettingsTest {

    private static final String CHANNEL = "org.vitalwire.alert.channel.";
    private static final String STRONG = "0123456789abcdef0123456789abcdef";

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
                    .withUserConfiguration(ChannelsOnly.class);

    @Test
    void defaultsAreTheDocumentedOnesAndNothingLeavesTheHouse() {
        runner.run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(settings(context, "ChannelSettings"))
                    .hasToString(
                            "ChannelSettings[timeout=PT5S, zone=UTC, insideHosts=[],"
                                    + " tokenLifetime=PT24H]");
            assertThat(settings(context, "push.WebPushSettings"))
                    .hasToString("WebPushSettings[enabled=false, contact=, keptFor=PT5M]");
            assertThat(settings(context, "mail.MailSettings"))
                    .hasToString(
                            "MailSettings[host=, port=587, tls=STARTTLS, username=null,"
                                    + " password=null, from=, domains=[]]");
            assertThat(settings(context, "chat.ChatSettings").toString())
                    .startsWith("ChatSettings[enabled=false, teamsHosts=[")
                    .contains(".logic.azure.com", ".powerplatform.com", ".webhook.office.com");
            assertThat(settings(context, "phone.PhoneSettings"))
                    .hasToString(
                            "PhoneSettings[sms=ProviderSettings[none],"
                                    + " phone=ProviderSettings[none]]");
            assertThat(settings(context, "pcd.Pcd04Settings"))
                    .hasToString(
                            "Pcd04Settings[host=, port=2575, tls=Optional.empty,"
                                    + " listenHost=127.0.0.1, listenPort=Optional.empty,"
                                    + " sendingApplication=VITALWIRE, sendingFacility=,"
                                    + " receivingApplication=, receivingFacility=]");
        });
    }

    @ParameterizedTest
    @MethodSource("unsound")
    void whatCannotWorkIsSaidAtStart(String message, String[] settings) {
        runner.withPropertyValues(settings)
                .run(context -> {
                    assertThat(context).hasFailed();
                    assertThat(context.getStartupFailure())
                            .rootCause()
                            .hasMessageContaining(message);
                });
    }

    static Stream<Arguments> unsound() {
        return Stream.of(
                unsound("timeout must be", "timeout=2m"),
                unsound("token-lifetime must be", "token-lifetime=25h"),
                unsound("contact must be", "web-push.enabled=true"),
                unsound("contact must be", "web-push.enabled=true", "web-push.contact=it"),
                unsound("kept-for must be", "web-push.kept-for=25h"),
                unsound("from must be an address", "e-mail.host=mail.example"),
                unsound(
                        "tls must be STARTTLS or TLS",
                        "e-mail.host=mail.example",
                        "e-mail.from=a@b.example",
                        "e-mail.tls=none"),
                unsound("username and password", "e-mail.username=x"),
                unsound("url must be https", "sms.url=http://provider.example/"),
                unsound("url must be https", "phone.url=https://user:key@provider.example/"),
                unsound("method must be", "sms.method=GET"),
                unsound("template a body", "sms.template={\"to\":\"{to}\"}"),
                unsound("template a body", "sms.template={to} {text} {name}"),
                unsound("status.secret must have", "sms.status.secret=short"),
                unsound("must begin with /", "phone.reference=sid"),
                unsound(
                        "status.reference and status.status must begin",
                        "phone.status.secret=" + STRONG,
                        "phone.status.status=Digits"),
                unsound(
                        "tls must be set where listen-host",
                        "pcd-04.host=manager.example",
                        "pcd-04.listen-port=2576",
                        "pcd-04.listen-host=0.0.0.0"));
    }

    private static Object settings(ApplicationContext context, String name)
            throws ClassNotFoundException {
        return context.getBean(Class.forName(CHANNEL + name));
    }

    private static Arguments unsound(String message, String... settings) {
        return Arguments.of(
                message,
                Stream.of(settings)
                        .map(setting -> "vitalwire.alert.channel." + setting)
                        .toArray(String[]::new));
    }

    @Configuration(proxyBeanMethods = false)
    @ConfigurationPropertiesScan("org.vitalwire.alert.channel")
    static class ChannelsOnly {}
}
