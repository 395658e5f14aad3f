package io.sweep4j.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** What the page's script draws of the {@link Analysis}. */
final class FigureAnalysis {
    private FigureAnalysis() {}

    static void write(JsonGenerator json, Analysis analysis) throws IOException {
        importances(json, analysis);
        json.writeObjectFieldStart("edf");
        json.writeFieldName("all");
        edf(json, analysis.edf());
        json.writeArrayFieldStart("by");
        for (List<Edf> by : analysis.edfBy()) {
            json.writeStartArray();
            for (Edf edf : by) {
                edf(json, edf);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeArrayFieldStart("slices");
        for (Slice slice : analysis.slices()) {
            json.writeStartArray();
            for (Slice.Place place : slice.places()) {
                Json.value(json, Arrays.asList(place.trials(), place.diverged(), FigureData.rounded(place.median())));
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        contours(json, analysis);
        timeline(json, analysis);
    }

    private static void importances(JsonGenerator json, Analysis analysis) throws IOException {
        json.writeArrayFieldStart("importances");
        if (analysis.importances().isPresent()) {
            for (Importances.OfAxis axis : analysis.importances().get().axes()) {
                Json.value(json, Arrays.asList(axis.axis(), FigureData.rounded(axis.share())));
            }
        }
        json.writeEndArray();
    }

    private static void edf(JsonGenerator json, Edf edf) throws IOException {
        json.writeStartObject();
        Json.member(json, "trials", edf.trials());
        Json.member(
                json, "values", edf.values().stream().map(FigureData::rounded).toList());
        json.writeEndObject();
    }

    private static void contours(JsonGenerator json, Analysis analysis) throws IOException {
        json.writeArrayFieldStart("contours");
        for (Contour contour : analysis.contours()) {
            json.writeStartObject();
            Json.member(json, "down", contour.down());
            Json.member(json, "across", contour.across());
            Json.member(
                    json,
                    "levels",
                    contour.levels().stream().map(FigureData::rounded).toList());
            json.writeArrayFieldStart("lines");
            for (Contour.Piece piece : contour.lines()) {
                Json.value(
                        json,
                        Arrays.asList(
                                piece.level(),
                                FigureData.rounded(piece.fromAcross()),
                                FigureData.rounded(piece.fromDown()),
                                FigureData.rounded(piece.toAcross()),
                                FigureData.rounded(piece.toDown())));
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void timeline(JsonGenerator json, Analysis analysis) throws IOException {
        json.writeFieldName("timeline");
        if (analysis.timeline().isEmpty()) {
            json.writeNull();
            return;
        }
        Timeline timeline = analysis.timeline().get();
        json.writeStartObject();
        json.writeArrayFieldStart("workers");
        for (Timeline.Worker worker : timeline.workers()) {
            Json.value(json, List.of(worker.name(), worker.lanes()));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("stays");
        for (Timeline.Stay stay : timeline.stays()) {
            Json.value(json, List.of(stay.number(), stay.lane(), stay.from(), stay.to()));
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
