package io.sweep4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlFormatTest extends ReportFormatContract {
    private static final Pattern SCRIPT = Pattern.compile("<script>.*?</script>", Pattern.DOTALL);

    @Override
    ReportFormat format() {
        return new HtmlFormat();
    }

    @Override
    String markOfNan() {
        return "<span class=\"nan\">NaN</span>";
    }

    /** The page without its two programs, which say nothing about trials. */
    private String page(ReportInput... inputs) {
        return SCRIPT.matcher(render(inputs)).replaceAll("");
    }

    @Test
    void forbids_itself_every_network() {
        String page = page(Fixtures.activations());
        assertThat(page)
                .contains("content=\"default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline';"
                        + " img-src data:\"");
        assertThat(page)
                .doesNotContainPattern("(?i)\\b(src|href|action)=\"[^#]")
                .doesNotContain("url(");
    }

    @Test
    void is_one_file_of_a_size_for_mail() {
        assertThat(render(Fixtures.activations()).getBytes(StandardCharsets.UTF_8).length)
                .isBetween(1_000_000, 1_500_000);
    }

    @Test
    void can_be_read_without_scripts() {
        assertThat(page(Fixtures.activations()))
                .contains("<h1><bdi>bias-and-rate</bdi></h1>")
                .contains("<tr id=\"s1-t23\" data-trial=\"23\" class=\"completed\"><td class=\"n\">1</td>")
                .contains("The same cell with activation softmax survived (0.8656, trial 19)")
                .contains("title=\"0.03162277660168379\">0.031623</td>")
                .contains("learning_rate: {min: 0.001, max: 1, count: 3")
                .contains("nd4j-native 1.0.0-M2.1");
    }

    @Test
    void ranks_by_what_the_best_epoch_reached_and_shows_no_accuracy_of_diverged_parameters() {
        String page = page(Fixtures.activations());
        int start = page.indexOf("data-ranking=");
        assertThat(page.substring(start, page.indexOf("</table>", start)))
                .containsPattern("data-trial=\"23\".*>0.9191</td><td class=\"n\" title=\"0.908\\d+\">0.9081</td>"
                        + "<td class=\"n\">9</td>")
                .doesNotContain("0.098")
                .doesNotContain("0.0975");
    }

    @Test
    void says_what_is_odd_about_the_best_in_its_card_and_its_row() {
        String page = page(Fixtures.warned());
        assertThat(page)
                .containsPattern(
                        "(?s)Best cost</p>.*-3.25.*<span class=\"warning\">COST_BELOW_ZERO</span> Outputs above 1"
                                + ".*data-ranking=.*data-trial=\"24\" class=\"completed\"><td class=\"n\">1</td>"
                                + ".*>COMPLETED</span> <span class=\"warning\" title=\"Outputs above 1[^\"]*\">COST_BELOW_ZERO</span>");
        assertThat(page(Fixtures.warned(), Fixtures.warned()))
                .containsPattern(
                        "id=\"combined\">.*(?s).*bias_init 1 <span class=\"warning\".*COST_BELOW_ZERO.*id=\"s1\"");
    }

    @Test
    void links_the_trials_of_a_cause_to_their_rows() {
        assertThat(page(Fixtures.activations()))
                .contains("<td><code>LOG_OF_ZERO</code></td>")
                .contains("<td class=\"numbers\"><a href=\"#s1-t1\">1</a> <a href=\"#s1-t3\">3</a> ");
    }

    @Test
    void marks_each_learning_rate_of_the_frontier() {
        assertThat(page(Fixtures.activations()))
                .contains("<td class=\"rate dead\" title=\"learning_rate 0.001: 1 of 1 diverged, log of zero\">"
                        + "<a href=\"#s1-t1\">✕</a></td>")
                .contains("<td class=\"rate stable\" title=\"learning_rate 0.031623: 0 of 1 diverged\">"
                        + "<a href=\"#s1-t4\">✓</a></td>");
    }

    @Test
    void gives_the_sql_of_every_figure_and_table_of_numbers() {
        String page = page(Fixtures.activations());
        assertThat(page.split("<details class=\"sql\">", -1)).hasSize(1 + 14);
        assertThat(page).contains("FROM curves\nWHERE sweep = &#39;bias-and-rate&#39;");
    }

    @Test
    void has_every_text_of_others_inert() {
        String page = page(Fixtures.hostile());
        assertThat(page).doesNotContain("<img").doesNotContain("alert(1)</").doesNotContain("\u202E");
        assertThat(page.split("(?i)</script", -1)).hasSize(2);
        assertThat(render(Fixtures.hostile()).split("(?i)<script", -1)).hasSize(4);
    }

    @Test
    void says_how_far_repeats_lie_apart_and_how_fast_trials_were_trained() {
        assertThat(page(Fixtures.activations()))
                .contains("</b> epochs a second: 240 epochs of all trials in 28 s by the clock");
        assertThat(page(Fixtures.activations())).doesNotContain("±");
    }

    @Test
    void leads_to_every_section_from_its_table_of_contents() {
        String page = page(Fixtures.numeric());
        var links = Pattern.compile("<li><a href=\"#([^\"]*)\">")
                .matcher(page)
                .results()
                .map(m -> m.group(1))
                .toList();
        assertThat(links)
                .startsWith("s1-curves", "s1-accuracy", "s1-ranking", "s1-causes")
                .contains(
                        "s1-parallel", "s1-importances", "s1-edf", "s1-cells", "s1-slices", "s1-contour", "s1-timeline")
                .allMatch(id -> page.contains(" id=\"" + id + "\""));
    }

    @Test
    void says_which_curves_are_left_out() {
        assertThat(page(ComparisonTest.many(300, 500)))
                .contains("This page has the curves of 200 trials")
                .contains("The 100 others are in the table")
                .contains("300 points at most");
    }

    @Test
    void closes_every_element_and_gives_every_id_once() {
        String page = page(Fixtures.activations(), Fixtures.hostile(), Fixtures.empty());
        for (String tag : new String[] {"section", "div", "table", "tr", "td", "p", "dl", "figure", "header", "pre"}) {
            assertThat(page.split("<" + tag + "[ >]", -1)).as(tag).hasSameSizeAs(page.split("</" + tag + ">", -1));
        }
        var ids = Pattern.compile(" id=\"([^\"]*)\"")
                .matcher(page)
                .results()
                .map(m -> m.group(1))
                .toList();
        assertThat(ids).doesNotHaveDuplicates().contains("main", "data", "s1", "s2", "s3");
    }

    @Test
    void lays_several_sweeps_side_by_side() {
        String page = page(MatchingTest.before(), MatchingTest.after());
        assertThat(page)
                .contains("<p class=\"big\">1 → 1</p>")
                .contains("1 survive now, 1 diverge now, 0 do in both.")
                .contains("<td>0.1, 0.5</td><td>2 only in after</td>")
                .contains("class=\"lost\">diverged (LOG_OF_ZERO)</a>")
                .contains("<td class=\"n better\">survives</td>")
                .contains("<td class=\"n lost\">diverges</td>")
                .containsPattern("<td class=\"n worse\" title=\"-0\\.00\\d+\">-0\\.00\\d\\d <small>worse</small></td>")
                .contains("href=\"#s2-t4\"");
        assertThat(page.indexOf("Matched cells")).isLessThan(page.indexOf("All trials"));
        assertThat(page(MatchingTest.before())).doesNotContain("id=\"side\"");
    }

    @Test
    void says_in_one_sentence_why_sweeps_have_no_cells_in_common() {
        assertThat(page(Fixtures.activations(), Fixtures.single("one", "")))
                .contains("There are no cells to match: no parameter varies in both sweeps")
                .doesNotContain("data-figure=\"versus\"");
    }

    @Test
    void makes_hostile_texts_inert_in_cells_too() {
        assertThat(page(Fixtures.hostile(), Fixtures.hostile()))
                .contains("id=\"side-cells\"")
                .doesNotContain("<img")
                .doesNotContain("\u202E");
    }

    @Test
    void a_page_on_two_sweeps_of_500_trials_is_small_and_shows_50_cells() {
        ReportInput thousand = Fixtures.thousand();
        ReportInput half = new ReportInput(thousand.sweep(), thousand.trials().subList(0, 500), thousand.curves());
        String page = render(half, half);
        assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(3_200_000);
        assertThat(page).contains("These are the first 50 of 500; all are in report.json and cells.csv.");
    }
}
