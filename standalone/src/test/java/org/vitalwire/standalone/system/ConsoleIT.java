package org.vitalwire.standalone.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitalwire.testkit.NeedsProgram;

/** The console in a real browser, on the simulated ward. */
@NeedsProgram("chromium")
class ConsoleIT {

    private static final double PATIENCE_MS = 60_000;
    private static final Path SCREENSHOT = Path.of("target", "console.png");

    @Test
    void aNurseLogsInSeesTheWardLiveAndAcknowledgesAnAlert(@TempDir Path data) {
        try (RunningPlatform platform = new RunningPlatform(data).up();
                Playwright playwright =
                        Playwright.create(
                                new Playwright.CreateOptions()
                                        .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser =
                        playwright
                                .chromium()
                                .launch(
                                        new BrowserType.LaunchOptions()
                                                .setExecutablePath(Path.of("/usr/bin/chromium"))
                                                .setArgs(
                                                        List.of(
                                                                "--no-sandbox",
                                                                "--disable-gpu",
                                                                "--disable-background-networking")))) {
            Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1920, 1080));
            page.setDefaultTimeout(PATIENCE_MS);
            page.navigate(platform.url("/").toString());
            logIn(page, platform);

            LocatorAssertions.IsVisibleOptions patiently =
                    new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS);
            assertThat(page.getByText("SIM Adams").first()).isVisible(patiently);
            assertThat(page.getByText("SIMULATED").first()).isVisible(patiently);
            assertThat(page.getByText("does not replace the primary monitor").first())
                    .isVisible(patiently);

            Locator acknowledge =
                    page.getByRole(
                                    AriaRole.BUTTON,
                                    new Page.GetByRoleOptions().setName("Acknowledge"))
                            .first();
            assertThat(acknowledge).isVisible(patiently);
            page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOT));
            acknowledge.click();
            assertThat(page.getByText("Acknowledged", new Page.GetByTextOptions()).first())
                    .isVisible(patiently);
            assertThat(platform.get("clinician", "/api/v1/alerts?acknowledged=true&state=all"))
                    .isNotEmpty();
        }
    }

    private static void logIn(Page page, RunningPlatform platform) {
        String password =
                platform.run("logins")
                        .out()
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("clinician "))
                        .map(line -> line.split(" +", -1)[1])
                        .findFirst()
                        .orElseThrow();
        Locator signIn =
                page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"));
        signIn.first().click();
        page.getByLabel("Username").or(page.getByPlaceholder("Username")).first().fill("clinician");
        page.getByLabel("Password").or(page.getByPlaceholder("Password")).first().fill(password);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .first()
                .click();
    }
}
