package io.sweep4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.SAXException;

/** The page is what the HTML standard calls valid. */
class HtmlValidityTest {
    static List<ReportInput> inputs() {
        return List.of(
                Fixtures.activations(),
                Fixtures.numeric(),
                Fixtures.hostile(),
                Fixtures.empty(),
                Fixtures.allDiverged());
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void a_page_has_no_fault(ReportInput input) throws IOException, SAXException {
        assertThat(HtmlValidity.faults(
                        new HtmlFormat().render(Comparison.of(input)).get(0).text()))
                .isEqualTo(HtmlValidity.NO_FAULT);
    }

    @Test
    void a_page_on_several_sweeps_has_no_fault() throws IOException, SAXException {
        List<ReportInput> several = List.of(Fixtures.activations(), Fixtures.numeric(), Fixtures.hostile());
        for (List<ReportInput> inputs :
                List.of(several.subList(0, 2), several, List.of(Fixtures.hostile(), Fixtures.hostile()))) {
            assertThat(HtmlValidity.faults(new HtmlFormat()
                            .render(Comparison.of(inputs))
                            .get(0)
                            .text()))
                    .isEqualTo(HtmlValidity.NO_FAULT);
        }
    }

    @Test
    void a_fault_would_be_found() throws IOException, SAXException {
        String page = new HtmlFormat()
                .render(Comparison.of(Fixtures.activations()))
                .get(0)
                .text();
        assertThat(HtmlValidity.faults(page.replace("<main id=\"main\">", "<main id=\"main\"><ul><p></ul>")))
                .contains("not allowed as child");
    }
}
