package io.sweep4j.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sweep4j.sweep.Cause;
import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Value;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What {@code report.json} says about divergences; {@link JsonFormat} shows the members. */
final class JsonDivergence {
    private JsonDivergence() {}

    static Map<String, @Nullable Object> row(DivergedTrial diverged) {
        Divergence divergence = diverged.divergence();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("trial", diverged.trial().number());
        row.put("epoch", divergence.epoch());
        row.put("iteration", divergence.iteration());
        row.put("quantity", divergence.quantity().label());
        row.put("kind", divergence.kind().label());
        row.put("layer", divergence.layer());
        row.put("cause", divergence.cause().name());
        row.put("explanation", divergence.explanation());
        row.put("advice", diverged.advice());
        row.put("evidence", new TreeMap<>(divergence.evidence()));
        row.put(
                "survivors",
                diverged.survivors().stream().map(JsonDivergence::survivor).toList());
        row.put(
                "neighbours",
                diverged.neighbours().stream().map(JsonDivergence::survivor).toList());
        return row;
    }

    private static Map<String, @Nullable Object> survivor(Survivor survivor) {
        Map<String, @Nullable Object> changes = new LinkedHashMap<>();
        survivor.changes().forEach((parameter, value) -> changes.put(parameter.yaml(), ResultColumns.cell(value)));
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("trial", survivor.number());
        row.put("changes", changes);
        row.put("value", survivor.trial().best());
        row.put("warnings", survivor.trial().stored().warnings());
        return row;
    }

    /** Writes the members {@code causes}, {@code frontier}, {@code survival} and {@code heat_maps}. */
    static void map(JsonGenerator json, SweepComparison comparison) throws IOException {
        DivergenceMap map = comparison.map();
        json.writeArrayFieldStart("causes");
        for (CauseGroup group : map.causes()) {
            Json.row(json, cause(group));
        }
        json.writeEndArray();
        json.writeFieldName("frontier");
        if (map.frontier().isEmpty()) {
            json.writeNull();
        } else {
            Frontier frontier = map.frontier().get();
            json.writeStartArray();
            for (FrontierLine line : frontier.lines()) {
                Json.row(json, line(frontier, line));
            }
            json.writeEndArray();
        }
        survival(json, map.survival());
        json.writeArrayFieldStart("heat_maps");
        for (HeatMap heat : map.heatMaps()) {
            heatMap(
                    json,
                    heat,
                    comparison.axes().get(heat.down()),
                    comparison.axes().get(heat.across()));
        }
        json.writeEndArray();
    }

    private static Map<String, @Nullable Object> cause(CauseGroup group) {
        Cause cause = group.cause();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("cause", cause.name());
        row.put("count", group.trials().size());
        row.put("meaning", cause.meaning());
        row.put("advice", group.advice());
        row.put(
                "trials",
                group.trials().stream().map(trial -> trial.trial().number()).toList());
        return row;
    }

    private static Map<String, @Nullable Object> line(Frontier frontier, FrontierLine line) {
        Map<String, @Nullable Object> cell = new LinkedHashMap<>();
        for (Parameter parameter : frontier.others()) {
            cell.put(parameter.yaml(), ResultColumns.cell(line.cell().value(parameter)));
        }
        RateOutcome survives = line.survives();
        RateOutcome diverges = line.diverges();
        RankedTrial best = survives == null ? null : survives.best().orElse(null);
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("cell", cell);
        row.put("survives", survives == null ? null : ResultColumns.cell(survives.rate()));
        row.put("trial", best == null ? null : best.number());
        row.put("value", best == null ? null : best.best());
        row.put("warnings", best == null ? List.of() : best.stored().warnings());
        row.put("diverges", diverges == null ? null : ResultColumns.cell(diverges.rate()));
        row.put("causes", diverges == null ? List.of() : diverges.causes());
        row.put(
                "below",
                line.below().stream()
                        .map(rate -> ResultColumns.cell(rate.rate()))
                        .toList());
        row.put("rates", line.rates().stream().map(JsonDivergence::rate).toList());
        return row;
    }

    private static Map<String, @Nullable Object> rate(RateOutcome outcome) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("learning_rate", ResultColumns.cell(outcome.rate()));
        row.put("survived", outcome.survived().size());
        row.put("diverged", outcome.diverged().size());
        return row;
    }

    private static void survival(JsonGenerator json, Survival survival) throws IOException {
        json.writeObjectFieldStart("survival");
        Json.member(json, "started", survival.started());
        json.writeArrayFieldStart("epochs");
        for (int epoch = 0; epoch <= survival.epochs(); epoch++) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("epoch", epoch);
            row.put("finite", survival.finite().get(epoch));
            row.put("share", survival.share(epoch));
            Json.row(json, row);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void heatMap(JsonGenerator json, HeatMap heat, VaryingAxis down, VaryingAxis across)
            throws IOException {
        json.writeStartObject();
        Json.member(json, "down", down.parameter().yaml());
        Json.member(json, "across", across.parameter().yaml());
        json.writeArrayFieldStart("cells");
        for (HeatCell cell : heat.cells()) {
            RankedTrial best = cell.best();
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("down", at(down, cell.down()));
            row.put("across", at(across, cell.across()));
            row.put("trials", cell.trials());
            row.put("diverged", cell.diverged());
            row.put("causes", cell.causes());
            row.put("trial", best == null ? null : best.number());
            row.put("value", best == null ? null : best.best());
            Json.row(json, row);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static @Nullable Object at(VaryingAxis axis, int place) {
        List<Value> values = axis.values();
        return place < values.size() ? ResultColumns.cell(values.get(place)) : null;
    }
}
