package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sweep4j.engine.Configurations;
import io.sweep4j.report.HtmlValidity;
import io.sweep4j.store.RunWriter;
import io.sweep4j.store.StoreFixtures;
import io.sweep4j.store.SweepStore;
import io.sweep4j.store.TrialEvent;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.TrialState;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The dashboard in a real browser, on a small sweep, on one of 10,000 trials and on one that runs; skipped where there is none. */
class DashboardBrowserTest {
    private static final String SWEEP = """
            name: small
            description: "<img src=x onerror=alert(1)> & 'quotes' 🦊"
            dataset: {name: digits, train: 300, validation: 60, test: 60}
            parameters:
              activation: [tanh, softmax, sigmoid]
              bias_init: [0, 1]
              learning_rate: [0.1, 0.2, 0.3]
              weight_init: zero
              batch_size: 20
              epochs: 4
            """;

    private static final int MANY = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    /** What an interaction may take, in milliseconds; the quickest of some, since the machine may be busy with others. */
    private static final long PROMPT = 200;

    private static final int TRIES = 30;

    /** Every kind of page, and what is there once it is. */
    private static final String[][] PAGES = {
        {"", "[data-sweep=small]"},
        {"#/sweep/small", "tr[data-trial='1'] a"},
        {"#/sweep/small/trial/1", ".verdict"},
        {"#/sql", "textarea"}
    };

    @TempDir
    static Path folder;

    private static CliRun cli;
    private static ChildCli server;
    private static DashboardClient dashboard;
    private static ChromeDriver browser;

    @BeforeAll
    static void open() throws Exception {
        Optional<Path> chromium = program("chromium", "chromium-browser", "google-chrome");
        Optional<Path> driver = program("chromedriver");
        assumeTrue(
                chromium.isPresent() && driver.isPresent(),
                "no Chromium or no chromedriver on the PATH: the dashboard is not tried in a browser");
        cli = new CliRun(folder);
        cli.run("run", cli.file("small.yaml", SWEEP), "--quiet", "--engine", "dl4j")
                .succeeded();
        try (SweepStore store = SweepStore.open(cli.database())) {
            recordMany(store);
        }
        server = cli.start("serve", "--port", "0", "--db", cli.database().toString());
        dashboard = new DashboardClient(server.firstOutLine());
        browser = start(chromium.orElseThrow(), driver.orElseThrow());
    }

    private static ChromeDriver start(Path chromium, Path driver) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1300,1000",
                "--user-data-dir=" + folder.resolve("profile"));
        options.setExperimentalOption(
                "prefs", Map.of("download.default_directory", downloads().toString()));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        return new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.toFile())
                        .usingAnyFreePort()
                        .build(),
                options);
    }

    private static Path downloads() {
        return folder.resolve("downloads");
    }

    private static Optional<Path> program(String... names) {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Stream.of(names)
                .flatMap(name -> Stream.of(path.split(File.pathSeparator))
                        .filter(entry -> !entry.isEmpty())
                        .map(entry -> Path.of(entry, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The sweep {@code s}: ten epochs a trial, one trial in ten diverged. */
    private static void recordMany(SweepStore store) {
        store.define(StoreFixtures.sweep("s", 0.1), MANY);
        List<Trial> trials = LongStream.rangeClosed(1, MANY)
                .mapToObj(number -> Configurations.trial(
                        number, "learning_rate=" + (1 + number % 100) / 128.0 + " bias_init=" + number / 100))
                .toList();
        store.register("s", trials);
        try (RunWriter writer = store.beginRun("s", "{}")) {
            List<TrialEvent> events = new ArrayList<>();
            for (Trial trial : trials) {
                boolean bad = trial.number() % 10 == 0;
                List<Observation> epochs = new ArrayList<>();
                for (int epoch = 1; epoch <= (bad ? 3 : 10); epoch++) {
                    boolean nan = bad && epoch == 3;
                    epochs.add(StoreFixtures.epoch(
                            epoch,
                            nan ? Double.NaN : 1.0 / (epoch + trial.number() % 7),
                            0.5 + trial.number() / 30_000.0));
                }
                events.addAll(StoreFixtures.whole(
                        trial, bad ? TrialState.DIVERGED : TrialState.COMPLETED, epochs.toArray(Observation[]::new)));
                if (events.size() > 20_000) {
                    writer.write(events);
                    events.clear();
                }
            }
            writer.write(events);
            writer.finish(false);
        }
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void forget_what_another_test_logged() {
        browser.manage().logs().get(LogType.BROWSER);
    }

    @AfterEach
    void nothing_failed_in_the_page() {
        if (browser != null) {
            assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
                    .as("the browser's console")
                    .noneMatch(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue());
            assertThat(js("return document.documentElement.dataset.error || ''"))
                    .isEqualTo("");
        }
    }

    private static Object js(String script, Object... arguments) {
        return browser.executeScript(script, arguments);
    }

    private static void await(String what, BooleanSupplier wanted) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!wanted.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as(() -> "never " + what + ": " + js("return document.body.innerText"))
                    .isLessThan(end);
            Thread.sleep(50); // a page tells nobody that it has changed: it is looked at again
        }
    }

    private static boolean there(String selector) {
        return !browser.findElements(By.cssSelector(selector)).isEmpty();
    }

    private static WebElement find(String selector) {
        return browser.findElement(By.cssSelector(selector));
    }

    private static String text(String selector) {
        return String.valueOf(js("return document.querySelector(arguments[0])?.innerText || ''", selector));
    }

    /** Opens a page of the dashboard, anew. */
    private static void go(String fragment, String until) throws InterruptedException {
        browser.get("about:blank");
        browser.get(dashboard.address() + fragment);
        await("there: " + until, () -> there(until));
    }

    @Test
    void lists_the_sweeps_and_hides_the_token() throws InterruptedException {
        go("", "[data-sweep=small]");
        assertThat(browser.getCurrentUrl()).doesNotContain(dashboard.token());
        assertThat(text("[data-sweep=small]")).contains("18 of 18 trials", "COMPLETED");
        assertThat(text("[data-sweep=small] .note")).contains("<img src=x onerror=alert(1)>");
        assertThat(there("img[onerror], main script")).isFalse();
        await("live", () -> text("#pulse").equals("live"));
    }

    @Test
    void draws_the_figures_of_a_sweep() throws InterruptedException {
        go("#/sweep/small", "[data-figure=cells] td");
        await("drawn", () -> there("[data-figure=cost] svg path") && there("[data-figure=validation] svg path"));
        assertThat((long) js("return document.querySelectorAll('[data-figure=cost] svg path').length"))
                .isGreaterThan(60);
        assertThat(text("[data-figure=cells]")).contains("log of zero");
        find("details.more summary").sendKeys(Keys.ENTER);
        for (String kind : new String[] {"parallel", "slices", "edf", "survival", "importances", "timeline"}) {
            await(kind + " unfolded", () -> there("[data-figure=" + kind + "]"));
            js("document.querySelector('[data-figure=" + kind + "]').scrollIntoView()");
            await(kind, () -> there("[data-figure=" + kind + "] svg path, [data-figure=" + kind + "] canvas"));
        }
        assertThat(text("main")).contains("LOG_OF_ZERO", "What happened last", "18 of 18");
    }

    @Test
    void leads_from_the_table_to_a_trial_and_its_cause_by_keyboard() throws InterruptedException {
        go("#/sweep/small", "tr[data-trial='1'] a");
        find("tr[data-trial='1'] a").sendKeys(Keys.ENTER);
        await("at the trial", () -> text("h1").equals("Trial 1") && there(".verdict"));
        assertThat(there("[data-figure=cost]"))
                .as("a figure of costs of which none is finite")
                .isFalse();
        assertThat(text(".verdict"))
                .contains("Diverged at epoch 1, iteration 1", "LOG_OF_ZERO", "Use softmax", "survived");
        assertThat(browser.getTitle()).isEqualTo("Trial 1 of small · Sweep4j");
        js("document.querySelectorAll('details').forEach(details => { details.open = true; })");
        assertThat(text("main")).contains("cause:   LOG_OF_ZERO", "weight_init").contains("NaN");
        browser.navigate().back();
        await("back", () -> text("h1").equals("small"));
    }

    @Test
    void answers_sql_and_tells_what_is_wrong_with_it() throws InterruptedException {
        go("#/sql", "textarea");
        WebElement box = find("textarea");
        box.clear();
        box.sendKeys("SELECT sweep, COUNT(*) AS n FROM results GROUP BY sweep ORDER BY sweep");
        box.sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));
        await("answered", () -> there("[data-answer] tbody tr"));
        assertThat(text("[data-answer]")).contains("small").contains("10000");
        box.clear();
        box.sendKeys("SELECT description FROM reslts");
        find(".button.main").click();
        await("told", () -> text("main .problem").startsWith("SQL: "));
        browser.manage().logs().get(LogType.BROWSER); // a browser logs answers that are refusals
    }

    @Test
    void keeps_reports() throws InterruptedException, IOException {
        go("#/sweep/small", "[data-format=html]");
        find("[data-format=html]").click();
        Path report = downloads().resolve("small-report.html");
        await("kept", () -> Files.exists(report));
        assertThat(Files.readString(report)).contains("<title>small");
    }

    @Test
    void grows_while_a_sweep_runs(@TempDir Path own) throws InterruptedException {
        CliRun alone = new CliRun(own);
        try (ChildCli run = alone.start(
                "run",
                alone.file(
                        "live.yaml", SWEEP.replace("name: small", "name: live").replace("epochs: 4", "epochs: 40")),
                "--serve",
                "--port",
                "0",
                "--db",
                alone.database().toString(),
                "--progress",
                "none")) {
            DashboardClient client =
                    new DashboardClient(run.awaitLine("address", line -> line.startsWith("dashboard: ")));
            browser.get(client.address() + "#/sweep/live");
            await("a divergence told with its cause", () -> text(".events").contains("LOG_OF_ZERO"));
            await("curves", () -> there("[data-figure=cost] svg path"));
            String points = "const chart = echarts.getInstanceByDom(document.querySelector('[data-figure=cost]'));"
                    + "return chart.getOption().series.reduce((sum, line) => sum + line.data.length, 0)";
            long before = (long) js(points);
            await("the end", () -> text("#pulse").startsWith("the run has ended"));
            // as long only if the browser was slower than the run
            assertThat((long) js(points)).isGreaterThanOrEqualTo(before);
            assertThat(text(".cards")).contains("18 of 18");
            assertThat(run.await().exit()).isEqualTo(ExitCode.DONE);
        }
        browser.get("about:blank");
        browser.manage().logs().get(LogType.BROWSER); // it looks for a server that has gone
    }

    @Test
    void ten_thousand_trials_are_sorted_filtered_and_turned_at_once() throws InterruptedException {
        go("#/sweep/s", "table[data-loaded] tbody tr");
        await("drawn", () -> there("[data-figure=cost] svg path"));
        assertThat(text("main")).contains("10000 trials");
        // from the click until the rows are there and painted
        String timed = """
                const [act, done] = arguments;
                const table = document.querySelector('table[data-trials]');
                const before = table.dataset.loaded;
                const begin = performance.now();
                new MutationObserver((changes, observer) => {
                    if (table.dataset.loaded === before) return;
                    observer.disconnect();
                    requestAnimationFrame(() => setTimeout(() => done(Math.round(performance.now() - begin))));
                }).observe(table, { attributes: true });
                new Function(act)();
                """;
        for (String act : new String[] {
            "document.querySelector('[data-sort=cost]').click()",
            "document.querySelector('[data-sort=learning_rate]').click()",
            "document.querySelector('[aria-label=\"Next page\"], [aria-label=\"First page\"]:not(:disabled)').click()",
        }) {
            long quickest = Long.MAX_VALUE;
            for (int i = 0; i < TRIES && quickest >= PROMPT; i++) {
                quickest = Math.min(quickest, (long) browser.executeAsyncScript(timed, act));
            }
            assertThat(quickest).as(act).isLessThan(PROMPT);
        }
        find("[data-trials=filter]").sendKeys("diverged");
        await("filtered", () -> text("main").contains("1000 of 10000 trials"));
        assertThat((long) js("return document.querySelectorAll('table[data-trials] tbody tr').length"))
                .isEqualTo(50);
    }

    @Test
    void has_no_serious_fault_of_accessibility_in_light_and_dark() throws InterruptedException, IOException {
        String axe;
        try (InputStream in = DashboardBrowserTest.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
        for (String scheme : new String[] {"light", "dark"}) {
            browser.executeCdpCommand(
                    "Emulation.setEmulatedMedia",
                    Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
            for (String[] page : PAGES) {
                go(page[0], page[1]);
                js(axe);
                Object faults = browser.executeAsyncScript("""
                        const done = arguments[0];
                        axe.run().then(found => done(found.violations
                            .filter(fault => fault.impact === 'serious' || fault.impact === 'critical')
                            .map(fault => fault.id + ': ' + fault.nodes.map(node => node.html + ' ' + node.failureSummary).join(' | '))));
                        """);
                assertThat((List<?>) faults).as(scheme + " " + page[0]).isEmpty();
            }
        }
        assertThat(js("return getComputedStyle(document.body).backgroundColor")).isEqualTo("rgb(13, 18, 24)");
        browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
    }

    @Test
    void is_valid_html_as_served_and_as_it_stands_in_the_browser() throws Exception {
        assertThat(HtmlValidity.faults(dashboard.get("/").body())).isEqualTo(HtmlValidity.NO_FAULT);
        for (String[] page : PAGES) {
            go(page[0], page[1]);
            // Charts draw what they please; their places are the page's.
            String markup = String.valueOf(js("""
                    const page = document.documentElement.cloneNode(true);
                    page.querySelectorAll('[_echarts_instance_]').forEach(box => {
                        box.replaceChildren();
                        box.removeAttribute('_echarts_instance_');
                    });
                    return '<!DOCTYPE html>' + page.outerHTML;
                    """));
            assertThat(HtmlValidity.faults(markup)).as(page[0]).isEqualTo(HtmlValidity.NO_FAULT);
        }
    }

    @Test
    void fits_on_a_small_screen() throws InterruptedException {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 400, "height", 800, "deviceScaleFactor", 1, "mobile", false));
        try {
            for (String[] page : PAGES) {
                go(page[0], page[1]);
                assertThat((long) js("return document.documentElement.scrollWidth"))
                        .as(page[0])
                        .isLessThanOrEqualTo(400);
            }
        } finally {
            browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }
}
