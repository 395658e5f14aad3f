package io.sweep4j.dashboard;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sweep4j.report.CauseGroup;
import io.sweep4j.report.FixedParameter;
import io.sweep4j.report.Json;
import io.sweep4j.report.RankedTrial;
import io.sweep4j.report.ResultColumns;
import io.sweep4j.report.SweepComparison;
import io.sweep4j.store.StoredTrial;
import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.NumberKind;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Value;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One sweep as the page is told it. Non-finite numbers are null, with their kind beside them. */
final class SweepJson {
    /** Trials in the list of what happened last. */
    private static final int LATEST = 10;

    private SweepJson() {}

    /** A sweep without its trials and figures. */
    static void sweep(JsonGenerator json, long version, Board.Line line, SweepComparison sweep) throws IOException {
        json.writeStartObject();
        Json.member(json, "version", version);
        BoardJson.members(json, line);
        Json.member(json, "shows_test", sweep.showsTest());
        Json.member(json, "seconds", sweep.seconds());
        Json.member(json, "created_at", sweep.sweep().createdAt());
        Json.member(json, "finished_at", sweep.sweep().finishedAt());
        Json.member(json, "definition", sweep.sweep().definition());
        Json.member(json, "started", sweep.ranking().size());
        Json.member(json, "curves", sweep.curves().size());
        Json.member(json, "curves_left_out", sweep.drawn().leftOut());
        json.writeObjectFieldStart("counts");
        for (var count : sweep.counts().entrySet()) {
            Json.member(json, count.getKey().name(), count.getValue());
        }
        json.writeEndObject();
        Json.member(
                json, "varying", sweep.varying().stream().map(Parameter::yaml).toList());
        json.writeArrayFieldStart("fixed");
        for (FixedParameter fixed : sweep.fixed()) {
            json.writeStartObject();
            Json.member(json, "name", fixed.parameter().yaml());
            Json.member(json, "text", fixed.text());
            Json.member(json, "used", fixed.used());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeFieldName("best_row");
        if (sweep.best().isPresent()) {
            row(json, sweep, sweep.best().get());
        } else {
            json.writeNull();
        }
        Json.member(json, "repeated", sweep.repeated());
        Json.member(
                json,
                "spread",
                sweep.analysis()
                        .spread()
                        .map(spread -> List.of(spread.shown(sweep.sweep().metric()), spread.about()))
                        .orElse(null));
        causes(json, sweep.map().causes());
        json.writeArrayFieldStart("latest");
        for (RankedTrial trial : latest(sweep)) {
            row(json, sweep, trial);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void causes(JsonGenerator json, List<CauseGroup> causes) throws IOException {
        json.writeArrayFieldStart("causes");
        for (CauseGroup group : causes) {
            json.writeStartObject();
            Json.member(json, "cause", group.cause().name());
            Json.member(json, "count", group.trials().size());
            Json.member(json, "meaning", group.cause().meaning());
            Json.member(json, "advice", group.advice());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The trials that began or ended last, the latest first. */
    private static List<RankedTrial> latest(SweepComparison sweep) {
        return sweep.ranking().stream()
                .filter(trial -> trial.stored().inPlan())
                .sorted(Comparator.comparing(SweepJson::movedAt)
                        .thenComparing(RankedTrial::number)
                        .reversed())
                .limit(LATEST)
                .toList();
    }

    private static Instant movedAt(RankedTrial trial) {
        StoredTrial stored = trial.stored();
        return Objects.requireNonNullElse(
                stored.finishedAt(), Objects.requireNonNullElse(stored.startedAt(), Instant.EPOCH));
    }

    /** A page of the table of trials. */
    static void page(JsonGenerator json, long version, SweepComparison sweep, TrialTable.Page page) throws IOException {
        json.writeStartObject();
        Json.member(json, "version", version);
        Json.member(json, "page", page.number());
        Json.member(json, "found", page.found());
        Json.member(json, "started", sweep.ranking().size());
        json.writeArrayFieldStart("rows");
        for (RankedTrial trial : page.rows()) {
            row(json, sweep, trial);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void row(JsonGenerator json, SweepComparison sweep, RankedTrial trial) throws IOException {
        StoredTrial stored = trial.stored();
        Divergence divergence = stored.divergence();
        Double cost = trial.finalCost();
        json.writeStartObject();
        Json.member(json, "trial", trial.number());
        Json.member(json, "rank", trial.rank());
        Json.member(json, "state", stored.state().name());
        Json.member(json, "in_plan", stored.inPlan());
        Json.member(json, "repeat", stored.trial().repeat());
        json.writeArrayFieldStart("values");
        for (Parameter parameter : sweep.varying()) {
            Value value = trial.value(parameter);
            Json.value(json, value == null ? null : text(value));
        }
        json.writeEndArray();
        Json.member(json, "value", trial.best());
        Json.member(json, "test", trial.testAccuracy());
        Json.member(json, "epochs_run", stored.summary().epochsRun());
        Json.member(json, "epochs", stored.trial().configuration().epochs());
        Json.member(json, "cost", cost);
        Json.member(json, "cost_kind", cost == null ? null : NumberKind.of(cost).symbol());
        Json.member(json, "diverged_epoch", divergence == null ? null : (Integer) divergence.epoch());
        Json.member(json, "diverged_iteration", divergence == null ? null : (Long) divergence.iteration());
        Json.member(
                json, "cause", divergence == null ? null : divergence.cause().name());
        Json.member(json, "explanation", divergence == null ? null : divergence.explanation());
        Json.member(json, "warnings", stored.warnings());
        Json.member(json, "error", stored.error());
        Json.member(json, "seconds", stored.seconds());
        Json.member(json, "started_at", stored.startedAt());
        Json.member(json, "finished_at", stored.finishedAt());
        json.writeEndObject();
    }

    /** Real numbers as such, since the page shortens them; all else as its author wrote it. */
    private static @Nullable Object text(Value value) {
        return value instanceof Value.Real ? ResultColumns.cell(value) : value.text();
    }
}
