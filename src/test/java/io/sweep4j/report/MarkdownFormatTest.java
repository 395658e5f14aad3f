package io.sweep4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownFormatTest extends ReportFormatContract {
    @Override
    ReportFormat format() {
        return new MarkdownFormat();
    }

    @Override
    String markOfNan() {
        return "**NaN**";
    }

    @Test
    void begins_with_what_matters() {
        assertThat(render(Fixtures.activations()))
                .startsWith("# Sweep bias-and-rate\n")
                .contains("**24 trials: 15 completed, 9 diverged**")
                .contains("Best: **trial 23** with **0.9191** at epoch 9: activation softmax, learning_rate 1")
                .contains("6 trials diverged: `LOG_OF_ZERO`");
    }

    @Test
    void has_causes_frontier_and_survival() {
        assertThat(render(Fixtures.activations()))
                .contains(
                        "| 6 | `LOG_OF_ZERO` | An output was exactly 0, and the cost takes its logarithm or divides by it. | Use"
                                + " softmax at the output: its values are above 0; or start from biases above 0. | 1, 3, 5, 13, 15,"
                                + " 17 |")
                .contains("| tanh | 0 | none | – | 0.001 | `LOG_OF_ZERO` |")
                .contains("| tanh | 1 | 0.031623 | 0.8676 (trial 4) | 1 | `GROWING_STEPS` |")
                .contains("\n| 0 | 24 | 100 % |\n| 1 | 18 | 75 % |\n| 4 | 15 | 62.5 % |\n| 10 | 15 | 62.5 % |\n");
    }

    @Test
    void says_what_is_odd_about_the_best() {
        assertThat(render(Fixtures.warned()))
                .contains(
                        "Best: **trial 24** with **-3.25** at epoch 1: activation softmax, learning_rate 1, bias_init 1\n"
                                + "  - ⚠️ `COST_BELOW_ZERO` Outputs above 1 make this cross-entropy negative")
                .contains("| -3.25 | 0.1000 | 1 | `COST_BELOW_ZERO`, `UNNORMALISED_OUTPUT` |");
    }

    @Test
    void cuts_the_ranking_and_says_so() {
        assertThat(render(Fixtures.activations()))
                .contains("\n| 20 | ")
                .doesNotContain("\n| 21 | ")
                .contains("The first 20 of 24; all are in `report.csv`.");
    }

    @Test
    void makes_hostile_texts_inert() {
        String text = render(Fixtures.hostile());
        assertThat(text.substring(0, text.indexOf("<details>")))
                .doesNotContain("<img")
                .doesNotContain("</script>")
                .doesNotContain("\u202E")
                .contains("&lt;img src=x onerror=\"alert(1)\"&gt;'\\|\\`&lt;/script&gt; =1+1\\\\u202e");
        assertThat(text).contains("`````yaml\n").doesNotContain("\u202E");
    }

    @Test
    void keeps_every_row_of_a_table_on_one_line_with_as_many_cells() {
        String text = render(Fixtures.hostile());
        String diverged = text.substring(text.indexOf("## Diverged"), text.indexOf("## Failed"));
        assertThat(diverged.lines().filter(line -> line.startsWith("|")))
                .hasSize(3)
                .allSatisfy(row -> assertThat(row.replace("\\|", "").chars().filter(c -> c == '|'))
                        .hasSize(8));
    }

    @Test
    void leaves_underscores_inside_words_alone() {
        assertThat(MarkdownFormat.escape("learning_rate _x_ -1 a-b")).isEqualTo("learning_rate \\_x\\_ -1 a-b");
        assertThat(MarkdownFormat.escape("- no list")).isEqualTo("\\- no list");
    }

    @Test
    void lays_several_sweeps_side_by_side() {
        assertThat(render(MatchingTest.before(), MatchingTest.after()))
                .contains("4 cells are in both sweeps, 1 only in after. The reference is before")
                .contains("1 cell that diverged in the reference survives: 1 LOG_OF_ZERO."
                        + " 1 cell that survived in the reference diverges: 1 GROWING_STEPS.\n")
                .contains("| `learning_rate` | 0.1, 0.5 | 2 only in after |")
                .containsPattern(
                        "\\| tanh \\| 0.5 \\| ❌ diverged \\(LOG_OF_ZERO\\) \\| 0.8\\d+ \\| \\*\\*survives\\*\\* \\|")
                .containsPattern("\\| tanh \\| 0.1 \\| 0.8\\d+ \\| 0.8\\d+ \\| -0.00\\d\\d worse \\|");
    }

    @Test
    void makes_hostile_texts_inert_in_cells_too() {
        String text = render(Fixtures.hostile(), Fixtures.hostile());
        assertThat(text.substring(0, text.indexOf("<details>")))
                .contains("### Matched cells")
                .doesNotContain("<img")
                .doesNotContain("\u202E");
    }
}
