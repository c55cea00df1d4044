package org.vitalwire.benchmarks.alerts;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vitalwire.benchmarks.observe.RunningPlatform;
import org.vitalwire.benchmarks.observe.ServerProcesses;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code benchmarks/alerts board} calls. */
@Command(
        name = "alerts board",
        mixinStandardHelpOptions = true,
        description =
                "Opens the ward board of a running platform in headless Chromium as a clinician and"
                        + " counts its frames and its memory, while somebody else feeds it.")
public final class BoardBenchmark implements Callable<Integer> {

    private static final double PATIENCE_MS = 60_000;

    /** Frames since it was begun, and the longest time between two, ms. */
    private static final String COUNT_FRAMES =
            """
            async seconds => {
              const gaps = [];
              let last = performance.now();
              const end = last + seconds * 1000;
              await new Promise(done => {
                const frame = now => {
                  gaps.push(now - last);
                  last = now;
                  if (now < end) requestAnimationFrame(frame); else done();
                };
                requestAnimationFrame(frame);
              });
              gaps.sort((a, b) => a - b);
              return [gaps.length / seconds, gaps[Math.floor(gaps.length * 0.99)], gaps.at(-1)];
            }
            """;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Data directory of the running platform.")
    private @Nullable Path data;

    @Option(
            names = "--chromium",
            defaultValue = "/usr/bin/chromium",
            description = "Default: ${DEFAULT-VALUE}.")
    private Path chromium = Path.of("/usr/bin/chromium");

    @Option(names = "--patients", defaultValue = "100", description = "Default: ${DEFAULT-VALUE}.")
    private int patients = 100;

    @Option(
            names = "--warm-up",
            defaultValue = "30",
            description = "Seconds that the board is open before (default: ${DEFAULT-VALUE}).")
    private double warmUp = 30;

    @Option(
            names = "--seconds",
            defaultValue = "60",
            description = "Frames are counted (default: ${DEFAULT-VALUE}).")
    private double seconds = 60;

    @Option(names = "--screenshot", paramLabel = "FILE", description = "Kept at the end.")
    private @Nullable Path screenshot;

    private BoardBenchmark() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BoardBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        RunningPlatform platform = RunningPlatform.on(Optional.ofNullable(data).orElseThrow());
        try (Playwright playwright =
                        Playwright.create(
                                new Playwright.CreateOptions()
                                        .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser =
                        playwright
                                .chromium()
                                .launch(
                                        new BrowserType.LaunchOptions()
                                                .setExecutablePath(chromium)
                                                .setArgs(
                                                        List.of(
                                                                "--no-sandbox",
                                                                "--disable-gpu",
                                                                "--enable-precise-memory-info")))) {
            Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1920, 1080));
            page.setDefaultTimeout(PATIENCE_MS);
            logIn(page, platform.url().toString());
            say("waiting for %d patients on the board", patients);
            page.waitForFunction(
                    "n => document.querySelectorAll('article.row').length >= n",
                    patients,
                    new Page.WaitForFunctionOptions().setTimeout(3 * PATIENCE_MS));
            page.waitForTimeout(warmUp * 1e3);
            report(page, platform);
            if (screenshot != null) {
                page.screenshot(new Page.ScreenshotOptions().setPath(screenshot));
            }
        }
        return 0;
    }

    private void report(Page page, RunningPlatform platform) throws IOException {
        say("counting frames for %.0f s", seconds);
        long before = platform.processes().cpu().sum();
        List<?> frames = (List<?>) page.evaluate(COUNT_FRAMES, seconds);
        double share = (platform.processes().cpu().sum() - before) / (seconds * 1e6);
        CDPSession devTools = page.context().newCDPSession(page);
        devTools.send("HeapProfiler.enable");
        double used = heapMegabytes(page);
        devTools.send("HeapProfiler.collectGarbage");
        System.out.printf(
                Locale.ROOT,
                "| the ward board of %d patients in headless Chromium, 1920 x 1080 | |%n|---|--:|%n"
                        + "| frames/s | %.1f |%n"
                        + "| between two frames p99 / most ms | %.1f / %.1f |%n"
                        + "| JavaScript heap MB, as it is / after a collection | %.1f / %.1f |%n"
                        + "| DOM elements | %s |%n"
                        + "| resident MB of its renderer | %d |%n"
                        + "| the platform's CPU meanwhile, of one core | %.0f %% |%n",
                patients,
                number(frames.get(0)),
                number(frames.get(1)),
                number(frames.get(2)),
                used,
                heapMegabytes(page),
                page.evaluate("document.querySelectorAll('*').length"),
                rendererMegabytes(),
                share * 100);
    }

    private static void logIn(Page page, String url) {
        String password = System.getenv("VITALWIRE_CLINICIAN_PASSWORD");
        if (password == null || password.isBlank()) {
            throw new IllegalStateException("VITALWIRE_CLINICIAN_PASSWORD is not set");
        }
        page.navigate(url);
        signIn(page).click();
        page.getByLabel("Username").or(page.getByPlaceholder("Username")).first().fill("clinician");
        page.getByLabel("Password").or(page.getByPlaceholder("Password")).first().fill(password);
        signIn(page).click();
    }

    private static Locator signIn(Page page) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in").setExact(true));
    }

    private static double heapMegabytes(Page page) {
        return number(page.evaluate("performance.memory.usedJSHeapSize")) / 1e6;
    }

    /** Of the largest renderer among our descendants: the page's. */
    private static long rendererMegabytes() throws IOException {
        List<Long> renderers = new ArrayList<>();
        for (ProcessHandle process : ProcessHandle.current().descendants().toList()) {
            // Chromium writes over its arguments, after which the JDK does not find them.
            Path command = Path.of("/proc", Long.toString(process.pid()), "cmdline");
            if (Files.exists(command) && Files.readString(command).contains("--type=renderer")) {
                renderers.add(ServerProcesses.residentKilobytes(process.pid()) / 1024);
            }
        }
        return renderers.stream()
                .mapToLong(Long::longValue)
                .max()
                .orElseThrow(() -> new IllegalStateException("no renderer was found"));
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private static void say(String format, Object... arguments) {
        System.err.printf(Locale.ROOT, "benchmark: " + format + "%n", arguments);
    }
}
