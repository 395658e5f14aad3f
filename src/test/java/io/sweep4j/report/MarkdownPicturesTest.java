package io.sweep4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
        return elements(parse(svg), "text").map(Element::getTextContent).toList();
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

    /** Labels that stood in another order than the lines would name the wrong ones. */
    @ParameterizedTest
    @MethodSource("inputs")
    void labels_stand_apart_and_in_the_order_of_their_lines_ends(ReportInput input) throws Exception {
        String svg = picture(input, "report-cost.svg");
        if (svg.isEmpty()) {
            return;
        }
        Document picture = parse(svg);
        Map<Double, Double> labels = new TreeMap<>(); // by the end of their line, from the top
        for (String line : List.of("one", "two", "three")) {
            List<Element> both = Stream.of("polyline", "text")
                    .flatMap(tag -> elements(picture, tag))
                    .filter(element -> element.getAttribute("class").equals(line))
                    .toList();
            if (both.size() == 2) {
                String points = both.get(0).getAttribute("points");
                labels.put(
                        Double.valueOf(points.substring(points.lastIndexOf(',') + 1)),
                        Double.valueOf(both.get(1).getAttribute("y")));
            }
        }
        List<Double> downwards = List.copyOf(labels.values());
        for (int i = 1; i < downwards.size(); i++) {
            assertThat(downwards.get(i) - downwards.get(i - 1)).isGreaterThanOrEqualTo(12.9);
        }
    }

    private static Stream<Element> elements(Document picture, String tag) {
        NodeList nodes = picture.getElementsByTagName(tag);
        return Stream.iterate(0, i -> i < nodes.getLength(), i -> i + 1).map(i -> (Element) nodes.item(i));
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
