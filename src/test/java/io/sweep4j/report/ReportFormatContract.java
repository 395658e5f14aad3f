package io.sweep4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.store.StoredTrial;
import io.sweep4j.sweep.Parameter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What every report format must do. */
abstract class ReportFormatContract {

    abstract ReportFormat format();

    /** A text that shows a reader of the main file that trials ended in NaN. */
    abstract String markOfNan();

    String render(ReportInput... inputs) {
        return format().render(Comparison.of(List.of(inputs))).get(0).text();
    }

    @Test
    void is_registered_under_its_name() {
        assertThat(ReportFormats.named(format().name()).orElseThrow()).isInstanceOf(format().getClass());
        assertThat(format().render(Comparison.of(Fixtures.activations())).get(0).name())
                .isEqualTo("report." + format().name());
    }

    @Test
    @ResourceLock(Resources.LOCALE)
    @ResourceLock(Resources.TIME_ZONE)
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void gives_the_same_text_in_every_locale_and_time_zone_and_with_any_line_separator() {
        List<String> expected = texts(Comparison.of(Fixtures.activations()));
        List<String> expectedOfSeveral = texts(several());
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        String separator = System.lineSeparator();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            System.setProperty("line.separator", "\r\n");
            assertThat(texts(Comparison.of(Fixtures.activations()))).isEqualTo(expected);
            assertThat(texts(several())).isEqualTo(expectedOfSeveral);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
            System.setProperty("line.separator", separator);
        }
    }

    private List<String> texts(Comparison comparison) {
        return format().render(comparison).stream().map(ReportFile::text).toList();
    }

    private static Comparison several() {
        return Comparison.of(List.of(Fixtures.activations(), Fixtures.numeric()));
    }

    @Test
    void gives_the_same_text_whatever_the_order_of_the_trials() {
        ReportInput input = Fixtures.activations();
        List<StoredTrial> reversed = new ArrayList<>(input.trials());
        Collections.reverse(reversed);
        assertThat(render(new ReportInput(input.sweep(), reversed, input.curves())))
                .isEqualTo(render(input));
    }

    @Test
    void shows_nan() {
        assertThat(render(Fixtures.activations())).contains(markOfNan());
        assertThat(render(Fixtures.allDiverged())).contains(markOfNan());
    }

    @Test
    void shows_the_warnings_of_a_winner() {
        assertThat(render(Fixtures.warned())).contains("COST_BELOW_ZERO").contains("UNNORMALISED_OUTPUT");
        assertThat(render(Fixtures.activations())).doesNotContain("COST_BELOW_ZERO");
    }

    @Test
    void writes_a_report_without_any_trial() {
        assertThat(render(Fixtures.empty())).isNotBlank().doesNotContain(markOfNan());
    }

    @Test
    void writes_a_report_on_a_single_trial() {
        assertThat(render(Fixtures.single("one", "just one"))).contains("one");
    }

    @Test
    void writes_a_report_on_several_sweeps() {
        assertThat(render(Fixtures.activations(), Fixtures.allDiverged(), Fixtures.empty()))
                .contains("bias-and-rate")
                .contains("all-nan");
    }

    @Test
    void names_every_varying_parameter() {
        assertThat(render(Fixtures.activations()))
                .contains(Parameter.ACTIVATION.yaml(), Parameter.LEARNING_RATE.yaml(), Parameter.BIAS_INIT.yaml());
    }
}
