package org.preferencecenter.browser;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;

/**
 * The browser of the browser tests: the Chromium on the PATH, else the one that Playwright fetches, else one installed by
 * apt-get where that is possible (as root on Debian and its kin); else a sentence that says what to install.
 */
public final class Chromium implements AutoCloseable {

    /** The one without windows first: it draws the same pages and starts no second page for the frame around them. */
    private static final List<String> NAMES = List.of("chromium-headless-shell", "chromium",
            "chromium-browser", "google-chrome", "google-chrome-stable");
    /** Quiet, without a sandbox of its own (root in a container has none), and without calls home. */
    private static final List<String> ARGUMENTS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync");
    /** How long a download may take, in minutes: a network that swallows packets must not hold the build for ever. */
    private static final long PATIENCE = 8;
    /** What is to be seen after a click, in milliseconds: a busy machine takes longer than the five seconds that are usual. */
    private static final double PATIENCE_MILLIS = 60_000;
    private static boolean playwrightTried;

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** @throws IllegalStateException saying what to install, if there is no browser and none can be fetched */
    public static synchronized Chromium launch() {
        Optional<Path> found = onPath();
        if (found.isPresent()) {
            return start(found);
        }
        if (!playwrightTried) {
            playwrightTried = true;
            run(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                    System.getProperty("java.class.path"), "com.microsoft.playwright.CLI", "install", "chromium"));
        }
        try {
            return start(Optional.empty());
        } catch (RuntimeException notFetchedOrItsLibrariesAreMissing) {
            return start(Optional.of(byApt().orElseThrow(() -> new IllegalStateException("the browser tests need Chromium on "
                    + "the PATH, and none could be fetched: install it (Debian: apt-get install chromium) and run again"))));
        }
    }

    /** @param program the browser; nothing: the one Playwright fetched */
    private static Chromium start(Optional<Path> program) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        try {
            BrowserType.LaunchOptions options = new BrowserType.LaunchOptions().setHeadless(true).setArgs(ARGUMENTS);
            program.ifPresent(options::setExecutablePath);
            return new Chromium(playwright, playwright.chromium().launch(options));
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    public Browser browser() {
        return browser;
    }

    /** A window of nobody known, coming from the network of the test that is running. */
    public BrowserContext newContext() {
        return newContext(new Browser.NewContextOptions());
    }

    public BrowserContext newContext(Browser.NewContextOptions options) {
        return browser.newContext(options.setExtraHTTPHeaders(Map.of(Networks.HEADER, Networks.address())));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Optional<Path> onPath() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name))).filter(Files::isExecutable).findFirst();
    }

    private static Optional<Path> byApt() {
        boolean root = "root".equals(System.getProperty("user.name")) && Files.isExecutable(Path.of("/usr/bin/apt-get"));
        return root && run(List.of("apt-get", "update")) && run(List.of("apt-get", "install", "-y", "chromium"))
                ? onPath() : Optional.empty();
    }

    private static boolean run(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().remove("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD");
            builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
            Process process = builder.start();
            if (process.waitFor(PATIENCE, TimeUnit.MINUTES)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
