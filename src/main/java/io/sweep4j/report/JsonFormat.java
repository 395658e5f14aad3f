package io.sweep4j.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sweep4j.store.StoredSweep;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Parameter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything for programs, in {@code report.json}:
 *
 * <pre>
 * { "format": "sweep4j-report", "version": 1,
 *   "sweeps": [ {
 *     "sweep", "description", "state", "trials", "created_at", "finished_at", "seconds", "definition",
 *     "metric": { "name", "goal" },
 *     "provenance": the object as stored,
 *     "counts": { STATE: number of trials, … },          states without any left out
 *     "varying": [ parameter, … ], "fixed": { parameter: text, … },
 *     "best_trial": number or null,
 *     "ranking": [ { the columns of results, then rank, final_cost_kind and test_accuracy }, … ],        best first
 *     "divergences": [ { "trial", "epoch", "iteration", "quantity", "kind", "layer", "cause", "explanation", "advice",
 *                        "evidence", "survivors": [ { "trial", "changes": { parameter: value }, "value", "warnings" } ],
 *                        "neighbours": [ likewise, one an axis ] }, … ],
 *     "causes": [ { "cause", "count", "meaning", "advice", "trials": [ number, … ] }, … ],
 *     "frontier": null or [ { "cell": { parameter: value }, "survives", "trial", "value", "warnings", "diverges", "causes",
 *                             "below": [ rate, … ], "rates": [ { "learning_rate", "survived", "diverged" }, … ] }, … ],
 *     "survival": { "started", "epochs": [ { "epoch", "finite", "share" }, … ] },
 *     "heat_maps": [ { "down": parameter, "across": parameter,
 *                      "cells": [ { "down", "across", "trials", "diverged", "causes", "trial", "value" }, … ] }, … ],
 *     "failures": [ { "trial", "error" }, … ],
 *     "curves": [ { "trial", "epochs": [ { the columns of curves, from epoch on }, … ] }, … ]     every epoch
 *   } ],
 *   "combined": [ { "rank", "sweep", "trial", "value" }, … ],     of several sweeps with one metric, else empty
 *   "comparison": null or {                                      of several sweeps
 *     "reference": sweep, "same_metric": boolean,
 *     "settings": [ { "kind", "name", "values": [ text or null, … ] }, … ],                a value a sweep
 *     "axes": [ { "parameter", "values": [ { "value", "sweeps": [ sweep, … ] }, … ] }, … ],
 *     "sweeps": [ { "sweep", "folded": [ parameter, … ], "cells_only_here" }, … ], "cells_in_all",
 *     "against_reference": [ { "sweep", "cells", "finite_in_both", "better", "worse", "equal", "median_difference",
 *                              "survives": { cause: number of cells }, "diverges": { cause: number of cells },
 *                              "diverged_in_both", "no_outcome" }, … ],
 *     "cells": [ { "cell": { parameter: value },
 *                  "sides": [ { "sweep", "trial", "state", "cause", "value", "difference", "trials", "diverged",
 *                               "folded": { parameter: value }, "warnings" }, … ] }, … ]
 *   }
 * }
 * </pre>
 *
 * Numbers have all their digits. Non-finite ones are null and have their kind beside them ({@code cost_kind},
 * {@code final_cost_kind}, {@code kind}: {@code nan}, {@code +inf}, {@code -inf}). Times are ISO 8601 in UTC.
 */
final class JsonFormat implements ReportFormat {
    private static final int VERSION = 1;

    @Override
    public String name() {
        return "json";
    }

    @Override
    public List<ReportFile> render(Comparison comparison) {
        return List.of(new ReportFile("report.json", out -> Json.indented(out, json -> comparison(json, comparison))));
    }

    private static void comparison(JsonGenerator json, Comparison comparison) throws IOException {
        json.writeStartObject();
        Json.member(json, "format", "sweep4j-report");
        Json.member(json, "version", VERSION);
        json.writeArrayFieldStart("sweeps");
        for (SweepComparison sweep : comparison.sweeps()) {
            sweep(json, sweep);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("combined");
        for (Comparison.Placed placed : comparison.combined()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("rank", placed.trial().rank());
            row.put("sweep", comparison.sweeps().get(placed.sweep()).sweep().name());
            row.put("trial", placed.trial().number());
            row.put("value", placed.trial().best());
            Json.row(json, row);
        }
        json.writeEndArray();
        JsonMatching.write(json, comparison);
        json.writeEndObject();
    }

    private static void sweep(JsonGenerator json, SweepComparison comparison) throws IOException {
        StoredSweep sweep = comparison.sweep();
        json.writeStartObject();
        Json.member(json, "sweep", sweep.name());
        Json.member(json, "description", sweep.description());
        Json.member(json, "state", sweep.state());
        Json.member(json, "trials", sweep.trials());
        Json.member(json, "created_at", sweep.createdAt());
        Json.member(json, "finished_at", sweep.finishedAt());
        Json.member(json, "seconds", comparison.seconds());
        Json.member(json, "definition", sweep.definition());
        json.writeObjectFieldStart("metric");
        Json.member(json, "name", sweep.metric().name().yaml());
        Json.member(json, "goal", sweep.metric().goal().yaml());
        json.writeEndObject();
        json.writeFieldName("provenance");
        Provenance.copy(sweep.provenance(), json);
        Json.member(json, "counts", comparison.counts());
        Json.member(
                json,
                "varying",
                comparison.varying().stream().map(Parameter::yaml).toList());
        Map<String, Object> fixed = new LinkedHashMap<>();
        comparison.fixed().forEach(parameter -> fixed.put(parameter.parameter().yaml(), parameter.text()));
        Json.member(json, "fixed", fixed);
        Json.member(
                json, "best_trial", comparison.best().map(RankedTrial::number).orElse(null));
        json.writeArrayFieldStart("ranking");
        for (RankedTrial trial : comparison.ranking()) {
            Json.row(json, ResultColumns.of(sweep.name(), trial));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("divergences");
        for (DivergedTrial diverged : comparison.diverged()) {
            Json.row(json, JsonDivergence.row(diverged));
        }
        json.writeEndArray();
        JsonDivergence.map(json, comparison);
        json.writeArrayFieldStart("failures");
        for (RankedTrial failed : comparison.failed()) {
            json.writeStartObject();
            Json.member(json, "trial", failed.number());
            Json.member(json, "error", failed.stored().error());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("curves");
        for (TrialCurve curve : comparison.curves()) {
            json.writeStartObject();
            Json.member(json, "trial", curve.trial().number());
            json.writeArrayFieldStart("epochs");
            for (Observation epoch : curve.epochs()) {
                Json.row(json, CurveColumns.of(epoch));
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
