package io.sweep4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Value;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

class CsvFormatTest extends ReportFormatContract {
    @Override
    ReportFormat format() {
        return new CsvFormat();
    }

    @Override
    String markOfNan() {
        return ",nan,";
    }

    private static List<CSVRecord> parse(String text) throws IOException {
        return CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(text))
                .getRecords();
    }

    @Test
    void has_the_columns_of_the_results_view_and_then_the_rank() {
        assertThat(render(Fixtures.empty()))
                .isEqualTo(
                        "sweep,trial,repeat,in_plan,state,hidden,activation,output_activation,loss,weight_init,bias_init,"
                                + "updater,momentum,learning_rate,decay,decay_schedule,batch_size,epochs,l1,l2,dropout,seed,shuffle,"
                                + "engine,epochs_run,final_cost,final_validation_accuracy,final_test_accuracy,best_cost,"
                                + "best_validation_accuracy,best_test_accuracy,best_epoch,diverged_epoch,diverged_iteration,cause,"
                                + "warnings,seconds,error,started_at,finished_at,rank,final_cost_kind,test_accuracy\r\n");
    }

    @Test
    void has_a_row_a_trial_in_rank_order_at_full_precision() throws IOException {
        List<CSVRecord> rows = parse(render(Fixtures.activations()));
        assertThat(rows).hasSize(24);
        assertThat(rows.get(0).get("rank")).isEqualTo("1");
        assertThat(rows.get(0).get("trial")).isEqualTo("23");
        assertThat(rows.get(2).get("learning_rate")).isEqualTo("0.03162277660168379");
        assertThat(rows.get(0).get("output_activation")).isEmpty();
        assertThat(rows.get(0).get("started_at")).isEqualTo("2026-11-24T08:00:23Z");
        CSVRecord last = rows.get(23);
        assertThat(last.get("state")).isEqualTo("DIVERGED");
        assertThat(last.get("cause")).isEqualTo("LOG_OF_ZERO");
        assertThat(last.get("final_cost")).isEmpty();
        assertThat(last.get("final_cost_kind")).isEqualTo("nan");
    }

    @Test
    void has_a_row_an_epoch_in_a_second_file() throws IOException {
        ReportFile curves =
                format().render(Comparison.of(Fixtures.activations())).get(1);
        assertThat(curves.name()).isEqualTo("curves.csv");
        List<CSVRecord> rows = parse(curves.text());
        assertThat(rows).hasSize(240);
        assertThat(rows.get(0).toMap()).containsEntry("cost_kind", "finite").containsEntry("epoch", "1");
        assertThat(rows.get(239).toMap()).containsEntry("cost", "").containsEntry("cost_kind", "nan");
    }

    @Test
    void keeps_spreadsheets_from_running_texts_and_numbers_as_they_are() throws IOException {
        Configuration negative = Configuration.of(Map.of(Parameter.BIAS_INIT, Value.Real.of(-1.5)));
        ReportInput input = new ReportInput(
                Fixtures.sweep("=HYPERLINK(1)", "", List.of(), 1),
                List.of(Fixtures.trial(1, negative, Fixtures.curve(1, 0, 1, 0.1), null)),
                Map.of());
        CSVRecord row = parse(render(input)).get(0);
        assertThat(row.get("sweep")).isEqualTo("'=HYPERLINK(1)");
        assertThat(row.get("bias_init")).isEqualTo("-1.5");
        assertThat(parse(render(Fixtures.hostile())).get(0).get("loss")).isEqualTo("'=cmd()");
    }

    @Test
    void keeps_hostile_texts_in_their_cell() throws IOException {
        List<CSVRecord> rows = parse(render(Fixtures.hostile()));
        assertThat(rows)
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.isConsistent()).isTrue());
        assertThat(rows.get(1).get("error")).isEqualTo(Fixtures.HOSTILE);
        assertThat(rows.get(1).get("rank")).isEmpty();
    }

    @Test
    void has_a_row_a_matched_cell_and_sweep_in_a_third_file() throws IOException {
        List<ReportFile> files = format().render(Comparison.of(List.of(MatchingTest.before(), MatchingTest.after())));
        assertThat(files).extracting(ReportFile::name).containsExactly("report.csv", "curves.csv", "cells.csv");
        List<CSVRecord> rows = parse(files.get(2).text());
        assertThat(rows).hasSize(8);
        assertThat(rows.get(0).toMap())
                .containsEntry("cell", "1")
                .containsEntry("activation", "tanh")
                .containsEntry("learning_rate", "0.5")
                .containsEntry("metric", "validation_accuracy")
                .containsEntry("sweep", "before")
                .containsEntry("state", "DIVERGED")
                .containsEntry("cause", "LOG_OF_ZERO")
                .containsEntry("value", "")
                .containsEntry("difference", "");
        assertThat(rows.get(1).toMap()).containsEntry("cell", "1").containsEntry("sweep", "after");
        assertThat(Double.parseDouble(rows.get(5).get("difference"))).isNotZero();
        assertThat(format().render(Comparison.of(MatchingTest.before()))).hasSize(2);
    }

    @Test
    void a_cell_tells_which_of_several_trials_stands_for_it() throws IOException {
        String cells = format().render(Comparison.of(List.of(MatchingTest.before(), MatchingTest.wide())))
                .get(2)
                .text();
        assertThat(parse(cells))
                .anySatisfy(row -> assertThat(row.toMap())
                        .containsEntry("sweep", "wide")
                        .containsEntry("trials", "3")
                        .containsEntry("trial", "2")
                        .containsEntry("folded", "bias_init=1.0"))
                .filteredOn(row -> row.get("sweep").equals("before"))
                .allSatisfy(row -> assertThat(row.get("folded")).isEmpty());
    }
}
