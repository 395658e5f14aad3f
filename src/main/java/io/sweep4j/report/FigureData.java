package io.sweep4j.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sweep4j.sweep.Cause;
import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.Observation;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that the page's script draws, as JSON. Ranks, best values and divergences are the comparison's; the script
 * works out none of them.
 */
public final class FigureData {
    private FigureData() {}

    /** An array of the sweeps' data, as JSON that may stand inside a script element. */
    public static String of(Comparison comparison) {
        String json = Json.compact(out -> {
            out.writeStartArray();
            for (SweepComparison sweep : comparison.sweeps()) {
                sweep(out, sweep);
            }
            out.writeEndArray();
        });
        StringBuilder inert = new StringBuilder(json.length());
        json.codePoints().forEach(c -> {
            if (c == '<') {
                inert.append("\\u003c"); // only inside JSON strings, where the escape means the same
            } else {
                inert.appendCodePoint(Texts.unprintable(c) ? 0xFFFD : c);
            }
        });
        return inert.toString();
    }

    private static void sweep(JsonGenerator json, SweepComparison comparison) throws IOException {
        json.writeStartObject();
        Metric metric = comparison.sweep().metric();
        Json.member(json, "metric", metric.name().yaml());
        Json.member(json, "goal", metric.goal().yaml());
        json.writeArrayFieldStart("parameters");
        for (VaryingAxis axis : comparison.axes()) {
            json.writeStartObject();
            Json.member(json, "name", axis.parameter().yaml());
            Json.member(json, "values", axis.labels());
            Json.member(json, "numeric", axis.numeric());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("trials");
        for (RankedTrial trial : comparison.ranking()) {
            if (trial.stored().inPlan()) {
                trial(json, comparison.axes(), trial);
            }
        }
        json.writeEndArray();
        json.writeArrayFieldStart("curves");
        for (TrialCurve curve : comparison.drawn().curves()) {
            curve(json, curve);
        }
        json.writeEndArray();
        map(json, comparison.map());
        json.writeEndObject();
    }

    private static void map(JsonGenerator json, DivergenceMap map) throws IOException {
        json.writeObjectFieldStart("causes");
        for (CauseGroup group : map.causes()) {
            Cause cause = group.cause();
            Json.member(json, cause.name(), List.of(DivergenceWording.label(cause), cause.meaning()));
        }
        json.writeEndObject();
        json.writeArrayFieldStart("maps");
        for (HeatMap heat : map.heatMaps()) {
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
            json.writeEndObject();
        }
        json.writeEndArray();
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

    private static void trial(JsonGenerator json, List<VaryingAxis> axes, RankedTrial trial) throws IOException {
        json.writeStartObject();
        Json.member(json, "n", trial.number());
        Json.member(json, "rank", trial.rank());
        json.writeArrayFieldStart("at");
        for (VaryingAxis axis : axes) {
            json.writeNumber(axis.place(trial));
        }
        json.writeEndArray();
        Json.member(json, "best", trial.finite() ? trial.best() : null);
        if (!trial.stored().warnings().isEmpty()) {
            Json.member(json, "warnings", Wording.warnings(trial));
        }
        var divergence = trial.stored().divergence();
        if (divergence != null) {
            Json.member(json, "epoch", divergence.epoch());
            Json.member(json, "iteration", divergence.iteration());
            Json.member(json, "kind", divergence.kind().symbol());
            Json.member(json, "cause", divergence.cause().name());
        }
        json.writeEndObject();
    }

    private static void curve(JsonGenerator json, TrialCurve curve) throws IOException {
        json.writeStartObject();
        Json.member(json, "n", curve.trial().number());
        column(json, curve, "epoch", Observation::epoch);
        column(json, curve, "cost", Observation::cost);
        column(json, curve, "validation", Observation::validationAccuracy);
        column(json, curve, "test", Observation::testAccuracy);
        json.writeEndObject();
    }

    private static void column(
            JsonGenerator json, TrialCurve curve, String name, Function<Observation, @Nullable Object> value)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (Observation epoch : curve.epochs()) {
            Json.value(json, value.apply(epoch));
        }
        json.writeEndArray();
    }
}
