package io.sweep4j.report;

import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.Parameter;
import java.util.List;
import java.util.stream.Collectors;

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

    private String planned() {
        return " AND trial IN (SELECT trial FROM results WHERE sweep = " + sweep + " AND in_plan)";
    }

    /** Over the first two varying parameters; a reader swaps in others. */
    String cells() {
        String cell = varying.stream().limit(2).map(Parameter::yaml).collect(Collectors.joining(", "));
        String best = metric.goal() == Metric.Goal.MAXIMIZE ? "MAX(" : "MIN(";
        return "SELECT " + cell + ",\n  " + best + "CASE WHEN state NOT IN ('DIVERGED', 'FAILED') THEN " + best("r")
                + " END) AS best,\n  COUNT(*) AS trials, COUNT(cause) AS diverged\nFROM results r\nWHERE sweep = "
                + sweep + " AND in_plan\nGROUP BY " + cell + "\nORDER BY " + cell + ";";
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
