package io.sweep4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser; skipped where there is none. */
class BrowserTest {
    private static Path browser = Path.of("");

    @TempDir
    Path folder = Path.of("");

    @BeforeAll
    static void findBrowser() {
        String path = System.getenv("PATH");
        Optional<Path> found = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of((path == null ? "" : path).split(File.pathSeparator))
                        .filter(entry -> !entry.isEmpty())
                        .map(entry -> Path.of(entry, name)))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), "no Chromium on the PATH: the report is not tried in a browser");
        browser = found.orElseThrow();
    }

    /** The document after its scripts, and one more of the test's own, have run. */
    private String load(ReportInput input, String script) throws IOException, InterruptedException {
        String page = new HtmlFormat().render(Comparison.of(input)).get(0).text();
        Path file = folder.resolve("page.html");
        int end = page.lastIndexOf("</body>"); // the chart library has the same text inside
        Files.writeString(file, page.substring(0, end) + "<script>" + script + "</script>" + page.substring(end));
        Path dom = folder.resolve("dom.html");
        Process process = new ProcessBuilder(
                        browser.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--window-size=1300,900",
                        "--virtual-time-budget=5000",
                        "--dump-dom",
                        file.toUri().toString())
                .redirectOutput(dom.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("browser ends").isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        return Files.readString(dom);
    }

    private static String head(String dom) {
        return dom.substring(0, dom.indexOf("<head>"));
    }

    @Test
    void draws_every_figure() throws IOException, InterruptedException {
        String dom = load(Fixtures.activations(), """
                const q = selector => document.querySelectorAll(selector).length;
                document.documentElement.dataset.seen =
                    [q('[data-figure=cost] svg path'), q('[data-figure=validation] svg path'), q('.cells td'), q('.cells .dead'),
                     q('.cells .band'), q('[data-figure=survival] svg path')];
                """);
        assertThat(head(dom)).contains("data-figures=\"4\"").doesNotContain("data-error");
        String[] seen =
                head(dom).replaceAll("(?s).*data-seen=\"([^\"]*)\".*", "$1").split(",", -1);
        assertThat(Integer.parseInt(seen[0])).isGreaterThan(150);
        assertThat(Integer.parseInt(seen[1])).isGreaterThan(100);
        assertThat(seen[2]).isEqualTo("12");
        assertThat(seen[3]).isEqualTo("2");
        assertThat(seen[4]).isEqualTo("5");
        assertThat(Integer.parseInt(seen[5])).isGreaterThan(3);
        assertThat(dom).contains("NaN from epoch 1: 6 trials");
    }

    @Test
    void draws_costs_below_0_beside_the_others() throws IOException, InterruptedException {
        String dom = load(Fixtures.warned(), """
                const chart = echarts.getInstanceByDom(document.querySelector('[data-figure=cost]'));
                const scale = document.querySelector('[data-tools=cost] select');
                const drawn = () => chart.getOption().series
                    .filter(line => /^t\\d+$/.test(line.id) && line.data.some(point => point[1] !== null)).length;
                const seen = [scale.value, drawn()];
                scale.value = 'log';
                scale.dispatchEvent(new Event('change'));
                document.documentElement.dataset.seen = [...seen, drawn(),
                    document.querySelector('[data-caption=cost]').textContent.includes('1 point of 1 trial is left out')];
                """);
        assertThat(head(dom)).contains("data-seen=\"symmetric,18,17,true\"").doesNotContain("data-error");
    }

    @Test
    void says_where_an_axis_does_not_begin_at_0() throws IOException, InterruptedException {
        String dom = load(Fixtures.single("one", ""), """
                document.documentElement.dataset.seen = ['cost', 'validation'].map(kind =>
                    /The axis begins at 0\\.\\d+, not at 0\\./.test(document.querySelector(`[data-caption=${kind}]`).textContent));
                """);
        assertThat(head(dom)).contains("data-seen=\"false,true\"");
    }

    @Test
    void has_room_for_the_ranking_of_a_sweep_with_warnings() throws IOException, InterruptedException {
        String dom = load(Fixtures.warned(), """
                const region = document.querySelector('table[data-ranking]').parentElement;
                document.documentElement.dataset.seen = region.scrollWidth - region.clientWidth;
                """);
        assertThat(head(dom)).contains("data-seen=\"0\"");
    }

    @Test
    void sorts_with_nan_last_either_way_and_filters() throws IOException, InterruptedException {
        String dom = load(Fixtures.activations(), """
                const table = document.querySelector('table[data-ranking]');
                const button = [...table.querySelectorAll('thead button')].find(b => b.textContent === 'Final cost');
                const column = button.closest('th').cellIndex;
                const costs = () => [...table.tBodies[0].rows].map(row => row.cells[column].textContent);
                button.click();
                const up = costs();
                button.click();
                const down = costs();
                const input = document.querySelector('input[type=search]');
                input.value = 'softmax completed';
                input.dispatchEvent(new Event('input'));
                document.documentElement.dataset.seen = [up[0], up[14], up[15], up[23], down[0], down[14], down[15],
                    document.querySelector('[role=status]').textContent, button.closest('th').getAttribute('aria-sort')];
                for (const select of document.querySelectorAll('select')) {
                    for (const option of select.options) {
                        select.value = option.value;
                        select.dispatchEvent(new Event('change'));
                    }
                }
                """);
        assertThat(head(dom))
                .contains("data-seen=\"0.024232,1.5583,NaN,NaN,1.5583,0.024232,NaN,6 of 24 trials,descending\"")
                .doesNotContain("data-error");
    }

    @Test
    void labels_diverged_cells_by_cause_for_any_pair_of_axes() throws IOException, InterruptedException {
        String dom = load(Fixtures.activations(), """
                const [down, across] = document.querySelectorAll('[data-tools=cells] select');
                const row = n => [...document.querySelectorAll('.cells tbody tr')[n].cells].map(cell => cell.innerText.replace(/\\s+/g, ' '));
                const pick = (select, name) => {
                    select.value = [...select.options].find(option => option.text === name).value;
                    select.dispatchEvent(new Event('change'));
                };
                const first = row(0);
                pick(across, 'bias_init');
                const second = row(0);
                pick(down, 'bias_init');
                const links = [...document.querySelectorAll('.cells a')];
                document.documentElement.dataset.seen = [first[3], second[1], second[2], down.value + across.value,
                    row(0)[1], links.length, links.every(link => document.querySelector(link.hash))].join('|');
                """);
        assertThat(head(dom))
                .contains("data-seen=\"✕ 1 growing steps 1 log of zero all 2 trials|✕ log of zero all 3 trials"
                        + "|0.8676 1 of 3 diverged growing steps|20|✕ log of zero all 3 trials|6|true\"")
                .doesNotContain("data-error");
    }

    @Test
    void draws_survival_by_any_axis() throws IOException, InterruptedException {
        String dom = load(Fixtures.activations(), """
                const by = document.querySelector('[data-tools=survival] select');
                by.value = [...by.options].find(option => option.text === 'activation').value;
                by.dispatchEvent(new Event('change'));
                document.documentElement.dataset.seen = [
                    [...document.querySelectorAll('[data-tools=survival] li')].map(item => item.textContent).join(' '),
                    document.querySelectorAll('[data-figure=survival] svg path').length > 8];
                """);
        assertThat(head(dom))
                .contains("data-seen=\"tanh sigmoid relu softmax,true\"")
                .doesNotContain("data-error");
    }

    @Test
    void runs_nothing_that_a_text_brings_along() throws IOException, InterruptedException {
        String dom = load(Fixtures.hostile(), """
                document.documentElement.dataset.seen = document.querySelectorAll('img, main script, [onerror]').length;
                """);
        assertThat(head(dom))
                .contains("data-figures=\"4\"")
                .contains("data-seen=\"0\"")
                .doesNotContain("data-error");
    }

    @Test
    void copes_with_nothing_to_draw() throws IOException, InterruptedException {
        assertThat(head(load(Fixtures.empty(), "")))
                .contains("data-figures=\"0\"")
                .doesNotContain("data-error");
    }

    @Test
    void copes_with_no_finite_number_at_all() throws IOException, InterruptedException {
        assertThat(head(load(Fixtures.allDiverged(), "")))
                .contains("data-figures=\"3\"")
                .doesNotContain("data-error");
    }
}
