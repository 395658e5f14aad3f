package io.sweep4j.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sweep4j.store.StoredTrial;
import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.NumberKind;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All that a page shows of one trial, as JSON. Numbers are the comparison's; a page works out none of them. */
public final class TrialData {
    private TrialData() {}

    /** Writes an object on a trial of the sweep compared, whatever its state. */
    public static void write(JsonGenerator json, SweepComparison sweep, StoredTrial trial) throws IOException {
        long number = trial.trial().number();
        Optional<RankedTrial> ranked =
                sweep.ranking().stream().filter(one -> one.number() == number).findFirst();
        List<Observation> epochs = sweep.curves().stream()
                .filter(curve -> curve.trial().number() == number)
                .findFirst()
                .map(TrialCurve::epochs)
                .orElse(List.of());
        json.writeStartObject();
        Json.member(json, "trial", number);
        Json.member(json, "state", trial.state().name());
        Json.member(json, "in_plan", trial.inPlan());
        Json.member(json, "repeat", trial.trial().repeat());
        Json.member(json, "rank", ranked.map(RankedTrial::rank).orElse(null));
        Json.member(json, "best", ranked.map(RankedTrial::best).orElse(null));
        Json.member(json, "best_epoch", ranked.map(RankedTrial::bestEpoch).orElse(null));
        Json.member(json, "test_accuracy", ranked.map(RankedTrial::testAccuracy).orElse(null));
        Json.member(json, "epochs", trial.trial().configuration().epochs());
        Json.member(json, "epochs_run", trial.summary().epochsRun());
        Json.member(json, "engine", trial.engine());
        Json.member(json, "seconds", trial.seconds());
        Json.member(json, "started_at", trial.startedAt());
        Json.member(json, "finished_at", trial.finishedAt());
        Json.member(json, "error", trial.error());
        Json.member(json, "values", values(sweep, trial));
        Json.member(json, "warnings", warnings(trial));
        Json.member(json, "note", OutputNote.of(epochs).orElse(null));
        Json.member(
                json,
                "divergence",
                sweep.diverged().stream()
                        .filter(diverged -> diverged.trial().number() == number)
                        .findFirst()
                        .map(diverged -> divergence(sweep, diverged))
                        .orElse(null));
        curve(json, number, DrawnCurves.thin(ranked, epochs));
        StringBuilder story = new StringBuilder();
        TrialStory.write(story, sweep, trial);
        Json.member(json, "story", story.toString());
        json.writeEndObject();
    }

    /** Every parameter that has a value, with whether it is an axis and whether it has an effect on this trial. */
    private static List<Map<String, @Nullable Object>> values(SweepComparison sweep, StoredTrial trial) {
        List<Map<String, @Nullable Object>> values = new ArrayList<>();
        for (Parameter parameter : Parameter.values()) {
            Optional<Value> value = trial.trial().configuration().value(parameter);
            if (value.isPresent()) {
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                row.put("name", parameter.yaml());
                row.put("text", value.get().text());
                row.put("axis", sweep.sweep().axes().contains(parameter));
                row.put("used", trial.trial().configuration().uses(parameter));
                values.add(row);
            }
        }
        return values;
    }

    private static List<Map<String, @Nullable Object>> warnings(StoredTrial trial) {
        List<Map<String, @Nullable Object>> warnings = new ArrayList<>();
        for (String code : trial.warnings()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("code", code);
            row.put("meaning", Wording.meaning(code));
            warnings.add(row);
        }
        return warnings;
    }

    private static Map<String, @Nullable Object> divergence(SweepComparison sweep, DivergedTrial diverged) {
        Divergence divergence = diverged.divergence();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("epoch", divergence.epoch());
        row.put("iteration", divergence.iteration());
        row.put("event", divergence.event());
        row.put("kind", divergence.kind().symbol());
        row.put("cause", divergence.cause().name());
        row.put("meaning", divergence.cause().meaning());
        row.put("explanation", divergence.explanation());
        row.put("advice", diverged.advice());
        row.put("nearby", DivergenceWording.survived(diverged, sweep.sweep().metric()));
        row.put("survivors", diverged.survivors().stream().map(Survivor::number).toList());
        return row;
    }

    private static void curve(JsonGenerator json, long number, List<Observation> epochs) throws IOException {
        json.writeObjectFieldStart("curve");
        Json.member(json, "n", number);
        column(json, epochs, "epoch", Observation::epoch);
        column(json, epochs, "cost", Observation::cost);
        column(json, epochs, "kind", epoch -> NumberKind.of(epoch.cost()).symbol());
        column(json, epochs, "train", Observation::trainAccuracy);
        column(json, epochs, "validation", Observation::validationAccuracy);
        column(json, epochs, "test", Observation::testAccuracy);
        column(json, epochs, "rate", Observation::appliedLearningRate);
        column(json, epochs, "diverged", Observation::diverged);
        column(json, epochs, "seconds", Observation::seconds);
        json.writeEndObject();
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
}
