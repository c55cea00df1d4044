package org.vitalwire.standalone.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Proxy;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitalwire.testkit.NeedsProgram;
import tools.jackson.databind.JsonNode;

/** The console in a real browser, on the simulated ward. */
@NeedsProgram("chromium")
class ConsoleIT {

    private static final Path SCREENSHOTS = Path.of("target");
    private static final LocatorAssertions.IsVisibleOptions PATIENTLY =
            new LocatorAssertions.IsVisibleOptions().setTimeout(Chromium.PATIENCE_MS);

    private static final LocatorAssertions.HasCountOptions LONG_ENOUGH =
            new LocatorAssertions.HasCountOptions().setTimeout(Chromium.PATIENCE_MS);

    private static final Locator.WaitForOptions ATTACHED =
            new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED);

    @TempDir private static Path data;

    private static RunningPlatform platform;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        platform = new RunningPlatform(data).up();
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (platform != null) {
            platform.close();
        }
    }

    @Test
    void aNurseLogsInSeesTheWardLiveAndAcceptsAnAlert() {
        try (Page page = open("clinician")) {
            assertThat(page.getByText("SIM Adams").first()).isVisible(PATIENTLY);
            assertThat(page.getByText("SIMULATED").first()).isVisible(PATIENTLY);
            assertThat(page.getByText("does not replace the primary monitor").first())
                    .isVisible(PATIENTLY);

            Locator accept = button(page, "Accept");
            assertThat(accept).isVisible(PATIENTLY);
            shoot(page, "console.png");
            accept.click();
            // Not on the page: an alert that was over by itself leaves it when it is accepted.
            await().pollInSameThread()
                    .atMost(Duration.ofMillis((long) Chromium.PATIENCE_MS))
                    .untilAsserted(() ->
                            assertThat(
                                            platform.get(
                                                    "clinician",
                                                    "/api/v1/alerts?acknowledged=true&state=all"))
                                    .isNotEmpty());
        }
    }

    @Test
    void anAlertComesFromTheDeviceIsAcceptedAndClosesWhenThePatientHasRecovered() {
        String patient = "RECOVERING-PATIENT";
        try (Publisher monitor = Publisher.enrol(platform, "recovering-1", patient);
                Page page = open("clinician")) {
            assertThat(page.getByText("SIM Adams").first()).isVisible(PATIENTLY);
            Locator alert =
                    page.locator(".alert")
                            .filter(new Locator.FilterOptions().setHasText("ID " + patient));
            assertThat(alert).hasCount(0);

            monitor.sendValues(Instant.now(), "\"spo2\":55,\"heart-rate\":92");
            assertThat(alert).isVisible(PATIENTLY);
            assertThat(alert).containsText("SpO2 low");
            shoot(page, "console-alert.png");
            within(alert, "Accept").click();
            assertThat(alert).containsText("Accepted by");
            assertThat(within(alert, "Accept")).hasCount(0);

            // As the device would: a value a second, until the condition has been gone for long.
            await().pollInSameThread()
                    .atMost(Duration.ofMillis((long) Chromium.PATIENCE_MS))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> {
                        monitor.sendValues(Instant.now(), "\"spo2\":97,\"heart-rate\":84");
                        return alert.count() == 0;
                    });

            page.navigate(platform.url("/?page=alerts&view=ended").toString());
            assertThat(alert).isVisible(PATIENTLY);
            alert.getByText("History").click();
            assertThat(alert.locator(".trail-list")).containsText("Condition ended");
            shoot(page, "console-alert-ended.png");
        }
        JsonNode ended =
                platform.get("clinician", "/api/v1/alerts?state=resolved&patient=" + patient);
        assertThat(ended.findValuesAsString("patientId")).containsExactly(patient);
        assertThat(ended.at("/0/acknowledgement/by").asString()).isNotEmpty();
    }

    @Test
    void whoseNetworkIsGoneSeesThatNothingIsOfNowAndThatItIsAgain() {
        try (Cable cable = new Cable();
                Page page =
                        open(
                                "clinician",
                                new Browser.NewPageOptions()
                                        .setProxy(new Proxy(cable.address())))) {
            assertThat(page.getByText("SIM Adams").first()).isVisible(PATIENTLY);
            assertThat(page.locator(".clock-live")).isVisible(PATIENTLY);
            assertThat(page.locator(".lost")).hasCount(0);

            cable.cut();
            assertThat(page.locator(".lost")).isVisible(PATIENTLY);
            assertThat(page.locator(".lost")).containsText("values are not current");
            assertThat(page.locator(".clock-lost")).isVisible(PATIENTLY);
            assertThat(page).hasTitle(Pattern.compile("NOT LIVE|Not live"));
            assertThat(page.getByText("SIM Adams").first()).isVisible(PATIENTLY);
            shoot(page, "console-lost.png");

            cable.mend();
            assertThat(page.locator(".lost")).hasCount(0, LONG_ENOUGH);
            assertThat(page.locator(".clock-live")).isVisible(PATIENTLY);
        }
    }

    @Test
    void aNurseLooksAtAPatientsTrendsNearerAndTakesAMarkOfAnErrorBack() {
        try (Page page = open("clinician")) {
            Pattern adams = Pattern.compile("^Trends of SIM Adams");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(adams))
                    .first()
                    .click();
            Locator charts = page.locator(".lane-chart[aria-label^='Heart rate']:has(canvas)");
            assertThat(charts.first()).isVisible(PATIENTLY);
            assertThat(page.locator(".lane-chart[aria-label^='NEWS2']")).isVisible(PATIENTLY);
            assertThat(page.getByText("SIM Adams").first()).isVisible(PATIENTLY);
            assertThat(page.getByText("last measured").first()).isVisible(PATIENTLY);
            assertThat(page.url()).endsWith("?page=patient");

            charts.first().focus();
            for (int nearer = 0; nearer < 8; nearer++) {
                page.keyboard().press("+");
            }
            assertThat(page.getByText("Every single value")).isVisible(PATIENTLY);
            page.keyboard().press("Shift+ArrowRight");
            assertThat(page.locator(".chosen")).containsText("/min");
            assertThat(page.getByText("covered").first()).isVisible(PATIENTLY);
            shoot(page, "console-trends.png");

            button(page, "Entered in error…").click();
            assertThat(page.getByText("of device").first()).isVisible(PATIENTLY);
            page.getByLabel(Pattern.compile("^Reason")).fill("Probe on the wrong finger");
            button(page, "Mark as entered in error").click();
            Locator mark =
                    page.getByRole(AriaRole.ROW)
                            .filter(
                                    new Locator.FilterOptions()
                                            .setHasText("Probe on the wrong finger"));
            mark.getByRole(AriaRole.BUTTON).click();
            button(page, "Take back").click();
            assertThat(mark).containsText("Taken back");

            page.reload();
            assertThat(charts.first()).isVisible(PATIENTLY);
            assertThat(page.getByText("SIM Adams").first()).isVisible(PATIENTLY);

            link(page, "Unit overview").click();
            assertThat(page.getByText("within").first()).isVisible(PATIENTLY);
            assertThat(page.getByText("SIM Adams").first()).isVisible(PATIENTLY);
            shoot(page, "console-unit.png");
        }
    }

    @Test
    void anOperatorFindsWhyAPayloadWasRefusedReplaysItAndEnrolsADevice() {
        String patient = "OPERATORS-PATIENT";
        try (Publisher device = Publisher.enrol(platform, "poisoned-1", patient)) {
            // A temperature in degrees Rankine is nothing that we can read; its neighbour is.
            device.sendValues(
                    Instant.now(),
                    "\"heart-rate\":72,\"temperature\":{\"value\":557,\"unit\":\"[degR]\"}");
            device.awaitAcknowledged(Duration.ofSeconds(30));
        }
        try (Page page = open("operator")) {
            Locator row = link(page, "poisoned-1");
            assertThat(row).isVisible(PATIENTLY);
            shoot(page, "console-fleet.png");
            row.click();
            assertThat(heading(page, "poisoned-1")).isVisible(PATIENTLY);
            assertThat(page.getByText(patient).first()).isVisible(PATIENTLY);
            assertThat(page.url()).contains("poisoned-1").doesNotContain(patient);

            link(page, "Storage").click();
            assertThat(page.getByText("vital_sample").first()).isVisible(PATIENTLY);
            shoot(page, "console-storage.png");

            link(page, "Quarantine").click();
            Locator refused =
                    page.getByRole(AriaRole.ROW)
                            .filter(new Locator.FilterOptions().setHasText("poisoned-1"));
            assertThat(refused.first()).containsText("UNKNOWN_UNIT");
            refused.first().getByRole(AriaRole.LINK).click();
            assertThat(page.locator(".step-refused").first()).isVisible(PATIENTLY);
            assertThat(page.locator(".verdict")).containsText("Accepted in part");
            button(page, "Replay").click();
            assertThat(page.getByText("Replayed: accepted in part")).isVisible(PATIENTLY);
            shoot(page, "console-quarantine.png");

            link(page, "Enrol a device").click();
            page.getByLabel(Pattern.compile("^Device model")).selectOption("bedside-monitor");
            page.getByLabel(Pattern.compile("^Device id")).fill("claimed-1");
            button(page, "Make a claim").click();
            assertThat(page.getByText("Shown this once.")).isVisible(PATIENTLY);
            assertThat(page.getByLabel("claim", exactLabel())).not().isEmpty();
            shoot(page, "console-enrol.png");
        }
        assertThat(platform.get("operator", "/api/v1/claims").findValuesAsString("deviceId"))
                .contains("claimed-1");
    }

    @Test
    void aChargeNurseMakesATeamAndANurseTakesOver() {
        try (Page page = open("charge-nurse")) {
            button(page, "Pages").click();
            link(page, "On call").click();
            assertThat(page.getByText("Demo team (synthetic)").first()).isVisible(PATIENTLY);
            button(page, "New team…").click();
            page.getByLabel("Care unit").fill("Medical 4A");
            page.getByLabel("Name", exactLabel()).fill("Nurses");
            page.getByLabel("People, in their order").fill("nina, otto");
            page.getByLabel("Time zone").fill("Mars/Olympus");
            button(page, "Keep").click();
            assertThat(page.getByText("must be a time zone")).isVisible(PATIENTLY);
            page.getByLabel("Time zone").fill("Europe/Berlin");
            page.getByLabel("First turn begins").fill("2026-11-02T07:00");
            button(page, "Add buddy").click();
            page.getByLabel("People, in their order").last().fill("pia");
            page.getByLabel("First turn begins").last().fill("2999-01-01T07:00");
            page.getByLabel("Only in these hours").last().check();
            shoot(page, "console-on-call-turns.png");
            button(page, "Keep").click();

            Locator card =
                    page.locator(".oncall-cards > *")
                            .filter(new Locator.FilterOptions().setHasText("Medical 4A"));
            assertThat(card.locator(".oncall-now").first())
                    .containsText(Pattern.compile("nina|otto"));
            assertThat(card.getByText("▲ Nobody").first()).isVisible(PATIENTLY);
            card.getByText("Take over for a while…").click();
            page.getByLabel("Who takes over").fill("rosa");
            page.getByLabel("Why").fill("swap");
            button(page, "Enter").click();
            assertThat(card.locator(".oncall-now").first()).containsText("rosa");
            shoot(page, "console-on-call.png");
            page.setViewportSize(390, 844);
            shoot(page, "console-on-call-phone.png");
        }
        assertThat(platform.get("clinician", "/api/v1/on-call/now").findValuesAsString("person"))
                .contains("rosa");
    }

    @Test
    void axeFindsNothingSeriousOnAnyPageByDayOrByNight() {
        for (String user : List.of("charge-nurse", "operator")) {
            try (Page page = open(user)) {
                page.getByRole(AriaRole.MAIN).waitFor();
                for (Object address : addresses(page)) {
                    page.navigate(platform.url("/" + address).toString());
                    assertNothingGrave(page, user + " " + address);
                }
                if (user.equals("charge-nurse")) {
                    page.navigate(platform.url("/?page=ward").toString());
                    page.locator(".row-trends").first().click();
                    assertThat(page.locator(".lane-chart:has(canvas)").first())
                            .isVisible(PATIENTLY);
                    assertNothingGrave(page, "a patient");
                }
            }
        }
    }

    @Test
    void theConsoleOpensWithoutItsServerAndHasKeptNothingOfAPatient() {
        try (Page page = open("clinician")) {
            assertThat(page.getByText("SIM Adams").first()).isVisible(PATIENTLY);
            page.evaluate("() => navigator.serviceWorker.ready.then(() => true)");
            List<?> kept =
                    (List<?>)
                            page.evaluate(
                                    "async () => (await Promise.all((await caches.keys()).map(async"
                                            + " (name) => (await (await caches.open(name)).keys())"
                                            + ".map(({url}) => new URL(url).pathname)))).flat()");
            assertThat(kept)
                    .extracting(Object::toString)
                    .contains("/", "/manifest.webmanifest")
                    .allMatch(path -> path.matches("/|/(assets|icons)/.+|/[a-z]+\\.[a-z]+"));
            page.context().setOffline(true);
            page.reload();
            assertThat(page.getByText("The server cannot be reached")).isVisible(PATIENTLY);
            assertThat(page.getByText("SIM Adams")).hasCount(0);
        }
    }

    /** What the navigation offers to whoever is signed in. */
    private static List<?> addresses(Page page) {
        page.locator(".places-list a").first().waitFor(ATTACHED);
        return (List<?>)
                page.evaluate(
                        "() => [...document.querySelectorAll('.places-list a')]"
                                + ".map((link) => link.getAttribute('href'))");
    }

    private static void assertNothingGrave(Page page, String what) {
        page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)).first().waitFor();
        assertThat(page.getByText("Loading…")).hasCount(0);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        Accessibility.assertNothingGrave(page, what + " by day");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        Accessibility.assertContrast(page, what + " by night");
    }

    private static Page open(String user) {
        return open(user, new Browser.NewPageOptions());
    }

    private static Page open(String user, Browser.NewPageOptions options) {
        Page page = chromium.newPage(platform, options.setViewportSize(1920, 1080));
        Chromium.logIn(platform, page, user);
        return page;
    }

    private static Locator button(Page page, String name) {
        return byRole(page, AriaRole.BUTTON, name);
    }

    private static Locator link(Page page, String name) {
        return byRole(page, AriaRole.LINK, name);
    }

    private static Locator within(Locator place, String button) {
        return place.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button).setExact(true));
    }

    private static Locator heading(Page page, String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name)).first();
    }

    private static Locator byRole(Page page, AriaRole role, String name) {
        return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true))
                .first();
    }

    private static Page.GetByLabelOptions exactLabel() {
        return new Page.GetByLabelOptions().setExact(true);
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name)));
    }
}
