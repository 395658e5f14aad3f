package io.sweep4j.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sweep4j.sweep.Observation;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the page's script draws by epoch: single curves, and the band of all. */
final class FigureCurves {
    private FigureCurves() {}

    static void write(JsonGenerator json, SweepComparison comparison) throws IOException {
        json.writeArrayFieldStart("curves");
        for (TrialCurve curve : comparison.drawn().curves()) {
            curve(json, curve);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("band");
        band(json, "cost", comparison.analysis().cost());
        band(json, "validation", comparison.analysis().validation());
        band(json, "test", comparison.analysis().test());
        json.writeEndObject();
    }

    private static void curve(JsonGenerator json, TrialCurve curve) throws IOException {
        List<Observation> epochs = curve.epochs();
        json.writeStartObject();
        Json.member(json, "n", curve.trial().number());
        boolean counted =
                IntStream.range(0, epochs.size()).allMatch(i -> epochs.get(i).epoch() == i + 1);
        if (!counted) {
            column(json, epochs, "epoch", Observation::epoch);
        }
        column(json, epochs, "cost", epoch -> FigureData.rounded(epoch.cost()));
        measured(json, epochs, "validation", Observation::validationAccuracy);
        measured(json, epochs, "test", Observation::testAccuracy);
        json.writeEndObject();
    }

    /** A column that is left out if nobody measured it. */
    private static void measured(
            JsonGenerator json, List<Observation> epochs, String name, Function<Observation, @Nullable Double> value)
            throws IOException {
        if (epochs.stream().anyMatch(epoch -> value.apply(epoch) != null)) {
            column(json, epochs, name, epoch -> FigureData.rounded(value.apply(epoch)));
        }
    }

    private static void column(
            JsonGenerator json, List<Observation> epochs, String name, Function<Observation, @Nullable Object> value)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (Observation epoch : epochs) {
            Json.value(json, value.apply(epoch));
        }
        json.writeEndArray();
    }

    private static void band(JsonGenerator json, String name, CurveBand band) throws IOException {
        json.writeArrayFieldStart(name);
        for (CurveBand.Point point : band.points()) {
            json.writeStartArray();
            json.writeNumber(point.epoch());
            for (double quantile :
                    new double[] {point.low(), point.quarter(), point.median(), point.threeQuarters(), point.high()}) {
                Json.value(json, FigureData.rounded(quantile));
            }
            json.writeNumber(point.trials());
            json.writeEndArray();
        }
        json.writeEndArray();
    }
}
