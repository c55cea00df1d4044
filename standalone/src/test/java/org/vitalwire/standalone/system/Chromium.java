package org.vitalwire.standalone.system;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The machine's own Chromium, and how one signs in to a platform with it. */
final class Chromium implements AutoCloseable {

    static final double PATIENCE_MS = 60_000;

    private final Playwright playwright =
            Playwright.create(
                    new Playwright.CreateOptions()
                            .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser =
            playwright
                    .chromium()
                    .launch(
                            new BrowserType.LaunchOptions()
                                    .setExecutablePath(Path.of("/usr/bin/chromium"))
                                    .setArgs(
                                            List.of(
                                                    "--no-sandbox",
                                                    "--disable-gpu",
                                                    "--disable-background-networking")));

    /** A page of its own, cookies and storage too, that shows the way in. */
    Page newPage(RunningPlatform platform, Browser.NewPageOptions options) {
        Page page = browser.newPage(options);
        page.setDefaultTimeout(PATIENCE_MS);
        page.navigate(platform.url("/").toString());
        return page;
    }

    /** A demo user of the platform. */
    static void logIn(RunningPlatform platform, Page page, String user) {
        String password =
                platform.run("logins")
                        .out()
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith(user + " "))
                        .map(line -> line.split(" +", -1)[1])
                        .findFirst()
                        .orElseThrow();
        signIn(page).click();
        page.getByLabel("Username").or(page.getByPlaceholder("Username")).first().fill(user);
        page.getByLabel("Password").or(page.getByPlaceholder("Password")).first().fill(password);
        signIn(page).click();
    }

    private static Locator signIn(Page page) {
        return page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Sign in").setExact(true))
                .first();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
