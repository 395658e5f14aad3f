package io.sweep4j.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sweep4j.sweep.Metric;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that the page's script draws, as JSON. Ranks, best values and divergences are the comparison's; the script
 * works out none of them.
 */
public final class FigureData {
    private static final MathContext DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

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
        return inert(json);
    }

    /** The same JSON in a form that may stand inside a script element. */
    static String inert(String json) {
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
        Json.member(json, "label", Wording.name(metric));
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
        FigureCurves.write(json, comparison);
        FigureMaps.write(json, comparison);
        FigureAnalysis.write(json, comparison.analysis());
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
        Json.member(json, "best", trial.finite() ? rounded(trial.best()) : null);
        Json.member(json, "state", Wording.state(trial.stored().state()));
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

    /** To as many digits as a drawing shows; null where there is no number, or none that is finite. */
    static @Nullable Double rounded(@Nullable Double number) {
        return number == null || !Double.isFinite(number)
                ? null
                : (Double) new BigDecimal(number).round(DIGITS).doubleValue();
    }
}
