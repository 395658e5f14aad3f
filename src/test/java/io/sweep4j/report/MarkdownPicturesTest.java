package io.sweep4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The pictures beside report.md. */
class MarkdownPicturesTest {
    private static Map<String, String> files(ReportInput... inputs) {
        return new MarkdownFormat()
                .render(Comparison.of(List.of(inputs))).stream()
                        .collect(Collectors.toMap(ReportFile::name, ReportFile::text));
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static List<String> texts(String svg) throws Exception {
        NodeList nodes = parse(svg).getElementsByTagName("text");
        return Stream.iterate(0, i -> i < nodes.getLength(), i -> i + 1)
                .map(i -> ((Element) nodes.item(i)).getTextContent())
                .toList();
    }

    private static String picture(ReportInput input, String name) {
        return files(input).getOrDefault(name, "");
    }

    static Stream<ReportInput> inputs() {
        return Stream.of(
                Fixtures.activations(),
                Fixtures.single("one", "just one"),
                Fixtures.empty(),
                Fixtures.allDiverged(),
                Fixtures.hostile(),
                Fixtures.numeric(),
                Fixtures.warned(),
                Fixtures.thousand());
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void every_picture_is_whole_shown_and_still(ReportInput input) throws Exception {
        Map<String, String> files = files(input);
        String markdown = files.getOrDefault("report.md", "");

        for (Map.Entry<String, String> file : files.entrySet()) {
            if (file.getKey().endsWith(".svg")) {
                Element svg = parse(file.getValue()).getDocumentElement();
                assertThat(svg.getTagName()).isEqualTo("svg");
                assertThat(svg.getElementsByTagName("script").getLength()).isZero();
                assertThat(file.getValue()).doesNotContain("NaN", "Infinity", "href", "url(", "@import");
                assertThat(markdown).contains("](" + file.getKey() + ")");
            }
        }
        assertThat(markdown.split("\\]\\(report-", -1)).hasSize(files.size());
    }

    @Test
    void the_costs_name_the_best_trials_and_when_others_diverged() throws Exception {
        assertThat(texts(picture(Fixtures.activations(), "report-cost.svg")))
                .contains("trial 23", "diverged", "6×", "3×")
                .doesNotContain("trial 1");
    }

    @Test
    void the_map_names_the_cause_where_nothing_survived_and_the_best_value_elsewhere() throws Exception {
        assertThat(texts(picture(Fixtures.activations(), "report-map.svg")))
                .contains("✕ diverged", "several causes", "1 of 2 diverged", "0.9191");
    }

    @Test
    void costs_below_zero_have_a_linear_axis() throws Exception {
        assertThat(texts(picture(Fixtures.warned(), "report-cost.svg"))).contains("Cost by epoch");
        assertThat(texts(picture(Fixtures.activations(), "report-cost.svg"))).contains("Cost by epoch, logarithmic");
    }

    @Test
    void there_is_no_picture_of_nothing() {
        assertThat(files(Fixtures.empty())).containsOnlyKeys("report.md");
        assertThat(files(Fixtures.allDiverged())).doesNotContainKey("report-cost.svg");
    }

    @Test
    void the_pictures_of_several_sweeps_have_names_of_their_own() {
        assertThat(files(Fixtures.activations(), Fixtures.warned()))
                .containsKeys("report-cost-1.svg", "report-map-1.svg", "report-cost-2.svg", "report-map-2.svg");
    }
}
