package io.sweep4j.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sweep4j.sweep.Cause;
import io.sweep4j.sweep.Parameter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What {@code report.json} says about sweeps side by side; {@link JsonFormat} shows the members. */
final class JsonMatching {
    private final JsonGenerator json;
    private final List<String> names;
    private final Matching matching;

    private JsonMatching(JsonGenerator json, List<String> names, Matching matching) {
        this.json = json;
        this.names = names;
        this.matching = matching;
    }

    /** Writes the member {@code comparison}. */
    static void write(JsonGenerator json, Comparison comparison) throws IOException {
        json.writeFieldName("comparison");
        if (comparison.matching().isEmpty()) {
            json.writeNull();
            return;
        }
        List<String> names =
                comparison.sweeps().stream().map(sweep -> sweep.sweep().name()).toList();
        new JsonMatching(json, names, comparison.matching().get()).write();
    }

    private void write() throws IOException {
        json.writeStartObject();
        Json.member(json, "reference", names.get(0));
        Json.member(json, "same_metric", matching.metric() != null);
        rows("settings", matching.settings().stream().map(JsonMatching::setting).toList());
        rows("axes", matching.axes().stream().map(this::axis).toList());
        rows("sweeps", IntStream.range(0, names.size()).mapToObj(this::sweep).toList());
        Json.member(json, "cells_in_all", matching.inAll());
        rows(
                "against_reference",
                matching.pairings().stream().map(this::pairing).toList());
        rows("cells", matching.cells().stream().map(this::cell).toList());
        json.writeEndObject();
    }

    private void rows(String name, List<Map<String, @Nullable Object>> rows) throws IOException {
        json.writeArrayFieldStart(name);
        for (Map<String, @Nullable Object> row : rows) {
            Json.row(json, row);
        }
        json.writeEndArray();
    }

    private static Map<String, @Nullable Object> setting(Setting setting) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("kind", MatchWording.kind(setting));
        row.put("name", setting.name());
        row.put("values", setting.values());
        return row;
    }

    private Map<String, @Nullable Object> sweep(int place) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("sweep", names.get(place));
        row.put(
                "folded",
                matching.folded().get(place).stream().map(Parameter::yaml).toList());
        row.put("cells_only_here", matching.lone().get(place));
        return row;
    }

    private Map<String, @Nullable Object> axis(SharedAxis axis) {
        List<Map<String, @Nullable Object>> values = new ArrayList<>();
        for (SharedAxis.AxisValue value : axis.values()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("value", ResultColumns.cell(value.value()));
            row.put("sweeps", value.sweeps().stream().map(names::get).toList());
            values.add(row);
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("parameter", axis.parameter().yaml());
        row.put("values", values);
        return row;
    }

    private Map<String, @Nullable Object> pairing(Pairing pairing) {
        boolean compared = matching.metric() != null;
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("sweep", names.get(pairing.sweep()));
        row.put("cells", pairing.cells());
        row.put("finite_in_both", pairing.finite());
        row.put("better", compared ? pairing.better() : null);
        row.put("worse", compared ? pairing.worse() : null);
        row.put("equal", compared ? pairing.equal() : null);
        row.put("median_difference", pairing.median());
        row.put("survives", pairing.survives());
        row.put("diverges", pairing.diverges());
        row.put("diverged_in_both", pairing.bothDiverged());
        row.put("no_outcome", pairing.open());
        return row;
    }

    private Map<String, @Nullable Object> cell(MatchedCell cell) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int axis = 0; axis < matching.axes().size(); axis++) {
            values.put(
                    matching.axes().get(axis).parameter().yaml(),
                    ResultColumns.cell(cell.values().get(axis)));
        }
        List<Map<String, @Nullable Object>> sides = new ArrayList<>();
        for (int sweep = 0; sweep < names.size(); sweep++) {
            CellSide side = cell.sides().get(sweep);
            if (side != null) {
                sides.add(side(
                        matching,
                        sweep,
                        names.get(sweep),
                        side,
                        cell.differences().get(sweep)));
            }
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("cell", values);
        row.put("sides", sides);
        return row;
    }

    /** Also the columns of {@code cells.csv}, in their order. */
    static Map<String, @Nullable Object> side(
            Matching matching, int place, String sweep, CellSide side, @Nullable Double difference) {
        Cause cause = side.cause();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("sweep", sweep);
        row.put("trial", side.best().number());
        row.put("state", side.best().stored().state().name());
        row.put("cause", cause == null ? null : cause.name());
        row.put("value", side.value());
        row.put("difference", difference);
        row.put("trials", side.trials());
        row.put("diverged", side.diverged());
        Map<String, @Nullable Object> folded = new LinkedHashMap<>();
        for (Parameter parameter : matching.folded().get(place)) {
            folded.put(parameter.yaml(), ResultColumns.cell(side.best().value(parameter)));
        }
        row.put("folded", folded);
        row.put("warnings", side.best().stored().warnings());
        return row;
    }
}
