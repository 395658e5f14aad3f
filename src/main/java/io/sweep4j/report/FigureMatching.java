package io.sweep4j.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sweep4j.sweep.Metric;
import java.io.IOException;

/** The numbers of the figures on several sweeps, as JSON; the script works out no difference. */
final class FigureMatching {
    private FigureMatching() {}

    /** An element with an object, as JSON; empty where there is nothing to draw. */
    static String of(Comparison comparison) {
        if (!drawn(comparison)) {
            return "";
        }
        String json =
                Json.compact(out -> write(out, comparison, comparison.matching().orElseThrow()));
        return "<script type=\"application/json\" id=\"matching\">" + FigureData.inert(json) + "</script>";
    }

    /** Whether there are figures: cells, with values of one metric or without any. */
    static boolean drawn(Comparison comparison) {
        return comparison
                .matching()
                .filter(matching ->
                        matching.metric() != null && !matching.cells().isEmpty())
                .isPresent();
    }

    private static void write(JsonGenerator json, Comparison comparison, Matching matching) throws IOException {
        Metric metric = comparison.sweeps().get(0).sweep().metric();
        json.writeStartObject();
        Json.member(json, "metric", metric.name().yaml());
        Json.member(json, "goal", metric.goal().yaml());
        Json.member(json, "label", Wording.name(metric));
        Json.member(
                json,
                "sweeps",
                comparison.sweeps().stream().map(sweep -> sweep.sweep().name()).toList());
        json.writeArrayFieldStart("parameters");
        for (SharedAxis axis : matching.axes()) {
            json.writeStartObject();
            Json.member(json, "name", axis.parameter().yaml());
            Json.member(
                    json,
                    "values",
                    axis.values().stream()
                            .map(value -> Wording.value(value.value()))
                            .toList());
            Json.member(json, "numeric", axis.numeric());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("cells");
        for (MatchedCell cell : matching.cells()) {
            cell(json, new MatchWording(comparison, matching), cell);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void cell(JsonGenerator json, MatchWording words, MatchedCell cell) throws IOException {
        json.writeStartObject();
        Json.member(json, "at", cell.places());
        json.writeArrayFieldStart("sides");
        for (int sweep = 0; sweep < cell.sides().size(); sweep++) {
            CellSide side = cell.sides().get(sweep);
            if (side == null) {
                json.writeNull();
            } else {
                side(json, side, words.of(sweep, side));
            }
        }
        json.writeEndArray();
        json.writeArrayFieldStart("differences");
        for (Double difference : cell.differences()) {
            Json.value(json, FigureData.rounded(difference));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void side(JsonGenerator json, CellSide side, String of) throws IOException {
        json.writeStartObject();
        Json.member(json, "n", side.best().number());
        Json.member(json, "best", FigureData.rounded(side.value()));
        Json.member(json, "state", Wording.state(side.best().stored().state()));
        var cause = side.cause();
        if (cause != null) {
            Json.member(json, "cause", cause.name());
        }
        if (!of.isEmpty()) {
            Json.member(json, "of", of);
        }
        json.writeEndObject();
    }
}
