package io.sweep4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code report.json} is what its documented schema says. */
class ReportSchemaTest {
    private static List<Error> errors(String json) throws IOException {
        String text = Files.readString(Path.of("docs", "report.schema.json"));
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text, InputFormat.JSON);
        return schema.validate(json, InputFormat.JSON);
    }

    private static String report(List<ReportInput> inputs) {
        return new JsonFormat().render(Comparison.of(inputs)).get(0).text();
    }

    static Stream<List<ReportInput>> inputs() {
        return Stream.of(
                List.of(Fixtures.activations()),
                List.of(Fixtures.single("one", "just one")),
                List.of(Fixtures.empty()),
                List.of(Fixtures.allDiverged()),
                List.of(Fixtures.hostile()),
                List.of(Fixtures.numeric()),
                List.of(Fixtures.warned()),
                List.of(Fixtures.activations(), Fixtures.allDiverged(), Fixtures.empty()),
                List.of(Fixtures.activations(), Fixtures.warned()));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void every_report_follows_the_schema(List<ReportInput> inputs) throws IOException {
        assertThat(errors(report(inputs))).isEmpty();
    }

    @Test
    void the_schema_refuses_what_no_report_says() throws IOException {
        String report = report(List.of(Fixtures.activations()));
        Map<String, String> slips = Map.of(
                "\"version\": 1", "\"version\": 2",
                "\"sweeps\"", "\"swept\"",
                "\"state\":\"DIVERGED\"", "\"state\":\"BROKEN\"",
                "\"cost_kind\":\"nan\"", "\"cost_kind\":\"odd\"");
        for (Map.Entry<String, String> slip : slips.entrySet()) {
            String wrong = report.replace(slip.getKey(), slip.getValue());
            assertThat(wrong).isNotEqualTo(report);
            assertThat(errors(wrong)).as(slip.getKey()).isNotEmpty();
        }
    }
}
