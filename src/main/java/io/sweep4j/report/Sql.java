package io.sweep4j.report;

import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.Parameter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The statements that yield a report's numbers from the views, so that a reader can go on from there. */
final class Sql {
    private final String sweep;
    private final Metric metric;
    private final List<Parameter> varying;
    private final boolean tested;

    Sql(SweepComparison comparison) {
        this.sweep = "'" + comparison.sweep().name().replace("'", "''") + "'";
        this.metric = comparison.sweep().metric();
        this.varying = comparison.varying();
        this.tested = comparison.showsTest();
    }

    String counts() {
        return "SELECT state, COUNT(*) AS trials FROM results\nWHERE sweep = " + sweep
                + " AND in_plan\nGROUP BY state ORDER BY state;";
    }

    String curves(String column) {
        return "SELECT trial, epoch, " + column + ", diverged FROM curves\nWHERE sweep = " + sweep + planned()
                + "\nORDER BY trial, epoch;";
    }

    /** The band of the column by epoch, over the trials that were finite then. */
    String band(String column) {
        String quantiles = Stream.of("0.1", "0.25", "0.5", "0.75", "0.9")
                .map(share -> ",\n  PERCENTILE_CONT(" + share + ") WITHIN GROUP (ORDER BY " + column + ") AS q"
                        + share.replace("0.", ""))
                .collect(Collectors.joining());
        return "SELECT epoch, COUNT(" + column + ") AS trials" + quantiles + "\nFROM curves\nWHERE sweep = " + sweep
                + planned() + "\n  AND NOT diverged AND " + column + " IS NOT NULL\nGROUP BY epoch ORDER BY epoch;";
    }

    String ranking() {
        return "SELECT trial, state, " + parameters() + best("r") + " AS best,\n"
                + "  " + test()
                + "best_epoch, final_cost, seconds\nFROM results r\n"
                + "WHERE sweep = " + sweep + " AND in_plan\n"
                + "ORDER BY CASE WHEN state = 'DIVERGED' THEN 1 WHEN state = 'FAILED' OR best_epoch IS NULL THEN 2"
                + " ELSE 0 END,\n  best " + (metric.goal() == Metric.Goal.MAXIMIZE ? "DESC" : "ASC")
                + " NULLS LAST, best_epoch, trial;";
    }

    String divergences() {
        return "SELECT trial, epoch, iteration, quantity, kind, layer, cause, explanation FROM divergences\nWHERE sweep = "
                + sweep + planned() + "\nORDER BY trial;";
    }

    String causes() {
        return "SELECT cause, COUNT(*) AS trials, LISTAGG(trial, ', ') WITHIN GROUP (ORDER BY trial) AS which\n"
                + "FROM results\nWHERE sweep = " + sweep + " AND in_plan AND cause IS NOT NULL\n"
                + "GROUP BY cause ORDER BY trials DESC, cause;";
    }

    String survival() {
        return "SELECT e.x AS epoch, COUNT(*) AS started,\n"
                + "  COUNT(*) - COUNT(CASE WHEN r.diverged_epoch <= e.x THEN 1 END) AS finite\nFROM results r\n"
                + "CROSS JOIN SYSTEM_RANGE(0, (SELECT MAX(epochs_run) FROM results WHERE sweep = " + sweep
                + " AND in_plan)) e\nWHERE r.sweep = " + sweep + " AND r.in_plan\nGROUP BY e.x ORDER BY epoch;";
    }

    String frontier(Frontier frontier) {
        String cell = frontier.others().stream()
                .map(parameter -> ", " + parameter.yaml())
                .collect(Collectors.joining("", "sweep", ""));
        return "SELECT " + cell + ", MAX(survives) AS survives,\n  MIN(CASE WHEN diverged > 0 AND (survives IS NULL OR"
                + " learning_rate > survives) THEN learning_rate END) AS diverges\nFROM (\n  SELECT " + cell
                + ", learning_rate, diverged,\n    MAX(CASE WHEN diverged = 0 THEN learning_rate END)"
                + " OVER (PARTITION BY " + cell + ") AS survives\n  FROM (\n    SELECT " + cell
                + ", learning_rate, COUNT(cause) AS diverged\n    FROM results\n    WHERE sweep = " + sweep
                + " AND in_plan AND state IN ('COMPLETED', 'DIVERGED')\n    GROUP BY " + cell
                + ", learning_rate))\nGROUP BY " + cell + "\nORDER BY " + cell + ";";
    }

    /** The repeats of each cell, with mean and standard deviation. */
    String spread() {
        String cell = varying.stream()
                .filter(parameter -> parameter != Parameter.SEED)
                .map(parameter -> ", " + parameter.yaml())
                .collect(Collectors.joining("", "sweep", ""));
        return "SELECT " + cell
                + ", COUNT(*) AS repeats, COUNT(best) AS finite,\n  AVG(best) AS mean, STDDEV_SAMP(best) AS"
                + " standard_deviation\nFROM (\n  SELECT " + cell + ", " + finiteBest() + " AS best\n  FROM results r"
                + " WHERE sweep = " + sweep + " AND in_plan)\nGROUP BY " + cell + "\nORDER BY mean "
                + (better().equals("DESC") ? "DESC NULLS LAST" : "ASC NULLS LAST") + ";";
    }

    /** Epochs a second while at least one trial was under way: trials that overlap are one stretch of time. */
    String speed() {
        return "SELECT SUM(epochs) AS epochs, SUM(seconds) AS seconds, SUM(epochs) / SUM(seconds) AS epochs_per_second\n"
                + "FROM (\n  SELECT SUM(epochs_run) AS epochs,\n    DATEDIFF(MILLISECOND, MIN(started_at), MAX(finished_at))"
                + " / 1000.0 AS seconds\n  FROM (\n    SELECT s.*, SUM(apart) OVER (ORDER BY started_at, trial) AS stretch\n"
                + "    FROM (\n      SELECT trial, epochs_run, started_at, finished_at,\n        CASE WHEN started_at <="
                + " MAX(finished_at) OVER (ORDER BY started_at, trial\n          ROWS BETWEEN UNBOUNDED PRECEDING AND 1"
                + " PRECEDING) THEN 0 ELSE 1 END AS apart\n      FROM results\n      WHERE sweep = " + sweep
                + " AND in_plan AND epochs_run > 0 AND finished_at IS NOT NULL) s)\n  GROUP BY stretch);";
    }

    /** The values of each trial on the axes, and what it reached. */
    String values() {
        return "SELECT trial, " + parameters() + "state, " + finiteBest()
                + " AS best, cause\nFROM results r\nWHERE sweep = " + sweep + " AND in_plan\nORDER BY trial;";
    }

    /** The trials of each value of each axis. */
    String slices(List<Parameter> axes) {
        return axes.stream()
                        .map(axis -> "SELECT '" + axis.yaml() + "' AS axis, CAST(" + axis.yaml() + " AS VARCHAR) AS at,"
                                + " COUNT(*) AS trials,\n  COUNT(cause) AS diverged, MEDIAN(" + finiteBest()
                                + ") AS median\nFROM results r\nWHERE " + ranked() + "\nGROUP BY " + axis.yaml())
                        .collect(Collectors.joining("\nUNION ALL\n"))
                + ";";
    }

    /** The share of the trials that are at least as good. */
    String edf() {
        return "SELECT * FROM (\n  SELECT trial, best, CUME_DIST() OVER (ORDER BY best " + better()
                + " NULLS LAST) AS share\n  FROM (SELECT trial, " + finiteBest() + " AS best FROM results r\n    WHERE "
                + ranked() + "))\nWHERE best IS NOT NULL\nORDER BY share, trial;";
    }

    /** The effect size of each axis on the ranks. */
    String importances(List<Parameter> axes) {
        String names = axes.stream().map(axis -> axis.yaml() + ", ").collect(Collectors.joining());
        String shares = axes.stream()
                .map(axis -> "SELECT '" + axis.yaml()
                        + "' AS axis,\n  CASE WHEN MAX(n) > COUNT(*) AND MAX(total) > 0 THEN GREATEST(0,\n    ((MAX(n)"
                        + " - 1) * SUM(c * POWER(m - mean, 2)) / NULLIF(MAX(total), 0) - COUNT(*) + 1) / (MAX(n) - COUNT(*))) END AS"
                        + " share\nFROM totals, (SELECT COUNT(*) AS c, AVG(place) AS m FROM placed GROUP BY "
                        + axis.yaml()
                        + ")")
                .collect(Collectors.joining("\nUNION ALL\n"));
        return "WITH ranked AS (\n  SELECT trial, " + names + finiteBest() + " AS best\n  FROM results r\n  WHERE "
                + ranked()
                + "),\nplaced AS (\n  SELECT " + names + "CAST(RANK() OVER (ORDER BY best " + better()
                + " NULLS LAST) AS DOUBLE PRECISION)\n    + (COUNT(*) OVER (PARTITION BY best) - 1) / 2.0 AS place\n  FROM"
                + " ranked),\ntotals AS (\n  SELECT COUNT(*) AS n, AVG(place) AS mean, COUNT(*) * VAR_POP(place) AS total FROM"
                + " placed)\n" + shares + "\nORDER BY share DESC NULLS LAST, axis;";
    }

    String timeline() {
        return "SELECT w.worker, r.trial, r.state, r.started_at, r.finished_at\nFROM results r"
                + " JOIN workers w ON w.sweep = r.sweep AND w.trial = r.trial\nWHERE r.sweep = " + sweep
                + " AND r.in_plan\nORDER BY w.worker, r.started_at, r.trial;";
    }

    /** Whether a row has a place in the ranking. */
    private String ranked() {
        return "sweep = " + sweep + " AND in_plan AND (state = 'DIVERGED' OR state <> 'FAILED' AND " + best("r")
                + " IS NOT NULL)";
    }

    private String finiteBest() {
        return "CASE WHEN state NOT IN ('DIVERGED', 'FAILED') THEN " + best("r") + " END";
    }

    private String better() {
        return metric.goal() == Metric.Goal.MAXIMIZE ? "DESC" : "ASC";
    }

    private String planned() {
        return " AND trial IN (SELECT trial FROM results WHERE sweep = " + sweep + " AND in_plan)";
    }

    /** Over two parameters; a reader swaps in others. */
    String cells(Parameter down, Parameter across) {
        String cell = down.yaml() + ", " + across.yaml();
        String aggregate = metric.goal() == Metric.Goal.MAXIMIZE ? "MAX(" : "MIN(";
        return "SELECT " + cell + ",\n  " + aggregate + finiteBest() + ") AS best,\n  AVG(" + finiteBest()
                + ") AS mean,\n  MIN(CASE WHEN state NOT IN ('DIVERGED', 'FAILED') THEN best_cost END) AS lowest_cost"
                + ",\n  COUNT(*) AS trials, COUNT(cause) AS diverged, AVG(seconds) AS seconds\nFROM results r\nWHERE sweep = "
                + sweep + " AND in_plan\nGROUP BY " + cell + "\nORDER BY " + cell + ";";
    }

    /** The best value of each cell of the axes in each sweep, and how many of its trials diverged. All have one metric. */
    static String matched(List<SweepComparison> sweeps, List<Parameter> axes) {
        String cell = axes.stream().map(Parameter::yaml).collect(Collectors.joining(", "));
        List<Sql> each = sweeps.stream().map(Sql::new).toList();
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < each.size(); i++) {
            Sql sql = each.get(i);
            String aggregate = sql.metric.goal() == Metric.Goal.MAXIMIZE ? "MAX(" : "MIN(";
            columns.append(",\n  ")
                    .append(aggregate)
                    .append("CASE WHEN sweep = ")
                    .append(sql.sweep);
            columns.append(" THEN best END) AS best_").append(i + 1);
            columns.append(",\n  COUNT(CASE WHEN sweep = ").append(sql.sweep);
            columns.append(" THEN cause END) AS diverged_").append(i + 1);
        }
        return "SELECT " + cell + columns + "\nFROM (\n  SELECT sweep, " + cell + ", cause, "
                + each.get(0).finiteBest() + " AS best\n  FROM results r WHERE in_plan AND sweep IN ("
                + each.stream().map(sql -> sql.sweep).collect(Collectors.joining(", ")) + "))\nGROUP BY " + cell
                + "\nHAVING COUNT(DISTINCT sweep) > 1\nORDER BY " + cell + ";";
    }

    private String parameters() {
        return varying.stream().map(parameter -> parameter.yaml() + ", ").collect(Collectors.joining());
    }

    /** The view has a column for the usual goals; anything else is looked up at the best epoch. */
    private String best(String results) {
        boolean column = metric.name() != Metric.Name.TRAIN_ACCURACY
                && metric.goal() == metric.name().usualGoal();
        if (column) {
            return results + ".best_" + metric.name().yaml();
        }
        return atBestEpoch(metric.name(), results);
    }

    private static String atBestEpoch(Metric.Name name, String results) {
        return "(SELECT c." + name.yaml() + " FROM curves c WHERE c.sweep = " + results + ".sweep AND c.trial = "
                + results + ".trial AND c.epoch = " + results + ".best_epoch)";
    }

    private String test() {
        return tested ? atBestEpoch(Metric.Name.TEST_ACCURACY, "r") + " AS test_accuracy,\n  " : "";
    }
}
