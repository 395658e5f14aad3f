package io.sweep4j.cli;

import io.sweep4j.store.TrialOrigin;
import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.TrialState;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line on a terminal, redrawn at most ten times a second: bar, trials, time to go, best value, diverged trials. Fits
 * in 80 columns and has no colour.
 */
final class ProgressBar implements Progress {
    private static final int BAR = 20;
    private static final long REDRAW_NANOS = 100_000_000;

    private final Console console;
    private final Metric metric;
    private final long start = System.nanoTime();
    private long trials;
    private long epochs;
    private long endedTrials;
    private long endedEpochs;
    private long diverged;
    private long failed;
    private long reused;
    private double best = Double.NaN;
    private long drawn;

    ProgressBar(Console console, Metric metric) {
        this.console = console;
        this.metric = metric;
    }

    @Override
    public void planned(long plannedTrials, long plannedEpochs) {
        trials = plannedTrials;
        epochs = plannedEpochs;
        draw();
    }

    @Override
    public void started(Trial trial) {}

    @Override
    public void observed(Trial trial, Observation observation) {
        endedEpochs++;
        Double value = observation.value(metric.name());
        if (!observation.diverged() && value != null && Double.isFinite(value)) {
            best = Double.isNaN(best) || metric.goal().better(value, best) ? value : best;
        }
        drawIfDue();
    }

    @Override
    public void ended(Trial trial, TrialState outcome, @Nullable Divergence divergence, @Nullable String error) {
        endedTrials += outcome.finished() ? 1 : 0;
        if (divergence != null) {
            diverged++;
            int skipped = trial.configuration().epochs() - divergence.epoch();
            epochs -= outcome == TrialState.DIVERGED ? Math.max(0, Math.min(skipped, epochs - endedEpochs)) : 0;
        }
        if (error != null) {
            failed++;
            clear();
            console.note("trial " + trial.number() + " FAILED " + error);
        }
        drawIfDue();
    }

    @Override
    public void reused(Trial trial, TrialState outcome, TrialOrigin origin) {
        reused++;
        drawIfDue();
    }

    private void drawIfDue() {
        if (System.nanoTime() - drawn >= REDRAW_NANOS) {
            draw();
        }
    }

    private void draw() {
        drawn = System.nanoTime();
        double share = epochs == 0 ? 0 : Math.min(1, (double) endedEpochs / epochs);
        int full = (int) (share * BAR);
        StringBuilder line = new StringBuilder("\r\u001b[K[");
        line.append("#".repeat(full)).append("-".repeat(BAR - full)).append("] ");
        line.append(endedTrials).append('/').append(trials).append(" trials");
        if (endedEpochs > 0 && share < 1) {
            double seconds = (drawn - start) / 1e9;
            line.append(", ")
                    .append(clock(Math.round(seconds / share - seconds)))
                    .append(" to go");
        }
        if (!Double.isNaN(best)) {
            line.append(String.format(Locale.ROOT, ", best %.4g", best));
        }
        if (diverged > 0) {
            line.append(", ").append(diverged).append(" diverged");
        }
        if (failed > 0) {
            line.append(", ").append(failed).append(" failed");
        }
        if (reused > 0) {
            line.append(", ").append(reused).append(" reused");
        }
        console.err().print(line);
        console.err().flush();
    }

    private static String clock(long seconds) {
        Duration left = Duration.ofSeconds(seconds);
        return left.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", left.toHours(), left.toMinutesPart(), left.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", left.toMinutes(), left.toSecondsPart());
    }

    private void clear() {
        console.err().print("\r\u001b[K");
        console.err().flush();
    }

    @Override
    public void close() {
        clear();
    }
}
