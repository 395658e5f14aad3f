package io.sweep4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The page in a real browser; skipped where there is none. */
class BrowserTest {
    private static Browser browser;

    @TempDir
    static Path folder = Path.of("");

    @BeforeAll
    static void startBrowser() {
        browser = Browser.start(folder.resolve("profile"));
    }

    @AfterAll
    static void endBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    /** Whatever a test did, nothing was said on the console, and nothing went wrong behind the scenes. */
    @AfterEach
    void the_console_is_silent() {
        assertThat(browser.console()).isEmpty();
        assertThat(browser.run("return document.documentElement.dataset.error || ''"))
                .isEqualTo("");
        browser.look("light", "");
        browser.size(1300, 900);
    }

    private static Path open(ReportInput input) throws IOException {
        return open(input, "");
    }

    private static Path open(ReportInput input, String fragment) throws IOException {
        Path page = folder.resolve(
                input.sweep().name().replaceAll("\\W", "") + input.trials().size() + ".html");
        Files.writeString(
                page, new HtmlFormat().render(Comparison.of(input)).get(0).text());
        browser.open(page, fragment);
        return page;
    }

    private static void openSeveral(ReportInput... inputs) throws IOException {
        Path page = folder.resolve("several" + inputs.length + ".html");
        Files.writeString(
                page,
                new HtmlFormat().render(Comparison.of(List.of(inputs))).get(0).text());
        browser.open(page, "");
    }

    private static List<String> rows() {
        return browser.all("table[data-ranking] tbody tr").stream()
                .map(row -> row.getDomAttribute("data-trial"))
                .toList();
    }

    private static List<String> column(String heading) {
        @SuppressWarnings("unchecked")
        List<String> cells = (List<String>) browser.run("""
                const table = document.querySelector('table[data-ranking]');
                const at = [...table.tHead.rows[0].cells].find(cell => cell.textContent === arguments[0]).cellIndex;
                return [...table.tBodies[0].rows].map(row => row.cells[at].textContent);
                """, heading);
        return cells;
    }

    private static WebElement heading(String text) {
        return browser.all("table[data-ranking] thead th").stream()
                .filter(cell -> cell.getText()
                        .replaceAll("\\s*[↕▲▼]$", "")
                        .replace("\n", "")
                        .equals(text))
                .findFirst()
                .orElseThrow();
    }

    private static void choose(String kind, String label, String option) {
        browser.run("""
                const tools = document.querySelector(`[data-tools="${arguments[0]}"]`);
                const select = [...tools.querySelectorAll('label')].find(l => l.firstChild.textContent === arguments[1]).querySelector('select');
                select.value = [...select.options].find(option => option.text === arguments[2]).value;
                select.dispatchEvent(new Event('change'));
                """, kind, label, option);
    }

    private static long drawn(String kind) {
        return (Long) browser.run("""
                const chart = echarts.getInstanceByDom(document.querySelector(`[data-figure="${arguments[0]}"]`));
                return chart.getOption().series.filter(line => /^t\\d+$/.test(line.id)).length;
                """, kind);
    }

    private static String caption(String kind) {
        return browser.one("[data-caption=" + kind + "]").getText();
    }

    @Test
    void draws_every_figure_in_light_and_dark() throws IOException {
        open(Fixtures.numeric());
        List<String> kinds = List.of(
                "cost",
                "validation",
                "parallel",
                "cells",
                "slices",
                "contour",
                "edf",
                "survival",
                "importances",
                "timeline");
        assertThat(browser.run("return document.documentElement.dataset.figures"))
                .isEqualTo(String.valueOf(kinds.size()));
        for (String kind : kinds) {
            BufferedImage light = browser.picture(browser.one("[data-figure=" + kind + "]"));
            assertThat(Browser.colours(light)).as(kind).isGreaterThan(15);
            assertThat(light.getRGB(1, 1)).as(kind).isEqualTo(0xFFFFFFFF);
        }
        browser.look("dark", "");
        for (String kind : kinds) {
            BufferedImage dark = browser.picture(browser.one("[data-figure=" + kind + "]"));
            assertThat(Browser.colours(dark)).as(kind).isGreaterThan(15);
            assertThat(dark.getRGB(1, 1)).as(kind).isEqualTo(0xFF151C24);
        }
    }

    @Test
    void draws_a_figure_when_it_comes_into_view_if_the_browser_has_no_time_before() throws Exception {
        Path page = open(Fixtures.numeric());
        Object busy = browser.driver()
                .executeCdpCommand(
                        "Page.addScriptToEvaluateOnNewDocument",
                        Map.of("source", "window.requestIdleCallback = () => 0;"))
                .get("identifier");
        try {
            browser.driver().get("about:blank");
            browser.driver().get(page.toUri().toString());
            await("[data-figure=cost]");
            assertThat(browser.all("[data-figure=timeline] svg")).isEmpty();
            browser.run("document.querySelector('[data-figure=timeline]').scrollIntoView()");
            await("[data-figure=timeline]");
        } finally {
            browser.driver().executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", busy));
        }
    }

    private static void await(String figure) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (browser.all(figure + " svg, " + figure + " canvas").isEmpty()) {
            assertThat(System.nanoTime()).as(figure).isLessThan(end);
            Thread.sleep(20); // nothing tells of a figure that was drawn
        }
    }

    @Test
    void crosses_the_epoch_of_a_divergence_in_red() throws IOException {
        open(Fixtures.activations());
        assertThat(browser.run("""
                        const chart = echarts.getInstanceByDom(document.querySelector('[data-figure=cost]'));
                        return chart.getOption().series.find(line => line.id === 'crosses').data.map(c => c.value[0] + ':' + c.trials.length).sort();
                        """)).isEqualTo(List.of("1:6", "4:1", "4:1", "4:1"));
        assertThat(browser.one("[data-figure=cost]").getText()).contains("NaN from epoch 1: 6 trials");
    }

    @Test
    void draws_costs_below_0_beside_the_others() throws IOException {
        open(Fixtures.warned());
        assertThat(browser.one("[data-tools=cost] select").getDomProperty("value"))
                .isEqualTo("symmetric");
        choose("cost", "Scale", "logarithmic");
        assertThat(caption("cost")).contains("1 point of 1 trial is left out");
    }

    @Test
    void says_where_an_axis_does_not_begin_at_0() throws IOException {
        open(Fixtures.single("one", ""));
        assertThat(caption("cost")).doesNotContain("not at 0");
        assertThat(caption("validation")).containsPattern("The axis begins at 0\\.\\d+, not at 0\\.");
    }

    @Test
    void has_room_for_the_ranking_of_a_sweep_with_warnings() throws IOException {
        open(Fixtures.warned());
        assertThat(browser.run("const r = document.querySelector('table[data-ranking]').parentElement;"
                        + " return r.scrollWidth - r.clientWidth"))
                .isEqualTo(0L);
    }

    @Test
    void sorts_by_mouse_and_by_keyboard_with_nan_last_either_way() throws IOException {
        open(Fixtures.activations());
        WebElement heading = heading("Final cost");
        heading.findElement(By.tagName("button")).click();
        assertThat(heading.getDomAttribute("aria-sort")).isEqualTo("ascending");
        assertThat(column("Final cost"))
                .startsWith("0.024232")
                .endsWith("NaN")
                .element(14)
                .isEqualTo("1.5583");
        heading.findElement(By.tagName("button")).sendKeys(Keys.ENTER);
        assertThat(heading.getDomAttribute("aria-sort")).isEqualTo("descending");
        assertThat(column("Final cost"))
                .startsWith("1.5583")
                .endsWith("NaN")
                .element(14)
                .isEqualTo("0.024232");
        assertThat(browser.all("th[aria-sort]")).hasSize(1);
    }

    @Test
    void filters_by_words_and_conditions_and_so_narrows_the_curves() throws IOException {
        open(Fixtures.activations());
        WebElement filter = browser.one("input[type=search]");
        filter.sendKeys("softmax state=completed");
        assertThat(rows()).hasSize(6);
        assertThat(browser.one("[role=status]").getText()).isEqualTo("6 of 24 trials");
        assertThat(drawn("cost")).isEqualTo(6);
        filter.clear();
        filter.sendKeys("learning_rate>0.01 learning_rate<1");
        assertThat(rows()).hasSize(8);
    }

    @Test
    void brushes_an_axis_and_so_narrows_table_and_curves() throws IOException {
        open(Fixtures.activations());
        WebElement box = browser.one("[data-figure=parallel]");
        browser.run("arguments[0].scrollIntoView({block: 'center'})", box);
        // Along the first axis, from its foot, where tanh is, to a little above.
        int height = box.getSize().getHeight();
        int left = -box.getSize().getWidth() / 2 + 60;
        new Actions(browser.driver())
                .moveToElement(box, left, height / 2 - 30)
                .clickAndHold()
                .moveByOffset(0, -30)
                .moveByOffset(0, -25)
                .release()
                .perform();
        assertThat(column("activation")).hasSize(6).containsOnly("tanh");
        assertThat(drawn("cost")).isEqualTo(6);
        assertThat(browser.url()).contains("s1.brush=0");
        browser.all("[data-tools=ranking] button").stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElseThrow()
                .click();
        assertThat(rows()).hasSize(24);
        assertThat(browser.url()).doesNotContain("brush");
    }

    @Test
    void marks_selected_trials_everywhere() throws IOException {
        open(ComparisonTest.many(60, 20));
        assertThat(drawn("cost")).isEqualTo(20);
        assertThat(caption("cost")).startsWith("20 of 60 trials drawn: the best 10, the worst 5 and 5 that diverged.");
        browser.run("document.querySelector('tr[data-trial=\"31\"] input').click()");
        assertThat(drawn("cost")).isEqualTo(21);
        assertThat(browser.one(".selection").getText()).contains("trial 31");
        choose("cost", "Show", "selected only");
        assertThat(drawn("cost")).isEqualTo(1);
        assertThat(caption("cost")).startsWith("1 of 60 trials drawn");
        assertThat(browser.one("tr[data-trial='31']").getDomAttribute("class")).contains("selected");
    }

    @Test
    void names_no_diverged_trials_where_there_are_none() throws IOException {
        open(ComparisonTest.many(60, 1)); // too few epochs for any to diverge
        assertThat(drawn("cost")).isEqualTo(15);
        assertThat(caption("cost")).startsWith("15 of 60 trials drawn: the best 10 and the worst 5.");
    }

    @Test
    void keeps_the_view_in_the_address() throws IOException {
        Path page = open(Fixtures.activations());
        heading("Seconds").findElement(By.tagName("button")).click();
        browser.one("input[type=search]").sendKeys("tanh");
        browser.one("tr[data-trial='2'] input").click();
        choose("cells", "Across", "bias_init");
        choose("cells", "Value", "share diverged");
        choose("cost", "Scale", "linear");
        String fragment = browser.url().replaceFirst("^[^#]*", "");
        List<String> before = rows();
        String cells = browser.one("[data-figure=cells]").getText();

        browser.open(page, fragment);

        assertThat(rows()).isEqualTo(before).hasSize(6);
        assertThat(heading("Seconds").getDomAttribute("aria-sort")).isEqualTo("ascending");
        assertThat(browser.one("input[type=search]").getDomProperty("value")).isEqualTo("tanh");
        assertThat(browser.one(".selection").getText()).contains("trial 2");
        assertThat(browser.one("[data-figure=cells]").getText())
                .isEqualTo(cells)
                .contains("%");
        assertThat(browser.one("[data-tools=cost] select").getDomProperty("value"))
                .isEqualTo("linear");
    }

    @Test
    void copes_with_any_address() throws IOException {
        for (String fragment : new String[] {
            "#s1-t99999",
            "#nowhere",
            "#&s1.sort=-nothing&s1.selected=9.x.-1&s1.brush=0:a~b;7:1~2;",
            "#%E0%A4%A",
            "#&s1.cells.down=99"
        }) {
            open(Fixtures.activations(), fragment);
            assertThat(rows()).as(fragment).hasSize(24);
        }
    }

    @Test
    void turns_the_pages_of_a_long_table_and_finds_any_trial_in_it() throws IOException {
        open(ComparisonTest.many(300, 3), "#s1-t200");
        assertThat(rows()).hasSize(50).contains("200");
        assertThat(browser.one("tr.target").getDomAttribute("data-trial")).isEqualTo("200");
        List<WebElement> buttons = browser.all(".pages button");
        buttons.get(0).click();
        assertThat(rows()).hasSize(50).doesNotContain("200");
        browser.one("input[type=search]").sendKeys("diverged");
        assertThat(browser.one("[role=status]").getText()).isEqualTo("75 of 300 trials");
        browser.run("location.hash = '#s1-t1'");
        browser.run("return 0");
        assertThat(rows()).contains("1");
    }

    @Test
    void labels_diverged_cells_by_cause_for_any_pair_of_axes() throws IOException {
        open(Fixtures.activations());
        assertThat(row(0).get(3)).isEqualTo("✕ 1 growing steps 1 log of zero all 2 trials");
        choose("cells", "Across", "bias_init");
        assertThat(row(0).subList(1, 3))
                .containsExactly("✕ log of zero all 3 trials", "0.8676 1 of 3 diverged growing steps");
        choose("cells", "Down", "bias_init");
        assertThat(row(0).get(1)).isEqualTo("✕ log of zero all 3 trials");
        assertThat(browser.all(".cells a")).hasSize(6);
        choose("cells", "Value", "mean training time (s)");
        assertThat(row(0).get(1)).containsPattern("^\\d\\.\\d+");
    }

    private static List<String> row(int number) {
        List<String> cells = new ArrayList<>();
        browser.all(".cells tbody tr")
                .get(number)
                .findElements(By.cssSelector("th, td"))
                .forEach(
                        cell -> cells.add(cell.getText().replaceAll("\\s+", " ").strip()));
        return cells;
    }

    @Test
    void draws_whatever_is_chosen() throws IOException {
        open(Fixtures.numeric());
        browser.run("""
                for (const select of document.querySelectorAll('select')) {
                    for (const option of select.options) {
                        select.value = option.value;
                        select.dispatchEvent(new Event('change'));
                    }
                }
                """);
        assertThat(browser.all("[data-tools=survival] li").stream().map(WebElement::getText))
                .isNotEmpty();
    }

    @Test
    void fits_a_narrow_screen_and_paper() throws IOException {
        open(Fixtures.activations());
        browser.size(400, 800);
        browser.run("dispatchEvent(new Event('resize'))");
        assertThat(browser.run("const page = document.documentElement; return page.scrollWidth - page.clientWidth"))
                .isEqualTo(0L);
        browser.size(1300, 900);
        browser.look("light", "print");
        assertThat(browser.one("[data-figure=cost] svg").getSize().getWidth()).isLessThanOrEqualTo(680);
    }

    @Test
    void runs_nothing_that_a_text_brings_along() throws IOException {
        openSeveral(Fixtures.hostile(), Fixtures.hostile());
        assertThat(browser.run("return document.querySelectorAll('main img, main script, [onerror]').length"))
                .isEqualTo(0L);
        new Actions(browser.driver())
                .moveToElement(browser.one("[data-figure=parallel]"))
                .perform();
        assertThat(browser.run("return document.querySelectorAll('main img, main script, [onerror]').length"))
                .isEqualTo(0L);
    }

    @Test
    void copes_with_nothing_to_draw_and_with_no_finite_number_at_all() throws IOException {
        open(Fixtures.empty());
        assertThat(browser.run("return document.documentElement.dataset.figures"))
                .isEqualTo("0");
        open(Fixtures.allDiverged());
        assertThat(browser.run("return document.documentElement.dataset.figures"))
                .isNotEqualTo("0");
        assertThat(browser.one("[data-figure=cost]").getText()).contains("NaN from epoch 1: 2 trials");
    }

    @Test
    void lays_sweeps_side_by_side_and_leads_from_a_cell_to_its_trial() throws IOException {
        openSeveral(Fixtures.activations(), Fixtures.numeric(), MatchingTest.before());
        choose("versus", "Colour", "activation");
        assertThat(browser.one("[data-tools=versus] .key").getText()).contains("softmax");
        choose("versus", "Compare", "before");
        assertThat(browser.url()).contains("side.versus.against=2").contains("side.versus.colour=0");

        openSeveral(Fixtures.activations(), Fixtures.numeric());
        for (String scheme : List.of("light", "dark")) {
            browser.look(scheme, "");
            for (String kind : List.of("versus", "differences")) {
                BufferedImage picture = browser.picture(browser.one("[data-figure=" + kind + "]"));
                assertThat(Browser.colours(picture)).as(kind).isGreaterThan(15);
            }
        }
        assertThat(points("versus", "cells")).isEqualTo(9);
        assertThat(points("versus", "crosses")).isEqualTo(7);
        assertThat(points("differences", "bars")).isEqualTo(9);
        browser.size(400, 800);
        browser.run("dispatchEvent(new Event('resize'))");
        assertThat(browser.run("const page = document.documentElement; return page.scrollWidth - page.clientWidth"))
                .isEqualTo(0L);
        browser.size(1300, 900);
        browser.run("dispatchEvent(new Event('resize'))");

        WebElement figure = browser.one("[data-figure=differences]");
        browser.run("arguments[0].scrollIntoView({block: 'center'})", figure);
        @SuppressWarnings("unchecked")
        List<Number> bar = (List<Number>) browser.run("""
                const chart = echarts.getInstanceByDom(arguments[0]);
                const bars = chart.getOption().series[0].data.map(one => one.value);
                const at = bars.reduce((best, value, i) => (Math.abs(value) > Math.abs(bars[best]) ? i : best), 0);
                return chart.convertToPixel({ seriesIndex: 0 }, [at, bars[at] / 2]).map(Math.round);
                """, figure);
        int x = bar.get(0).intValue() - figure.getSize().getWidth() / 2;
        int y = bar.get(1).intValue() - figure.getSize().getHeight() / 2;
        new Actions(browser.driver()).moveToElement(figure, x, y).perform();
        assertThat(figure.getText()).contains("difference ");
        new Actions(browser.driver()).moveToElement(figure, x, y).click().perform();
        assertThat(browser.url()).matches(".*#s2-t\\d+");
    }

    private static long points(String kind, String series) {
        return (Long) browser.run("""
                const chart = echarts.getInstanceByDom(document.querySelector(`[data-figure="${arguments[0]}"]`));
                return chart.getOption().series.find(one => one.id === arguments[1]).data.length;
                """, kind, series);
    }

    @Test
    void has_no_serious_fault_of_accessibility() throws IOException {
        String axe = Browser.resource("/axe.min.js");
        for (String scheme : new String[] {"light", "dark"}) {
            openSeveral(Fixtures.numeric(), Fixtures.activations());
            browser.look(scheme, "");
            browser.run(axe + "; return null");
            @SuppressWarnings("unchecked")
            List<Map<String, Object>> faults = (List<Map<String, Object>>) browser.runAsync("""
                    const done = arguments[arguments.length - 1];
                    axe.run({ resultTypes: ['violations'] }).then(result => done(result.violations
                        .filter(fault => fault.impact === 'serious' || fault.impact === 'critical')
                        .map(fault => ({ id: fault.id, where: fault.nodes.slice(0, 3).map(node => node.html) }))));
                    """);
            assertThat(faults).as(scheme).isEmpty();
        }
    }

    @Test
    void a_page_of_1000_trials_is_small_and_can_be_filtered() throws IOException {
        Path page = open(Fixtures.thousand());
        assertThat(Files.size(page)).isLessThan(3_000_000);
        browser.one("input[type=search]").sendKeys("relu");
        assertThat(browser.one("[role=status]").getText()).isEqualTo("250 of 1000 trials");
    }
}
