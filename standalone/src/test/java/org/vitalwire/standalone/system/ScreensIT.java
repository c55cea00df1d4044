package org.vitalwire.standalone.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.vitalwire.testkit.NeedsProgram;

/**
 * Pictures of every page, for people to look at: {@code ./vitalwire screens}. On a phone and on a
 * wall display, by day and by night, of the simulated ward.
 */
@NeedsProgram("chromium")
@EnabledIfSystemProperty(
        named = "vitalwire.screens",
        matches = ".+",
        disabledReason = "it tests nothing: ./vitalwire screens makes pictures of all pages")
class ScreensIT {

    private static final long LARGEST = 250 * 1024L;
    private static final int PHONE = 390;
    private static final int WALL = 1920;

    /** Two screens of a phone: what is further down looks like what is above. */
    private static final int TALLEST = 1688;

    @TempDir private static Path data;

    @Test
    void everyPageOnAPhoneAndOnAWallDisplayByDayAndByNight() throws IOException {
        Path screens = Path.of("..", System.getProperty("vitalwire.screens")).normalize();
        Set<Path> taken = new HashSet<>();
        List<Path> tooLarge = new ArrayList<>();
        try (RunningPlatform platform = new RunningPlatform(data).up();
                Chromium chromium = new Chromium()) {
            // The operator first: meanwhile patients get something of a past.
            for (String user : List.of("operator", "charge-nurse")) {
                for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                    Browser.NewPageOptions options =
                            new Browser.NewPageOptions()
                                    .setLocale("en-GB")
                                    .setColorScheme(scheme)
                                    .setViewportSize(WALL, 1080);
                    try (Page page = chromium.newPage(platform, options)) {
                        Walk walk = new Walk(platform, page, screens, scheme, taken, tooLarge);
                        if (user.equals("charge-nurse")) {
                            walk.shoot("sign-in");
                        }
                        Chromium.logIn(platform, page, user);
                        walk.shootAll(user.equals("charge-nurse"));
                    }
                }
            }
        }
        assertThat(tooLarge).as("larger than 250 KB").isEmpty();
    }

    /** Through all pages that the navigation offers to whoever is signed in. */
    private record Walk(
            RunningPlatform platform,
            Page page,
            Path screens,
            ColorScheme scheme,
            Set<Path> taken,
            List<Path> tooLarge) {

        void shootAll(boolean carer) throws IOException {
            Locator links = page.locator(".places-list a");
            links.first()
                    .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
            List<?> addresses =
                    (List<?>)
                            links.evaluateAll(
                                    "links => links.map((link) => link.getAttribute('href'))");
            for (Object address : addresses) {
                String name = nameOf(address.toString());
                // Statistics later, when there are alerts to count.
                boolean tooEarly = !carer && name.equals("statistics");
                if (!tooEarly && !taken.contains(fileOf(PHONE, name))) {
                    page.navigate(platform.url("/" + address).toString());
                    shoot(name);
                }
            }
            if (carer) {
                page.navigate(platform.url("/?page=me").toString());
                shoot("me");
                page.navigate(platform.url("/?page=ward").toString());
                page.locator(".row-trends").first().click();
                assertThat(page.locator(".lane-chart:has(canvas)").first())
                        .isVisible(
                                new LocatorAssertions.IsVisibleOptions()
                                        .setTimeout(Chromium.PATIENCE_MS));
                // The platform is some minutes old.
                page.getByText("1 h", new Page.GetByTextOptions().setExact(true)).click();
                shoot("patient");
            } else {
                page.navigate(platform.url("/?page=fleet").toString());
                page.locator("#desk a[href*='page=device']").first().click();
                shoot("device");
            }
        }

        void shoot(String name) throws IOException {
            for (int width : List.of(PHONE, WALL)) {
                page.setViewportSize(width, width == PHONE ? 844 : 1080);
                page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))
                        .first()
                        .waitFor();
                assertThat(page.getByText("Loading…")).hasCount(0);
                // Fonts are there, and what was read has been drawn.
                page.evaluate(
                        "() => document.fonts.ready.then(() => new Promise((drawn) =>"
                                + " setTimeout(drawn, 1500)))");
                int height =
                        ((Number) page.evaluate("() => document.documentElement.scrollHeight"))
                                .intValue();
                byte[] png =
                        page.screenshot(
                                new Page.ScreenshotOptions()
                                        .setFullPage(true)
                                        .setClip(0, 0, width, Math.min(TALLEST, height)));
                Path file = fileOf(width, name);
                Files.createDirectories(file.getParent());
                FewColours.write(png, file);
                taken.add(file);
                if (Files.size(file) > LARGEST) {
                    tooLarge.add(file);
                }
            }
        }

        private Path fileOf(int width, String name) {
            String theme = scheme == ColorScheme.LIGHT ? "light" : "dark";
            return screens.resolve(width + "-" + theme).resolve(name + ".png");
        }

        private static String nameOf(String address) {
            return address.replaceAll(".*[?&]page=([a-z-]+).*", "$1");
        }
    }
}
