package io.sweep4j.dashboard;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sweep4j.report.Json;
import io.sweep4j.store.SweepProgress;
import java.io.IOException;

/** The list of sweeps as the page is told it. */
final class BoardJson {
    private BoardJson() {}

    static void write(JsonGenerator json, Board board) throws IOException {
        json.writeStartObject();
        Json.member(json, "version", board.version());
        Json.member(json, "read_at", board.readAt());
        Json.member(json, "database", board.database());
        Json.member(json, "problem", board.problem());
        json.writeArrayFieldStart("sweeps");
        for (Board.Line line : board.sweeps()) {
            json.writeStartObject();
            members(json, line);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Writes what the list tells of a sweep, as members of the current object. */
    static void members(JsonGenerator json, Board.Line line) throws IOException {
        SweepProgress sweep = line.progress();
        Json.member(json, "sweep", sweep.name());
        Json.member(json, "description", sweep.description());
        Json.member(json, "state", sweep.state());
        Json.member(json, "metric", sweep.metric().name().yaml());
        Json.member(json, "goal", sweep.metric().goal().yaml());
        Json.member(json, "trials", sweep.trials());
        Json.member(json, "ended", sweep.ended());
        Json.member(json, "completed", sweep.completed());
        Json.member(json, "diverged", sweep.diverged());
        Json.member(json, "failed", sweep.failed());
        Json.member(json, "running", sweep.running());
        Json.member(json, "epochs_run", sweep.epochsRun());
        Json.member(json, "epochs_left", sweep.epochsLeft());
        Json.member(json, "seconds_left", line.secondsLeft());
        Json.member(json, "best", sweep.best());
        Json.member(json, "best_trial", sweep.bestTrial());
        Json.member(json, "last_at", sweep.lastAt());
    }
}
