package org.vitalwire.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.alert.episode.EscalationPlans;

/** Every default, and what is refused at start-up. */
class SettingsTest {

    private static final String SETTINGS = "org.vitalwire.alert.";

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
                    .withUserConfiguration(AllSettings.class)
                    .withPropertyValues("vitalwire.alert.database.username=alert");

    @Test
    void defaultsAreTheDocumentedOnes() {
        runner.run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(settings(context, "intake.IntakeSettings"))
                    .hasToString(
                            "IntakeSettings[concurrency=2, batchSize=500, sessionTimeout=PT6S]");
            assertThat(settings(context, "stream.StreamSettings"))
                    .hasToString(
                            "StreamSettings[heartbeat=PT5S, lookEvery=PT0.1S,"
                                    + " resumeAtMost=10000, queueLength=1000]");
            assertThat(settings(context, "webhook.WebhookSettings"))
                    .hasToString(
                            "WebhookSettings[url=null, secret=null, timeout=PT5S, workers=2,"
                                    + " firstRetry=PT1S, longestRetry=PT1M, giveUpAfter=PT24H]");
            assertThat(settings(context, "person.PersonSettings"))
                    .hasToString("PersonSettings[pages=6, per=PT1M]");
            assertThat(settings(context, "watchdog.WatchdogSettings"))
                    .hasToString(
                            "WatchdogSettings[enabled=true, every=PT15S, silentAfter=PT45S,"
                                    + " ping=false, pingTimeout=PT5S, keepFor=PT1H, broker=null]");
            assertThat(settings(context, "operations.StatusSettings"))
                    .hasToString(
                            "StatusSettings[lookEvery=PT15S, freshFor=PT2S,"
                                    + " stalledAfter=PT5M, mostLag=10000,"
                                    + " oldestPending=PT1M, refusalsInARow=5,"
                                    + " mostSilentDevices=10]");
            assertThat(settings(context, "page.PagingSettings"))
                    .hasToString(
                            "PagingSettings[bundleWithin=PT5S, receiptWithin=PT10S,"
                                    + " attemptAtMost=PT15S, atOnce=8, firstRetry=PT1S,"
                                    + " longestRetry=PT30S, giveUpAfter=PT10M, lookEvery=PT0.25S,"
                                    + " consoleUrl=null]");
            assertThat(settings(context, "page.LastResort"))
                    .hasToString("LastResort[lastResort=[]]");
            assertThat(settings(context, "ledger.LedgerSettings").toString())
                    .contains("retrospectiveQuiet=PT10M", "inboxRetention=PT840H");
        });
    }

    @Test
    void whoIsCalledWhenIsTheDocumentedPlan() {
        runner.run(context ->
                assertThat(settings(context, "ledger.EscalationSettings"))
                        .hasToString("EscalationSettings[high=null, medium=null, low=null]"));
        assertThat(EscalationPlans.DEFAULT)
                .hasToString(
                        "EscalationPlans["
                                + "high=EscalationPlan[steps=["
                                + "CallStep[to=PRIMARY, after=PT0S], CallStep[to=BUDDY, after=PT20S],"
                                + " CallStep[to=CHARGE_NURSE, after=PT1M],"
                                + " CallStep[to=EVERYONE, after=PT2M]],"
                                + " repeatEvery=Optional[PT2M], remindAfter=Optional[PT10M],"
                                + " longestPause=PT10M],"
                                + " medium=EscalationPlan[steps=["
                                + "CallStep[to=PRIMARY, after=PT0S], CallStep[to=BUDDY, after=PT5M],"
                                + " CallStep[to=CHARGE_NURSE, after=PT15M]],"
                                + " repeatEvery=Optional[PT15M], remindAfter=Optional[PT30M],"
                                + " longestPause=PT1H],"
                                + " low=EscalationPlan[steps=[CallStep[to=PRIMARY, after=PT0S]],"
                                + " repeatEvery=Optional.empty, remindAfter=Optional.empty,"
                                + " longestPause=PT4H]]");
    }

    @Test
    void planInWhichAHighAlertIsNotRepeatedIsRefused() {
        runner.withPropertyValues("vitalwire.alert.escalation.high.repeat-every=0s")
                .run(context -> refusedBecause(context, "HIGH alert is repeated"));
    }

    @Test
    void planWhoseStepsAreOutOfOrderIsRefused() {
        runner.withPropertyValues(
                        "vitalwire.alert.escalation.low.steps[0].to=buddy",
                        "vitalwire.alert.escalation.low.steps[0].after=10s",
                        "vitalwire.alert.escalation.low.steps[1].to=charge-nurse",
                        "vitalwire.alert.escalation.low.steps[1].after=5s")
                .run(context -> refusedBecause(context, "order of their time"));
    }

    @Test
    void databaseUserMustBeGiven() {
        runner.withPropertyValues("vitalwire.alert.database.username=")
                .run(context -> refusedBecause(context, "username"));
    }

    @Test
    void webhookOverPlainHttpToAnotherMachineIsRefused() {
        refused("http://alerts.example.org/in");
    }

    @Test
    void webhookWithCredentialsInTheUrlIsRefused() {
        refused("https://user:word@alerts.example.org/in");
    }

    @Test
    void webhookToThisMachineMayBePlain() {
        accepted("http://localhost:9000/in");
        accepted("http://127.0.0.1:9000/in");
        accepted("https://alerts.example.org/in");
    }

    @Test
    void webhookNeedsALongSecret() {
        runner.withPropertyValues(
                        "vitalwire.alert.webhook.url=https://alerts.example.org/in",
                        "vitalwire.alert.webhook.secret=short")
                .run(context -> refusedBecause(context, "must have at least 32 bytes"));
        runner.withPropertyValues("vitalwire.alert.webhook.url=https://alerts.example.org/in")
                .run(context -> refusedBecause(context, "must have at least 32 bytes"));
    }

    @Test
    void aPingGoesOverHttpsAndSilenceIsNotJudgedByOneBeat() {
        runner.withPropertyValues("vitalwire.alert.watchdog.ping-url=http://ping.example.org/x")
                .run(context -> refusedBecause(context, "must be https"));
        runner.withPropertyValues("vitalwire.alert.watchdog.silent-after=20s")
                .run(context -> refusedBecause(context, "at least twice as long"));
    }

    private void refused(String url) {
        withUrl(url).run(context -> refusedBecause(context, "must be https"));
    }

    private static void refusedBecause(AssertableApplicationContext context, String reason) {
        assertThat(context).hasFailed();
        assertThat(context.getStartupFailure()).rootCause().hasMessageContaining(reason);
    }

    private void accepted(String url) {
        withUrl(url).run(context -> assertThat(context).hasNotFailed());
    }

    private ApplicationContextRunner withUrl(String url) {
        return runner.withPropertyValues(
                "vitalwire.alert.webhook.url=" + url,
                "vitalwire.alert.webhook.secret=0123456789abcdef0123456789abcdef");
    }

    private static Object settings(
            org.springframework.context.ApplicationContext context, String name)
            throws ClassNotFoundException {
        return context.getBean(Class.forName(SETTINGS + name));
    }

    @Configuration(proxyBeanMethods = false)
    @org.springframework.boot.context.properties.ConfigurationPropertiesScan("org.vitalwire.alert")
    static class AllSettings {}
}
