package io.sweep4j.cli;

import io.sweep4j.store.TrialOrigin;
import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.TrialState;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A plain line for each recorded epoch and each trial that ended. */
final class ProgressLines implements Progress {
    private final Console console;
    private final Metric metric;
    private long trials;
    private long ended;

    ProgressLines(Console console, Metric metric) {
        this.console = console;
        this.metric = metric;
    }

    @Override
    public void planned(long planned, long epochs) {
        trials = planned;
        if (planned == 0) {
            return;
        }
        console.note("training " + trials + (trials == 1 ? " trial, " : " trials, ") + epochs
                + (epochs == 1 ? " epoch" : " epochs"));
    }

    @Override
    public void started(Trial trial) {}

    @Override
    public void resumed(Trial trial, int epoch) {
        console.note("trial " + trial.number() + " resumed after epoch " + epoch);
    }

    @Override
    public void observed(Trial trial, Observation observation) {
        StringBuilder line = new StringBuilder();
        line.append("trial ").append(trial.number());
        line.append(" epoch ").append(observation.epoch());
        line.append(" of ").append(trial.configuration().epochs());
        line.append(" cost ").append(figure(observation.cost()));
        Double value = observation.value(metric.name());
        if (metric.name() != Metric.Name.COST && value != null) {
            line.append(' ').append(metric.name().yaml()).append(' ').append(figure(value));
        }
        if (observation.diverged()) {
            line.append(" diverged");
        }
        console.note(line.toString());
    }

    @Override
    public void ended(Trial trial, TrialState outcome, @Nullable Divergence divergence, @Nullable String error) {
        ended += outcome.finished() ? 1 : 0;
        String why = divergence != null
                ? " " + divergence.cause() + " at epoch " + divergence.epoch() + ", iteration " + divergence.iteration()
                : error != null ? " " + error : "";
        console.note("trial " + trial.number() + " " + outcome + why + " (" + ended + " of " + trials + ")");
    }

    @Override
    public void reused(Trial trial, TrialState outcome, TrialOrigin origin) {
        console.note("trial " + trial.number() + " " + outcome + " reused from " + origin);
    }

    static String figure(double number) {
        return Double.isFinite(number) ? String.format(Locale.ROOT, "%.6g", number) : String.valueOf(number);
    }

    @Override
    public void close() {}
}
