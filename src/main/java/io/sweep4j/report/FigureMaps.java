package io.sweep4j.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sweep4j.sweep.Cause;
import io.sweep4j.sweep.Metric;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What the page's script draws of where trials diverged: heat maps and survival. */
final class FigureMaps {
    private FigureMaps() {}

    static void write(JsonGenerator json, SweepComparison comparison) throws IOException {
        DivergenceMap map = comparison.map();
        json.writeObjectFieldStart("causes");
        for (CauseGroup group : map.causes()) {
            Cause cause = group.cause();
            Json.member(json, cause.name(), List.of(DivergenceWording.label(cause), cause.meaning()));
        }
        json.writeEndObject();
        Metric metric = comparison.sweep().metric();
        List<HeatMeasure> measures = measures(comparison, metric);
        json.writeArrayFieldStart("measures");
        for (HeatMeasure measure : measures) {
            json.writeStartObject();
            Json.member(json, "name", measure.name());
            Json.member(json, "label", measure.label(metric));
            Json.member(json, "more", measure.moreIsBetter(metric));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("maps");
        for (int i = 0; i < map.heatMaps().size(); i++) {
            heatMap(
                    json,
                    map.heatMaps().get(i),
                    comparison.analysis().heatValues().get(i),
                    measures);
        }
        json.writeEndArray();
        firstMap(json, comparison);
        survival(json, map);
    }

    /** The axes of the map that tells most, down and across; null if there is no map. */
    private static void firstMap(JsonGenerator json, SweepComparison comparison) throws IOException {
        List<Integer> axes = HeatMap.telling(comparison).stream()
                .limit(1)
                .flatMap(map -> map.turned(comparison.axes())
                        ? Stream.of(map.across(), map.down())
                        : Stream.of(map.down(), map.across()))
                .toList();
        Json.member(json, "first_map", axes.isEmpty() ? null : axes);
    }

    /** The measures that any cell has a value of. */
    private static List<HeatMeasure> measures(SweepComparison comparison, Metric metric) {
        return Stream.of(HeatMeasure.values())
                .filter(measure -> measure.tells(metric))
                .filter(measure -> measure != HeatMeasure.DIVERGED
                        || !comparison.diverged().isEmpty())
                .filter(measure -> comparison.analysis().heatValues().stream()
                        .anyMatch(values -> values.of(measure).stream().anyMatch(value -> value != null)))
                .toList();
    }

    private static void heatMap(JsonGenerator json, HeatMap heat, HeatValues values, List<HeatMeasure> measures)
            throws IOException {
        json.writeStartObject();
        Json.member(json, "down", heat.down());
        Json.member(json, "across", heat.across());
        json.writeArrayFieldStart("cells");
        for (HeatCell cell : heat.cells()) {
            RankedTrial best = cell.best();
            Json.value(
                    json,
                    Arrays.asList(
                            cell.down(),
                            cell.across(),
                            cell.trials(),
                            best == null ? null : best.number(),
                            cell.causes()));
        }
        json.writeEndArray();
        json.writeObjectFieldStart("values");
        for (HeatMeasure measure : measures) {
            json.writeArrayFieldStart(measure.name());
            for (Double value : values.of(measure)) {
                Json.value(json, FigureData.rounded(value));
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void survival(JsonGenerator json, DivergenceMap map) throws IOException {
        json.writeObjectFieldStart("survival");
        json.writeFieldName("all");
        survival(json, map.survival());
        json.writeArrayFieldStart("by");
        for (SurvivalBy by : map.survivalBy()) {
            json.writeStartObject();
            Json.member(json, "axis", by.axis());
            json.writeArrayFieldStart("values");
            for (Survival survival : by.values()) {
                survival(json, survival);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** The number that started, and how many were finite after each epoch that tells. */
    private static void survival(JsonGenerator json, Survival survival) throws IOException {
        json.writeStartObject();
        Json.member(json, "started", survival.started());
        Json.member(json, "epoch", survival.steps());
        Json.member(
                json,
                "finite",
                survival.steps().stream()
                        .map(epoch -> survival.finite().get(epoch))
                        .toList());
        json.writeEndObject();
    }
}
